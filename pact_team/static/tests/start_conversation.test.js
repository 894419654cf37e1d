import {
    click,
    contains,
    insertText,
    openDiscuss,
    start,
    startServer,
    triggerHotkey,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, press, select, test } from "@odoo/hoot";
import { asyncStep, onRpc, waitForSteps } from "@web/../tests/web_test_helpers";

import { createHeld, definePactModels, fromNow } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const DIALOG = ".o-pact-StartDialog";
const START = ".o-pact-StartDialog-start";
const WHY_NOT = ".o-pact-StartDialog-whyNot";
const SEARCH = "#o-pact-start-contact";

const LUA = { id: 41, name: "Lua Dias", phone: "+55 31 98765-0007" };
const SUPPORT = { id: 1, name: "Support", color: 1 };
const SALES = { id: 2, name: "Sales", color: 2 };
const INBOX = {
    id: 5,
    name: "Main number",
    network: "WhatsApp",
    phone: LUA.phone,
    is_free: false,
    is_stopped: false,
    is_opted_out: false,
    free_until: false,
    last_inbound: false,
    attempt: false,
    problem: false,
    running: false,
};
const SECOND = { ...INBOX, id: 6, name: "Second number" };
const TEMPLATE = {
    id: 7,
    name: "novidade",
    title: "Novidade",
    language: "pt_BR",
    language_name: "Portuguese (Brazil)",
    category: "utility",
    category_name: "Utility",
    header_kind: "",
    header_file_id: false,
    header_file_name: "",
    header: [],
    body: [{ text: "Olá Lua, sobre " }, { blank: "body:1" }, { text: "." }],
    footer: "",
    buttons: [],
    blanks: [{ key: "body:1", label: "Subject", sample: "", source: "subject" }],
};

/** Answer as the server does, for one contact, these teams and these inboxes. */
async function openPanel({ teams = [SUPPORT], inboxes = [INBOX], ...rest } = {}) {
    await startServer();
    onRpc("discuss.channel", "action_pact_preflight", ({ args: [asked] }) => {
        const isKnown = asked.partner_id === LUA.id;
        const whom = isKnown || asked.number === "new";
        const chosen = (records, id) =>
            records.find((one) => one.id === id) ||
            (records.length === 1 && records[0]);
        const inbox = whom && chosen(inboxes, asked.inbox_id);
        return {
            partner: isKnown && LUA,
            number: whom && LUA.phone,
            matches: asked.number === "Lu" ? [LUA] : [],
            whom_problem: "",
            uses_teams: true,
            teams,
            team_id: chosen(teams, asked.team_id)?.id || false,
            inboxes: whom ? inboxes : [],
            inbox_id: inbox?.id || false,
            elsewhere: [],
            templates: inbox ? [TEMPLATE] : [],
            managers: ["Boss"],
            ...rest,
        };
    });
    await start();
    await openDiscuss();
    await click(".o-mail-DiscussSidebarCategory .o-pact-start");
    await contains(SEARCH);
}

async function chooseLua() {
    await insertText(SEARCH, "Lu");
    await contains(`${DIALOG} [role=option]:contains(Lua Dias)`);
    await press("Enter");
    await contains(`${DIALOG} strong:contains(Lua Dias)`);
}

test("C16 whoever writes an answer opens the panel by its keys", async () => {
    const pyEnv = await startServer();
    onRpc("discuss.channel", "action_pact_preflight", () => ({
        partner: false,
        number: false,
        matches: [],
        whom_problem: "",
        uses_teams: true,
        teams: [SUPPORT],
        team_id: SUPPORT.id,
        inboxes: [],
        inbox_id: false,
        elsewhere: [],
        templates: [],
        managers: [],
    }));
    const channelId = createHeld(pyEnv, "Joana Prado");
    await start();
    await openDiscuss(channelId);
    await click(".o-mail-Composer-input");
    await contains(".o-mail-Composer-input:focus");
    await triggerHotkey("alt+shift+n");
    await contains(`${SEARCH}:focus`);
});

