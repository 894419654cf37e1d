import {
    click,
    contains,
    insertText,
    openDiscuss,
    patchUiSize,
    SIZES,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, test } from "@odoo/hoot";
import {
    asyncStep,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import { createHeld, definePactModels, fromNow } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const DIALOG = ".o-pact-SendLaterDialog";
const PLANNED = ".o-pact-PlannedMessages-one";

async function openHeld(values) {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado", values);
    await start();
    await patchUiSize({ size: SIZES.XXL });
    await openDiscuss(channelId);
    await contains(".o-mail-Composer-input");
}

async function openDialog() {
    await click(".o-mail-Composer button[title='More Actions']");
    await click(".o-dropdown-item:contains(Send later)");
    await contains(DIALOG);
}

test("what was typed is planned for later, and leaves the composer", async () => {
    onRpc("discuss.channel", "action_pact_schedule", ({ args }) => {
        asyncStep(args[2]);
        return true;
    });
    await openHeld();
    await insertText(".o-mail-Composer-input", "See you");
    await openDialog();
    await contains(`${DIALOG}-window.text-muted:contains(The window is open until)`);
    await click(".modal-footer .btn-primary");
    await waitForSteps(["See you"]);
    await contains(".o_notification:contains(Planned for)");
    await contains(DIALOG, { count: 0 });
    await contains(".o-mail-Composer-input:focus", { value: "" });
});

test("C24 beyond the window the hint says what to do", async () => {
    await openHeld({ pact_window_date: fromNow({ minutes: 20 }) });
    await openDialog();
    await contains(`${DIALOG}-window.text-warning:contains(Choose an earlier time)`);
});

const REMINDER = {
    id: 11,
    name: "reminder",
    title: "Reminder",
    language_name: "English (US)",
    category_name: "Utility",
    header_kind: "",
    header: [],
    body: [{ text: "Hello Joana Prado, about " }, { blank: "body:2" }],
    footer: "",
    buttons: [],
    blanks: [{ key: "body:2", label: "About", sample: "your order", source: "free" }],
};

test("C24 where the window is closed by then, a template is planned", async () => {
    onRpc("discuss.channel", "action_pact_templates", () => ({
        templates: [REMINDER],
        managers: [],
    }));
    onRpc("discuss.channel", "action_pact_schedule", ({ args }) => {
        asyncStep(args.slice(2));
        return true;
    });
    await openHeld({
        pact_window_date: fromNow({ minutes: 20 }),
        pact_window_kind: "until",
    });
    await insertText(".o-mail-Composer-input", "Half a sentence");
    await openDialog();
    await click(`${DIALOG}-window button:contains(Use a template)`);
    await contains(`${DIALOG}-window`, { count: 0 });
    await contains(".modal-footer .btn-primary:disabled");
    await insertText(`${DIALOG} [data-blank]`, "your order");
    await click(".modal-footer .btn-primary:enabled");
    await waitForSteps([["", 11, { "body:2": "your order" }]]);
    await contains(DIALOG, { count: 0 });
    await contains(".o-mail-Composer-input", { value: "Half a sentence" });
});

test("a planned template keeps its words, only its time is changed", async () => {
    onRpc("discuss.channel", "action_pact_schedule_change", ({ args }) => {
        asyncStep(args[1]);
        return true;
    });
    await openHeld({
        pact_scheduled: [
            {
                id: 5,
                date: fromNow({ hours: 1 }),
                text: "Hello Joana Prado",
                is_template: true,
                author: "Mitchell Admin",
                reason: "",
                user_id: serverState.userId,
                state: "planned",
            },
        ],
    });
    await click(`${PLANNED} button[title='Change']`);
    await contains(`${DIALOG} textarea[readonly]`);
    await contains(`${DIALOG} .btn-group`, { count: 0 });
    await click(".modal-footer .btn-primary");
    await waitForSteps([5]);
});

test("what is planned stands in the panel; its author cancels it", async () => {
    onRpc("discuss.channel", "action_pact_schedule_cancel", ({ args }) => {
        asyncStep(args[1]);
        return true;
    });
    const planned = {
        date: fromNow({ hours: 1 }),
        text: "See you",
        author: "Mitchell Admin",
        reason: "",
    };
    await openHeld({
        pact_scheduled: [
            { ...planned, id: 1, user_id: serverState.userId, state: "planned" },
            { ...planned, id: 2, user_id: 999, state: "failed", reason: "Too late." },
        ],
    });
    await contains(PLANNED, { count: 2 });
    await contains(`${PLANNED}:contains(Too late.)`);
    await contains(`${PLANNED} button[title='Do not send']`, { count: 1 });
    await click(`${PLANNED} button[title='Do not send']`);
    await waitForSteps([1]);
});
