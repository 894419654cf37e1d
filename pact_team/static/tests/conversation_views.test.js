import {
    click,
    contains,
    openKanbanView,
    openListView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { onRpc } from "@web/../tests/web_test_helpers";

import { definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const VIEWS = {
    list: {
        open: openListView,
        arch: `<list js_class="pact_conversation_list" create="0"><field name="name"/></list>`,
        button: ".o_list_button_add",
    },
    kanban: {
        open: openKanbanView,
        arch: `<kanban js_class="pact_conversation_kanban" create="0"><templates>
            <t t-name="card"><field name="name"/></t>
        </templates></kanban>`,
        button: ".o-kanban-button-new",
    },
};

const NOTHING_CHOSEN = {
    partner: false,
    number: false,
    matches: [],
    whom_problem: "",
    uses_teams: false,
    teams: [{ id: 1, name: "Support" }],
    team_id: 1,
    inboxes: [],
    inbox_id: false,
    elsewhere: [],
    templates: [],
    managers: [],
};

/** Open conversations as somebody who may start them in company 1, or as `starts`. */
async function openConversations({ open, arch }, context, starts = [1]) {
    await startServer();
    const env = await start();
    env.services["mail.store"].pact_starting_company_ids = starts;
    await open("discuss.channel", { arch, context });
}

for (const [kind, view] of Object.entries(VIEWS)) {
    test(`C15 New on the ${kind} of conversations starts one`, async () => {
        onRpc("discuss.channel", "action_pact_preflight", () => NOTHING_CHOSEN);
        await openConversations(view, { pact_offers_new: true });
        await click(`${view.button}:contains(New)`);
        await contains(".modal .modal-title", { text: "Start a conversation" });
    });

    test(`C15 the ${kind} offers it to nobody who may not start`, async () => {
        await openConversations(view, { pact_offers_new: true }, []);
        await contains(`.o_${kind}_view`);
        expect(view.button).toHaveCount(0);
    });

    test(`C15 a history on a ${kind} is nothing one adds to`, async () => {
        await openConversations(view, {});
        await contains(`.o_${kind}_view`);
        expect(view.button).toHaveCount(0);
    });
}