test("C20, C21, C29 what there is one of is chosen; the rest is asked for in order", async () => {
    onRpc("discuss.channel", "action_pact_start", ({ args: [asked] }) => {
        asyncStep([asked.partner_id, asked.team_id, asked.inbox_id]);
        asyncStep([asked.template_id, asked.values["body:1"], asked.subject]);
        return { type: "ir.actions.act_window_close" };
    });
    await openPanel();
    await contains(`${WHY_NOT}:contains(Choose a contact.)`);
    await contains(`${START}:disabled`);
    await chooseLua();
    await contains(`${DIALOG} strong:contains(Support)`);
    await contains(`${DIALOG} .o-pact-InboxFacts:contains(Never wrote)`);
    await contains(`${WHY_NOT}:contains(Fill in: Subject)`);
    await contains(`${START}:disabled`);
    await insertText(".o-pact-StartDialog-subject", "o pedido 42");
    await contains(".o-pact-TemplateBubble:contains(Olá Lua, sobre o pedido 42.)");
    await contains(`${START}:enabled`);
    await triggerHotkey("control+Enter");
    await waitForSteps([
        [LUA.id, SUPPORT.id, INBOX.id],
        [TEMPLATE.id, "o pedido 42", "o pedido 42"],
    ]);
    await contains(DIALOG, { count: 0 });
});

test("C20, C21 of several teams and inboxes one is chosen", async () => {
    await openPanel({ teams: [SUPPORT, SALES], inboxes: [INBOX, SECOND] });
    await chooseLua();
    await contains(`${WHY_NOT}:contains(Choose a team.)`);
    await select(String(SALES.id), { target: ".o-pact-StartDialog-team" });
    await contains(`${WHY_NOT}:contains(Choose an inbox.)`);
    await click(".o-pact-StartDialog-inbox:contains(Second number) input");
    await contains(".o-pact-TemplateBubble");
});

test("C24 inside the window a text is enough, and none is needed", async () => {
    onRpc("discuss.channel", "action_pact_start", ({ args: [asked] }) => {
        asyncStep([asked.template_id, asked.text]);
        return { type: "ir.actions.act_window_close" };
    });
    const free = { ...INBOX, is_free: true, free_until: fromNow({ hours: 3 }) };
    await openPanel({ inboxes: [free] });
    await chooseLua();
    await contains(`${DIALOG} .badge:contains(Free text until)`);
    await contains(`${START}:enabled`);
    await insertText(".o-pact-StartDialog-text", "Oi Lua");
    await click(START);
    await waitForSteps([[false, "Oi Lua"]]);
});

test("C29 two presses ask once", async () => {
    let keys = 0;
    onRpc("discuss.channel", "action_pact_start", async ({ args: [asked] }) => {
        keys += 1;
        expect(asked.request_key).toMatch(/^[0-9a-f]{16}$/);
        await new Promise((resolve) => setTimeout(resolve, 50));
        asyncStep("started");
        return { type: "ir.actions.act_window_close" };
    });
    await openPanel({ inboxes: [{ ...INBOX, is_free: true }] });
    await chooseLua();
    await contains(`${START}:enabled`);
    const button = document.querySelector(START);
    button.click();
    button.click();
    await waitForSteps(["started"]);
    expect(keys).toBe(1);
});

test("CN2 who talks to them is named, and asked for a transfer", async () => {
    onRpc("discuss.channel", "action_pact_ask_transfer", ({ args: [asked] }) => {
        asyncStep(asked.text);
        return true;
    });
    const running = {
        id: false,
        kind: "held",
        inbox_id: INBOX.id,
        sentence: "Bia (Sales) is talking to them on Main number.",
    };
    await openPanel({ inboxes: [{ ...INBOX, running }] });
    await chooseLua();
    await contains(".o-pact-InboxFacts-running:contains(is talking to them)");
    await contains(START, { count: 0 });
    await insertText(".o-pact-StartDialog-reason", "Cliente meu");
    await click(".modal-footer button:contains(Ask for a transfer)");
    await waitForSteps(["Cliente meu"]);
});

test("CN2 who waits for my team is taken, in the panel", async () => {
    onRpc("discuss.channel", "action_pact_take", ({ args: [[id]] }) => {
        asyncStep(`took ${id}`);
        return true;
    });
    onRpc("discuss.channel", "action_pact_open", () => {
        asyncStep("opened");
        return { type: "ir.actions.act_window_close" };
    });
    const running = { id: 99, kind: "waiting", inbox_id: INBOX.id, sentence: "Waits." };
    await openPanel({ inboxes: [{ ...INBOX, running }] });
    await chooseLua();
    await click(".modal-footer button:contains(Take)");
    await waitForSteps(["took 99", "opened"]);
});

test("C26 where there is no template somebody is named", async () => {
    await openPanel({ templates: [] });
    await chooseLua();
    await contains(`${WHY_NOT}:contains(Ask Boss to publish a template)`);
    await contains(`${START}:disabled`);
});
