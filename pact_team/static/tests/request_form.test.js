import {
    startInteractions,
    setupInteractionWhiteList,
} from "@web/../tests/public/helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import {
    click,
    fill,
    press,
    queryAll,
    queryOne,
    select,
    setInputFiles,
} from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";

import {
    filesProblem,
    sizeInWords,
    withoutTwins,
} from "@pact_team/portal/chosen_files";

setupInteractionWhiteList([
    "pact_team.file_choice",
    "pact_team.kind_chooser",
    "pact_team.part_choice",
    "pact_team.request_form",
]);
describe.current.tags("desktop");

const LIMITS = { most: 2, bytes: 10, suffixes: [".pdf", ".txt"] };
const FILES = `
    <div class="o-pact-FileChoice" data-most="2" data-bytes="10">
        <label for="files">Files <span data-star hidden>*</span></label>
        <input id="files" type="file" multiple name="files" accept=".pdf,.txt">
        <div class="o-pact-FileChoice-problem"></div>
        <ul class="o-pact-FileChoice-list"></ul>
        <template class="o-pact-FileChoice-row"><li>
            <span data-name></span> <span data-size></span>
            <button type="button">Remove <span data-removed></span></button>
        </li></template>
        <template data-problem="too_many"><p>At most 2.</p></template>
        <template data-problem="too_big"><p>Larger than 10.</p></template>
        <template data-problem="empty"><p>One is empty.</p></template>
        <template data-problem="unsafe"><p>Not accepted.</p></template>
    </div>`;
const FORM = `
    <form class="o-pact-RequestForm" action="/my/requests/new" novalidate>
        <label for="classification">Classification <span data-star>*</span></label>
        <select id="classification" name="classification">
            <option value="">Choose one</option>
            <option value="1" data-guidance="Say the month.">Invoices</option>
            <option value="2" data-file-required="True">Exams</option>
        </select>
        <label for="sub">Sub-classification <span data-star hidden>*</span></label>
        <select id="sub" name="sub">
            <option value="">Choose one</option>
            <optgroup label="Invoices" data-root="1">
                <option value="3">Second copy</option>
                <option value="4" data-reference-required="True">Increase</option>
            </optgroup>
            <optgroup label="Others" data-root="9"><option value="5">X</option></optgroup>
        </select>
        <p id="kind_hint"></p>
        <label for="reference">Reference <span data-star hidden>*</span></label>
        <input id="reference" name="reference">
        <textarea id="message" name="message">Bom dia</textarea>
        ${FILES}
        <div class="o-pact-RequestForm-progress" hidden>
            <span role="status"></span>
            <div role="progressbar"><div></div></div>
        </div>
        <div class="o-pact-RequestForm-failure" hidden>Not sent.</div>
        <button type="submit">File</button>
    </form>`;
const CHOOSER = `
    <div class="o-pact-KindChooser">
        <label for="kind">Classification</label>
        <select id="kind" name="classification">
            <option value="">Choose one</option>
            <option value="1">Cobrança</option>
            <option value="2">Portabilidade</option>
        </select>
        <button id="button" type="button" class="o-pact-KindChooser-button" hidden>
            <span data-chosen></span>
        </button>
        <div class="modal d-block">
            <input type="search">
            <div class="list-group">
                <button type="button" data-value="1">Cobrança</button>
                <button type="button" data-value="2">Portabilidade</button>
            </div>
            <p><span data-nothing hidden>Nothing</span></p>
        </div>
    </div>`;

function file(name, size) {
    return new File([new Uint8Array(size)], name);
}

async function choose(...files) {
    await click("#files");
    await setInputFiles(files);
    await animationFrame();
}

function names() {
    return queryAll("[data-name]").map((el) => el.textContent);
}

describe("files", () => {
    test("S17 what the server refuses is known before it travels", () => {
        for (const [files, problem] of [
            [[file("a.pdf", 10)], undefined],
            [[file("a.PDF", 1), file("b.txt", 1)], undefined],
            [[file("a.pdf", 1), file("b.txt", 1), file("c.txt", 1)], "too_many"],
            [[file("a.pdf", 11)], "too_big"],
            [[file("a.pdf", 0)], "empty"],
            [[file("a.pdf.exe", 1)], "unsafe"],
            [[file("pdf", 1)], "unsafe"],
            [[file(".pdf", 1)], "unsafe"],
        ]) {
            expect(filesProblem(files, LIMITS)).toBe(problem);
        }
    });

    test("S17 a file chosen twice is one; sizes are said in words", () => {
        const one = file("a.pdf", 3);
        expect(withoutTwins([one, one, file("b.pdf", 3)])).toHaveLength(2);
        expect(sizeInWords(1, "en")).toBe("1 kB");
        expect(sizeInWords(2.55 * 1024 * 1024, "pt-BR")).toBe("2,6 MB");
    });

    test("S17 listed, added to, and taken out again", async () => {
        await startInteractions(FILES);
        await choose(file("a.pdf", 1));
        await choose(file("b.txt", 2));
        expect(names()).toEqual(["a.pdf", "b.txt"]);
        await click("li:first-child button");
        expect(names()).toEqual(["b.txt"]);
        expect([...queryOne("#files").files].map(({ name }) => name)).toEqual([
            "b.txt",
        ]);
        expect("li:first-child button").toBeFocused();
        await click("li:first-child button");
        expect("#files").toBeFocused();
    });

    test("S17 what is wrong is said in the server's words, until it is mended", async () => {
        await startInteractions(FILES);
        await choose(file("virus.exe", 1));
        expect(".o-pact-FileChoice-problem").toHaveText("Not accepted.");
        expect("#files").toHaveAttribute("aria-invalid", "true");
        await click("li:first-child button");
        expect(".o-pact-FileChoice-problem").toHaveText("");
        expect("#files").toHaveAttribute("aria-invalid", "false");
    });
});

