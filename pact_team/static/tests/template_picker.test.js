import {
    click,
    contains,
    focus,
    insertText,
    openDiscuss,
    start,
    startServer,
    triggerHotkey,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, press, queryAllTexts, test } from "@odoo/hoot";
import { makeServerError, onRpc } from "@web/../tests/web_test_helpers";

import { createHeld, definePactModels, fromNow } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const GATE_BUTTON = ".o-pact-ComposerGate button:contains(Use a template)";
const COMPOSER_BUTTON = ".o-mail-Composer button[name='pact-template']";
const DIALOG = ".o-pact-TemplateDialog";
const OPTION = `${DIALOG} [role=option]`;
const BUBBLE = `${DIALOG} .o-pact-TemplateBubble`;
const SEND = ".modal-footer button:contains(Send)";

const REMINDER = {
    id: 7,
    name: "lembrete",
    title: "Lembrete",
    language: "pt_BR",
    language_name: "Portuguese (Brazil)",
    category: "utility",
    category_name: "Utility",
    header_kind: "",
    header_file_id: false,
    header_file_name: "",
    header: [],
    body: [
        { text: "Olá Joana, sobre " },
        { blank: "body:2" },
        { text: ": pode vir " },
        { blank: "body:3" },
        { text: "?" },
    ],
    footer: "Bela Vista",
    buttons: [{ kind: "quick_reply", text: "Sim" }],
    blanks: [
        { key: "body:2", label: "Order", sample: "P-8", source: "free" },
        { key: "body:3", label: "Day", sample: "amanhã", source: "free" },
    ],
};
const GREETING = {
    ...REMINDER,
    id: 8,
    name: "saudacao",
    title: "Saudação",
    body: [{ text: "Podemos falar agora?" }],
    blanks: [],
};

async function openHeld(templates = [REMINDER, GREETING], values = {}) {
    const sent = [];
    onRpc("discuss.channel", "action_pact_templates", () => ({
        templates,
        managers: ["Bruno", "Carla"],
    }));
    onRpc("discuss.channel", "action_pact_send_template", ({ args }) => {
        sent.push(args.slice(1));
        return true;
    });
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado", {
        pact_window_date: fromNow({ hours: -1 }),
        pact_window_kind: "until",
        ...values,
    });
    await start();
    await openDiscuss(channelId);
    return sent;
}

test("C23, C24 a closed window offers a template, and the keyboard is enough", async () => {
    const sent = await openHeld();
    await contains(GATE_BUTTON);
    await triggerHotkey("t", true);
    await contains(`${DIALOG} input[type=search]:focus`);
    await contains(`${OPTION}.active:contains(Lembrete)`);
    await press("Enter");
    await contains(`${DIALOG} [data-blank='body:2']:focus`);
    await insertText(`${DIALOG} [data-blank='body:2']`, " P-8 \t 9");
    await press("Enter");
    await contains(`${DIALOG} [data-blank='body:3']:focus`);
    await insertText(`${DIALOG} [data-blank='body:3']`, "amanhã");
    await contains(`${BUBBLE}-body`, {
        text: "Olá Joana, sobre P-8 9: pode vir amanhã?",
    });
    await press("Enter");
    await contains(DIALOG, { count: 0 });
    expect(sent).toEqual([[7, { "body:2": "P-8 9", "body:3": "amanhã" }]]);
});

test("C28 nothing is sent while a blank is empty", async () => {
    const sent = await openHeld();
    await click(GATE_BUTTON);
    await contains(`${SEND}:disabled`);
    await contains(`${BUBBLE} mark`, { count: 2 });
    await insertText(`${DIALOG} [data-blank='body:3']`, "amanhã");
    await press(["Control", "Enter"]);
    await contains(`${SEND}:disabled`);
    await press("Enter");
    await contains(`${DIALOG} [data-blank='body:2']:focus`);
    expect(sent).toEqual([]);
});

test("C23 the list is searched by name and by text, without accents", async () => {
    await openHeld();
    await click(GATE_BUTTON);
    await contains(OPTION, { count: 2 });
    await insertText(`${DIALOG} input[type=search]`, "saudacao");
    await contains(OPTION, { count: 1 });
    await contains(`${BUBBLE}-body`, { text: "Podemos falar agora?" });
    await insertText(`${DIALOG} input[type=search]`, "vir", { replace: true });
    expect(queryAllTexts(`${OPTION} span`)).toEqual(["Lembrete"]);
    await insertText(`${DIALOG} input[type=search]`, "zzz", { replace: true });
    await contains(`${DIALOG}:contains(No template has these words.)`);
    await contains(`${SEND}:disabled`);
});

test("C23 arrows choose, and each template keeps what was typed for it", async () => {
    const sent = await openHeld();
    await click(GATE_BUTTON);
    await insertText(`${DIALOG} [data-blank='body:2']`, "P-8");
    await focus(`${DIALOG} input[type=search]`);
    await press("ArrowDown");
    await contains(`${OPTION}.active:contains(Saudação)`);
    await press("ArrowUp");
    await contains(`${BUBBLE}-body:contains(sobre P-8)`);
    await press("ArrowDown");
    await press("Enter");
    await contains(DIALOG, { count: 0 });
    expect(sent).toEqual([[8, {}]]);
});

test("C26 where there is none, one learns whom to ask", async () => {
    await openHeld([]);
    await click(GATE_BUTTON);
    await contains(`${DIALOG}:contains(No template can be sent here yet)`);
    await contains(`${DIALOG}:contains(Ask Bruno, Carla)`);
    await contains(SEND, { count: 0 });
});

test("C26 what the server refuses stays in the dialog with its sentence", async () => {
    await openHeld([GREETING]);
    onRpc("discuss.channel", "action_pact_send_template", () => {
        throw makeServerError({ type: "UserError", message: "It was paused." });
    });
    await click(GATE_BUTTON);
    await click(SEND);
    await contains(`${DIALOG} [role=alert]`, { text: "It was paused." });
    await contains(`${SEND}:enabled`);
});

test("C23 an open conversation has it beside the composer", async () => {
    await openHeld(undefined, { pact_window_date: fromNow({ hours: 5 }) });
    await contains(".o-mail-Composer-input");
    await click(COMPOSER_BUTTON);
    await contains(OPTION, { count: 2 });
});

test("C23 neither a group nor a conversation of a colleague takes a template", async () => {
    await openHeld(undefined, { pact_window_kind: "never" });
    await contains(".o-pact-ComposerGate");
    await contains(GATE_BUTTON, { count: 0 });
});

test("C27 who misses a template proposes one from the same place", async () => {
    await openHeld([]);
    onRpc("pact.template.idea", "suggest", ({ args }) => {
        expect.step(args.slice(0, 2));
        return 1;
    });
    await click(GATE_BUTTON);
    await click(".modal-footer button:contains(Propose a template)");
    await contains(".modal-footer button:contains(Propose):disabled");
    await insertText("#o-pact-idea-situation", "The order is ready");
    await insertText("#o-pact-idea-text", "Your order is ready.");
    await click(".modal-footer button:contains(Propose)");
    await contains(".o_notification:contains(You will hear what becomes of it.)");
    expect.verifySteps([["The order is ready", "Your order is ready."]]);
});
