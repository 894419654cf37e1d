import { mailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, queryAllTexts, test } from "@odoo/hoot";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    makeServerError,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { serializeDateTime } from "@web/core/l10n/dates";

const { DateTime } = luxon;
const PANEL = ".o-pact-StaffPanel";
const STEP = `${PANEL}-step`;
const ROW = `${PANEL}-invitation`;
const STATES = ["draft", "sent", "bounced", "opened", "accepted", "expired"];

class PactMember extends models.Model {
    _name = "pact.member";
    name = fields.Char();
    _records = [{ id: 1, name: "Ana Lima" }];
}
class PactInvitation extends models.Model {
    _name = "pact.invitation";
    email = fields.Char();
    state = fields.Char();
    sent_date = fields.Datetime();
    expiry_date = fields.Datetime();
    failure_reason = fields.Char();
    role_ids = fields.Many2many({ relation: "pact.member" });
    create_uid = fields.Many2one({ relation: "pact.member" });
    company_id = fields.Integer();
    is_agent_only = fields.Boolean();
    is_over = fields.Boolean();
}

describe.current.tags("desktop");
defineModels({ ...mailModels, PactMember, PactInvitation });

function funnel(counts = {}, { queued = 0, sent = 0 } = {}) {
    const states = STATES.map((state) => ({
        state,
        label: `Is ${state}`,
        count: counts[state] ?? 0,
    }));
    return { states, queued, sent };
}

function inviteTo(email, values = {}) {
    PactInvitation._records.push({
        id: PactInvitation._records.length + 1,
        email,
        state: "sent",
        sent_date: serializeDateTime(DateTime.now().minus({ days: 1 })),
        expiry_date: serializeDateTime(DateTime.now().plus({ days: 6 })),
        role_ids: [1],
        create_uid: 1,
        company_id: 1,
        is_over: false,
        ...values,
    });
}

/** Open the members with the funnels that the server tells, one after the other. */
async function openMembers(...funnels) {
    onRpc("has_group", () => true);
    onRpc("pact.invitation", "get_funnel", ({ args }) => {
        expect.step(`funnel of ${args[0]}`);
        return funnels.length > 1 ? funnels.shift() : funnels[0];
    });
    await mountView({
        type: "list",
        resModel: "pact.member",
        arch: `<list js_class="pact_staff_list"><field name="name"/></list>`,
    });
}

function catchActions() {
    mockService("action", {
        doAction(action) {
            expect.step(action.domain ? JSON.stringify(action.domain) : action);
        },
    });
}

test("P8 the funnel of the current company stands above its members", async () => {
    await openMembers(funnel({ sent: 12, bounced: 1 }));
    expect.verifySteps(["funnel of 1"]);
    expect(queryAllTexts(STEP)).toEqual([
        "0\nIs draft",
        "12\nIs sent",
        "1\nIs bounced",
        "0\nIs opened",
        "0\nIs accepted",
        "0\nIs expired",
    ]);
    expect(".o_data_row").toHaveCount(1);
});

test("I8 a step opens the invitations that stand there", async () => {
    catchActions();
    await openMembers(funnel({ sent: 12 }));
    await contains(`${STEP}[data-state=sent]`).click();
    expect(`${STEP}[data-state=draft]`).not.toBeEnabled();
    expect.verifySteps(["funnel of 1", `[["company_id","=",1],["state","=","sent"]]`]);
});

test("P8 open invitations are listed, at most eight of them", async () => {
    for (let number = 1; number <= 9; number++) {
        inviteTo(`person${number}@example.com`);
    }
    inviteTo("elsewhere@example.com", { company_id: 2 });
    inviteTo("in@example.com", { state: "accepted" });
    inviteTo("taken-back@example.com", { is_over: true });
    await openMembers(funnel({ sent: 9 }));
    expect(ROW).toHaveCount(8);
    expect(`${ROW}:first`).toHaveText(/person1@example.com.*Ana Lima.*Is sent/s);
    expect(`${PANEL}-all`).toHaveText("All 9 open invitations");
    expect.verifySteps(["funnel of 1"]);
});

test("P15 a row sends again, and copies a link while it is valid", async () => {
    const expiry_date = serializeDateTime(DateTime.now().minus({ minutes: 1 }));
    inviteTo("open@example.com");
    inviteTo("late@example.com", { state: "expired", expiry_date });
    catchActions();
    for (const method of ["action_send", "action_copy_link"]) {
        onRpc("pact.invitation", method, ({ args }) => `${method} of ${args[0]}`);
    }
    await openMembers(funnel({ sent: 1, expired: 1 }));
    await contains(`${ROW}:first button:contains(Resend)`).click();
    await animationFrame();
    await contains(`${ROW}:first button:contains(Copy link)`).click();
    await animationFrame();
    expect(`${ROW}:last button:contains(Copy link)`).not.toBeEnabled();
    expect(`${ROW}:last`).toHaveText(/ended/);
    expect.verifySteps([
        "funnel of 1",
        "action_send of 1",
        "funnel of 1",
        "action_copy_link of 1",
        "funnel of 1",
    ]);
});

test("I8 while invitations leave, a bar shows how many have", async () => {
    await openMembers(
        funnel({ draft: 288, sent: 212 }, { queued: 500, sent: 212 }),
        funnel({ sent: 500 }),
    );
    expect(`${PANEL}-progress`).toHaveText("212 of 500 sent");
    expect(".progress-bar").toHaveAttribute("style", "width: 42%");
    expect(".progress").toHaveAttribute("aria-valuenow", "42");
    expect.verifySteps(["funnel of 1"]);
    await advanceTime(2000);
    await animationFrame();
    expect.verifySteps(["funnel of 1"]);
    expect(`${PANEL}-progress`).toHaveCount(0);
    await advanceTime(10_000);
    expect.verifySteps([]);
});

test("U3 the first invitation is one click away", async () => {
    catchActions();
    await openMembers(funnel());
    expect(PANEL).toHaveText(/Nobody is invited yet/);
    await contains(`${PANEL} button:contains(Invite people)`).click();
    expect.verifySteps(["funnel of 1", "pact_team.pact_invitation_send_action"]);
});

test("P3 agents see the members and no panel", async () => {
    onRpc("has_group", () => false);
    onRpc("pact.invitation", "get_funnel", () => expect.step("asked"));
    await mountView({
        type: "kanban",
        resModel: "pact.member",
        arch: `<kanban js_class="pact_staff_kanban"><templates><t t-name="card">
            <field name="name"/></t></templates></kanban>`,
    });
    expect(".o_kanban_record:contains(Ana Lima)").toHaveCount(1);
    expect(PANEL).toHaveCount(0);
    expect.verifySteps([]);
});

test("P7 who invites in another company only sees no panel here", async () => {
    onRpc("has_group", () => true);
    onRpc("pact.invitation", "get_funnel", () => {
        throw makeServerError({ type: "AccessError", message: "Not here." });
    });
    await mountView({
        type: "list",
        resModel: "pact.member",
        arch: `<list js_class="pact_staff_list"><field name="name"/></list>`,
    });
    expect(".o_data_row").toHaveCount(1);
    expect(PANEL).toHaveCount(0);
});
