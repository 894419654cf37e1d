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
import { describe, expect, test } from "@odoo/hoot";
import {
    asyncStep,
    defineModels,
    fields,
    getService,
    makeServerError,
    mockService,
    models,
    mountView,
    onRpc,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import { createHeld, definePactModels, tell } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const REQUEST = ".o-pact-ThreadRequest";
const PROTOCOL = "20261122000042";
const FOUND = { id: 42, name: `${PROTOCOL} · Invoices`, state: "In progress" };

async function openHeld(values = {}) {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado", values);
    await start();
    await patchUiSize({ size: SIZES.XXL });
    await openDiscuss(channelId);
    await contains(".o-pact-InformationPanel");
    return { pyEnv, channelId };
}

test("I16 the protocol stands in the panel, and opens the request", async () => {
    const { channelId } = await openHeld({ pact_ticket_protocol: PROTOCOL });
    await contains(`${REQUEST}-protocol`, { text: PROTOCOL });
    await contains(`${REQUEST} button:contains(File a request)`, { count: 0 });
    onRpc("discuss.channel", "action_pact_open_request", ({ args: [[id]] }) => {
        expect(id).toBe(channelId);
        return { type: "ir.actions.act_window", res_model: "pact.ticket", res_id: 42 };
    });
    mockService("action", {
        doAction: (action) => asyncStep([action.res_model, action.res_id]),
    });
    await click(`${REQUEST}-protocol`);
    await waitForSteps([["pact.ticket", 42]]);
});

test("I16 who may not read the request is told so", async () => {
    await openHeld({ pact_ticket_protocol: PROTOCOL });
    onRpc("discuss.channel", "action_pact_open_request", () => {
        throw makeServerError({ type: "AccessError", message: "Not yours" });
    });
    await click(`${REQUEST}-protocol`);
    await contains(".o_notification", { text: "Not yours" });
});

test("I16 a request is filed with what the customer said", async () => {
    const { pyEnv, channelId } = await openHeld();
    onRpc("discuss.channel", "pact_filing", () => ({
        classifications: [{ id: 3, name: "Invoices", parent_id: false }],
        message: "Where is my invoice?",
        contact_name: "Joana Prado",
        contact_phone: "+55 11 99999-0001",
        contact_email: "",
        longest: { message: 2000, name: 200, phone: 60, email: 254 },
    }));
    onRpc("discuss.channel", "action_pact_file_request", ({ args: [[id], values] }) => {
        const { request_key: key, ...rest } = values;
        expect(key).not.toBe("");
        asyncStep([id, rest]);
        tell(pyEnv, channelId, { pact_ticket_protocol: PROTOCOL });
        return PROTOCOL;
    });
    await click(`${REQUEST} button:contains(File a request)`);
    await contains(".modal .modal-footer button:contains(File it):disabled");
    await contains(".modal textarea[maxlength='2000']:value(Where is my invoice?)");
    await click(".modal .o_select_menu_toggler");
    await click(".o_select_menu_item:contains(Invoices)");
    await insertText(".modal textarea", " Thanks");
    await click(".modal .modal-footer button:contains(File it)");
    await waitForSteps([
        [
            channelId,
            {
                classification_id: 3,
                message: "Where is my invoice? Thanks",
                contact_name: "Joana Prado",
                contact_phone: "+55 11 99999-0001",
                contact_email: "",
            },
        ],
    ]);
    await contains(".o_notification", { text: `Filed under protocol ${PROTOCOL}.` });
    await contains(`${REQUEST}-protocol`, { text: PROTOCOL });
});

test("I16 it is linked by its protocol, and unlinked", async () => {
    const { pyEnv, channelId } = await openHeld();
    onRpc("discuss.channel", "pact_linkable_requests", ({ args: [, typed] }) =>
        typed === "000042" ? [FOUND] : [],
    );
    onRpc(
        "discuss.channel",
        "action_pact_link_request",
        ({ args: [[id], ticketId] }) => {
            asyncStep([id, ticketId]);
            const protocol = ticketId ? PROTOCOL : false;
            tell(pyEnv, channelId, { pact_ticket_protocol: protocol });
            return true;
        },
    );
    await click(`${REQUEST} button:contains(Link to a request)`);
    await contains(".modal [role=status]:contains(no open request)");
    await insertText(".modal input", "000042");
    await click(`.modal .list-group-item:contains(${PROTOCOL})`);
    await contains(".modal", { count: 0 });
    await contains(`${REQUEST}-protocol`, { text: PROTOCOL });
    await click(`${REQUEST} button[title='Unlink']`);
    await contains(`${REQUEST} button:contains(File a request)`);
    await waitForSteps([
        [channelId, 42],
        [channelId, false],
    ]);
});

test("I16 who reads along sees the protocol and changes nothing", async () => {
    await openHeld({
        channel_member_ids: [],
        is_supervised: true,
        pact_agent_id: false,
        pact_ticket_protocol: PROTOCOL,
    });
    await contains(`${REQUEST}-protocol`, { text: PROTOCOL });
    await contains(`${REQUEST} button`, { count: 1 });
});

test("I16 the request is finished with the conversation only if that is ticked", async () => {
    const { channelId } = await openHeld({ pact_ticket_protocol: PROTOCOL });
    onRpc("discuss.channel", "pact_finishing", () => ({
        classifications: [],
        is_required: false,
        classification_id: false,
        note: "",
        request: PROTOCOL,
    }));
    onRpc("discuss.channel", "action_pact_finish", ({ args: [[id], values] }) => {
        asyncStep([id, Boolean(values.finishes_request)]);
        return true;
    });
    await click("button[name='pact-finish']");
    await contains(".modal textarea:focus");
    await click(".modal button:contains(Finish)");
    await contains(".modal", { count: 0 });
    await click("button[name='pact-finish']");
    await click(`.modal label:contains(Finish the request ${PROTOCOL} too) input`);
    await click(".modal button:contains(Finish)");
    await waitForSteps([
        [channelId, false],
        [channelId, true],
    ]);
});

test("I16 a request goes on in the panel for starting, with whom it names", async () => {
    await startServer();
    const seen = {
        partner: false,
        number: "+55 31 98765-0044",
        matches: [],
        whom_problem: "",
        uses_teams: true,
        teams: [
            { id: 1, name: "Support", color: 1 },
            { id: 2, name: "Sales", color: 2 },
        ],
        team_id: 2,
        inboxes: [],
        inbox_id: false,
        elsewhere: [],
        templates: [],
        managers: [],
    };
    onRpc("discuss.channel", "action_pact_preflight", ({ args: [asked] }) => {
        const { number, name, team_id: teamId, subject, ticket_id: ticketId } = asked;
        asyncStep([number, name, teamId, subject, ticketId]);
        return seen;
    });
    await start();
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "pact_team.start_conversation",
        target: "new",
        params: {
            number: "+5531987650044",
            name: "Pedro",
            team_id: 2,
            subject: PROTOCOL,
            ticket_id: 42,
        },
    });
    await contains(".modal-title", { text: "Continue on WhatsApp" });
    await contains(".o-pact-StartDialog-name:value(Pedro)");
    await waitForSteps([["+5531987650044", "Pedro", 2, PROTOCOL, 42]]);
});

