import { describe, expect, queryAllTexts, queryAttribute, test } from "@odoo/hoot";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    MockServer,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

import { definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const COUNTS = ["recipient", "waiting", "sent", "delivered", "read"];
COUNTS.push("failed", "uncertain");

class Campaign extends models.Model {
    _name = "campaign";
    name = fields.Char();
    state = fields.Char();
    recipient_count = fields.Integer();
    waiting_count = fields.Integer();
    sent_count = fields.Integer();
    delivered_count = fields.Integer();
    read_count = fields.Integer();
    failed_count = fields.Integer();
    uncertain_count = fields.Integer();
    _records = [
        {
            id: 1,
            name: "Novidades",
            state: "running",
            recipient_count: 100,
            waiting_count: 40,
            // Who read it got it, and it was sent to them.
            sent_count: 55,
            delivered_count: 30,
            read_count: 10,
            failed_count: 4,
            uncertain_count: 1,
        },
    ];
}
defineModels([Campaign]);

const LOOK = 2000;

/** Show the form; each time the server is asked for it is a step. */
async function show(values = {}) {
    Object.assign(Campaign._records[0], values);
    onRpc("campaign", "web_read", () => expect.step("look"));
    const hidden = COUNTS.map((name) => `<field name="${name}_count" invisible="1"/>`);
    const view = await mountView({
        type: "form",
        resModel: "campaign",
        resId: 1,
        arch: `<form>
            <field name="name"/>
            <field name="state" invisible="1"/>
            ${hidden.join("")}
            <widget name="pact_correspondence_progress"/>
        </form>`,
    });
    expect.verifySteps(["look"]);
    return view;
}

async function wait() {
    await advanceTime(LOOK);
    await animationFrame();
}

function widths() {
    return [...document.querySelectorAll(".progress-bar")].map(
        (part) => part.style.width,
    );
}

test("P4 each part tells what became of it last, and they add up to the whole", async () => {
    await show({ state: "done" });
    expect(queryAllTexts("[data-part]")).toEqual([
        "Read: 10",
        "Delivered: 20",
        "Sent: 25",
        "Uncertain: 1",
        "Failed: 4",
        "Waiting: 40",
    ]);
    expect(widths()).toEqual(["10%", "20%", "25%", "1%", "4%", "40%"]);
});

test("P4 it is said in words how far it is", async () => {
    await show({ state: "done" });
    const bar = "[role=progressbar]";
    expect(queryAttribute(bar, "aria-label")).toBe("60 of 100 are done");
    expect(queryAttribute(bar, "aria-valuenow")).toBe("60");
    expect(queryAttribute(bar, "aria-valuemax")).toBe("100");
});

test("P4 parts of nobody are not named", async () => {
    const nobody = Object.fromEntries(COUNTS.map((name) => [`${name}_count`, 0]));
    await show({ ...nobody, state: "done" });
    expect("[data-part]").toHaveCount(0);
    expect(".progress-bar").toHaveCount(0);
    expect(queryAttribute("[role=progressbar]", "aria-label")).toBe("0 of 0 are done");
});

test("P4 it looks again as long as it runs, and no longer", async () => {
    await show();
    MockServer.env["campaign"].write([1], { sent_count: 60, waiting_count: 35 });
    await wait();
    expect.verifySteps(["look"]);
    expect("[data-part=waiting]").toHaveText("Waiting: 35");
    MockServer.env["campaign"].write([1], { state: "done" });
    await wait();
    expect.verifySteps(["look"]);
    await wait();
    expect.verifySteps([]);
});

test("what is paused, or never ran, is not asked for again", async () => {
    await show({ state: "paused" });
    await wait();
    expect.verifySteps([]);
});

test("what somebody types in this moment is not taken away from them", async () => {
    await show();
    await contains("[name=name] input").edit("Outras novidades", { confirm: false });
    await wait();
    expect.verifySteps([]);
    expect("[name=name] input").toHaveValue("Outras novidades");
});

test("who leaves the form asks no more", async () => {
    const view = await show();
    view.__owl__.app.destroy();
    await wait();
    expect.verifySteps([]);
});