describe("classification", () => {
    test("S13 the second list waits for the first, and follows it", async () => {
        await startInteractions(FORM);
        expect("#sub").not.toBeEnabled();
        await click("#classification");
        await select("1");
        expect("#sub").toBeEnabled();
        expect("#sub").toHaveProperty("required", true);
        expect(queryAll("#sub option").map(({ value }) => value)).toEqual([
            "",
            "3",
            "4",
        ]);
        await click("#sub");
        await select("4");
        await click("#classification");
        await select("2");
        expect("#sub").not.toBeEnabled();
        expect("#sub").toHaveValue("");
    });

    test("S11 what it asks for is said, and marked", async () => {
        await startInteractions(FORM);
        await click("#classification");
        await select("1");
        expect("#kind_hint").toHaveText("Say the month.");
        await click("#sub");
        await select("4");
        expect("#kind_hint").toHaveText("Say the month.");
        expect("#reference").toHaveProperty("required", true);
        await click("#classification");
        await select("2");
        expect("#kind_hint").toHaveText("");
        expect("#reference").toHaveProperty("required", false);
        expect("label[for=files] [data-star]").toBeVisible();
    });

    test("S24 chosen by a button, with a search, by the keyboard", async () => {
        patchWithCleanup(window, {
            Modal: { getOrCreateInstance: () => ({ hide: () => expect.step("hide") }) },
        });
        await startInteractions(CHOOSER);
        expect("#kind").not.toBeVisible();
        expect("#button").toHaveText("Choose one");
        await click("input[type=search]");
        await fill("cobranca");
        expect(".list-group button:not(.d-none)").toHaveCount(1);
        await press("Enter");
        expect.verifySteps(["hide"]);
        expect("#kind").toHaveValue("1");
        expect("#button").toHaveText("Cobrança");
        await click("input[type=search]");
        await fill("zzz", { confirm: false });
        expect("[data-nothing]").toBeVisible();
    });
});

describe("sending", () => {
    let requests;

    beforeEach(() => {
        requests = [];
        patchWithCleanup(window, {
            XMLHttpRequest: class {
                upload = {};
                open(...words) {
                    this.words = words;
                }
                send(body) {
                    this.body = body;
                    requests.push(this);
                }
                abort() {}
            },
        });
    });

    test("S18 pressed twice, sent once, and followed", async () => {
        await startInteractions(FORM);
        await click("button[type=submit]");
        await click("button[type=submit]");
        queryOne("form").requestSubmit();
        expect(requests).toHaveLength(1);
        expect(requests[0].words).toEqual(["POST", "/my/requests/new"]);
        expect(requests[0].body.get("message")).toBe("Bom dia");
        expect("button[type=submit]").not.toBeEnabled();
        requests[0].upload.onprogress({ loaded: 30, total: 100 });
        expect("[role=status]").toHaveText("25 %");
        expect("[role=progressbar]").toHaveAttribute("aria-valuenow", "30");
    });

    test("S11 what the server finds wrong is shown, and the files stay", async () => {
        await startInteractions(FORM);
        await choose(file("a.pdf", 1));
        await click("button[type=submit]");
        const [request] = requests;
        expect(request.body.get("files").name).toBe("a.pdf");
        const responseText = FORM.replace(
            'id="message"',
            'id="message" class="is-invalid"',
        );
        Object.assign(request, { status: 422, responseText }).onload();
        await animationFrame();
        expect("#message").toBeFocused();
        expect(names()).toEqual(["a.pdf"]);
        expect("button[type=submit]").toBeEnabled();
    });

    test("S17 what is refused does not travel", async () => {
        await startInteractions(FORM);
        await choose(file("virus.exe", 1));
        await click("button[type=submit]");
        expect(requests).toHaveLength(0);
        expect("#files").toBeFocused();
    });

    test("S11 without a network nothing is lost, and it may be sent again", async () => {
        await startInteractions(FORM);
        await click("button[type=submit]");
        requests[0].onerror();
        expect(".o-pact-RequestForm-failure").toBeVisible();
        expect("button[type=submit]").toBeEnabled();
        await click("button[type=submit]");
        expect(requests).toHaveLength(2);
        expect(".o-pact-RequestForm-failure").not.toBeVisible();
    });
});