class PactTicket extends models.Model {
    _name = "pact.ticket";
    conversations = fields.Generic({ type: "json" });
    _records = [
        {
            id: 1,
            conversations: [
                {
                    id: 7,
                    inbox: "Shop line",
                    agent: "Ana",
                    state: "In progress",
                    date: "2026-03-02 12:00:00",
                    is_readable: true,
                    last: "Where is <b>it</b>?",
                },
                {
                    id: 8,
                    inbox: "Second line",
                    agent: "Bia",
                    state: "Finished",
                    date: "2026-03-01 12:00:00",
                    is_readable: false,
                    last: "",
                },
            ],
        },
    ];
}
defineModels([PactTicket]);

test("I16 a request shows who talks to its customer, and opens what one may read", async () => {
    await mountView({
        type: "form",
        resModel: "pact.ticket",
        resId: 1,
        arch: `<form>
            <field name="conversations" widget="pact_request_conversations"/>
        </form>`,
    });
    const line = ".o-pact-RequestConversations li";
    await contains(line, { count: 2 });
    await contains(`${line}:eq(0):contains(Ana)`, { text: "Where is <b>it</b>?" });
    await contains(`${line}:eq(1):contains(Bia)`);
    await contains(`${line} button`, { count: 1 });
    onRpc("discuss.channel", "action_pact_open", ({ args: [id] }) => ({
        tag: "open",
        id,
    }));
    mockService("action", { doAction: ({ tag, id }) => asyncStep([tag, id]) });
    await click(`${line}:eq(0) button`);
    await waitForSteps([["open", 7]]);
});
