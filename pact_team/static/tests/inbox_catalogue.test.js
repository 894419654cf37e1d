import { mailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, queryAllTexts, test } from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";

const KIND = ".o-pact-InboxKinds";
const CARD = ".o_kanban_record:not(.o_kanban_ghost)";

class PactInbox extends models.Model {
    _name = "pact.inbox";
    name = fields.Char();
    active = fields.Boolean({ default: true });
    is_configured = fields.Boolean({ default: true });
    provider = fields.Selection({
        selection: [
            ["whatsapp", "WhatsApp"],
            ["pigeon", "Pigeon post"],
        ],
    });
    _views = {
        kanban: `
            <kanban js_class="pact_inbox_catalogue">
                <templates><t t-name="card"><field name="name"/></t></templates>
            </kanban>`,
    };
}

describe.current.tags("desktop");
defineModels({ ...mailModels, PactInbox });

function standing(...inboxes) {
    PactInbox._records = inboxes.map((values, index) => ({
        id: index + 1,
        name: `Inbox ${index + 1}`,
        provider: "whatsapp",
        ...values,
    }));
    return mountView({ type: "kanban", resModel: "pact.inbox" });
}

test("every kind that can be configured is listed, in use or not", async () => {
    // C13
    await standing({});
    expect(CARD).toHaveCount(3);
    expect(queryAllTexts(`${KIND}-standing`)).toEqual(["In use", "Not configured"]);
    expect(`${KIND}:contains(Pigeon post) .opacity-50`).toHaveCount(1);
    expect(`${KIND}:contains(WhatsApp) .opacity-50`).toHaveCount(0);
});

test("what is archived or unfinished is not in use", async () => {
    // C13
    await standing({ active: false }, { is_configured: false });
    expect(queryAllTexts(`${KIND}-standing`)).toEqual([
        "Not configured",
        "Not configured",
    ]);
});

test("without any inbox the catalogue is the page", async () => {
    await standing();
    expect(".o_view_nocontent").toHaveCount(0);
    expect(queryAllTexts(`${KIND} button`)).toEqual(["Connect", "Connect"]);
});

test("connecting opens a new inbox of that kind", async () => {
    mockService("action", {
        doAction({ res_model, context }) {
            expect.step(`${res_model} ${context.default_provider}`);
        },
    });
    await standing({});
    await contains(`${KIND}:contains(Pigeon post) button`).click();
    expect.verifySteps(["pact.inbox pigeon"]);
});
