import { click, contains, start, startServer } from "@mail/../tests/mail_test_helpers";
import { describe, expect, queryAllTexts, test } from "@odoo/hoot";
import { edit } from "@odoo/hoot-dom";
import { makeServerError, onRpc, serverState } from "@web/../tests/web_test_helpers";

import { definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const MENU = ".o_user_menu button";
const TEAM = ".o-pact-MyTeams-team";
const ITEM = ".dropdown-item[data-menu=pact_suggestion]";
const DIALOG = ".o-pact-ProposalDialog";

async function openMenu(values) {
    const pyEnv = await startServer();
    pyEnv["res.users"].write([serverState.userId], values);
    await start();
    await click(MENU);
    return pyEnv;
}

async function suggest(text) {
    await openMenu({});
    await click(ITEM);
    await click(`${DIALOG} textarea`);
    await edit(text);
    await click(".modal-footer button:contains(Send)");
}

test("C2 the menu lists my teams of this company, with their colours", async () => {
    const [company_id, elsewhere] = [1, 2];
    await openMenu({
        teams: [
            { id: 1, name: "Sales", color: 10, company_id },
            { id: 2, name: "Support", color: 0, company_id },
            { id: 3, name: "Branch", color: 1, company_id: elsewhere },
        ],
    });
    await contains(TEAM, { count: 2 });
    expect(queryAllTexts(TEAM)).toEqual(["Sales", "Support"]);
    await contains(`${TEAM} .o-pact-teamColor-10`);
});

test("C2 teams change while the screen is open", async () => {
    const team = { id: 1, name: "Sales", color: 10, company_id: 1 };
    const pyEnv = await openMenu({ teams: [] });
    await contains(".o-pact-MyTeams:contains(None in this company)");
    pyEnv["res.users"].write([serverState.userId], { teams: [team] });
    await click(MENU);
    await click(MENU);
    await contains(`${TEAM}:contains(Sales)`);
});

test("P5 who is no member finds neither teams nor suggestions", async () => {
    await openMenu({ is_agent: false });
    await contains(".dropdown-item[data-menu=logout]");
    await contains(".o-pact-MyTeams", { count: 0 });
    await contains(ITEM, { count: 0 });
});

test("C4 a suggestion goes to the company on the screen", async () => {
    onRpc("pact.suggestion", "suggest", ({ args }) => {
        expect.step(args);
        return 1;
    });
    await suggest("A button to snooze");
    await contains(".o_notification:contains(administrators have been told)");
    await contains(DIALOG, { count: 0 });
    expect.verifySteps([["A button to snooze", 1]]);
});

test("C4 a refused suggestion stays, with the reason", async () => {
    onRpc("pact.suggestion", "suggest", () => {
        throw makeServerError({
            type: "UserError",
            message: "Please send the next one tomorrow.",
        });
    });
    await suggest("One more");
    await contains(`${DIALOG} [role=alert]:contains(tomorrow)`);
    await contains(`${DIALOG} textarea:value(One more)`);
});

test("C4 nothing is sent without words", async () => {
    await openMenu({});
    await click(ITEM);
    await contains(".modal-footer button:contains(Send):disabled");
    await click(`${DIALOG} textarea`);
    await edit("   ");
    await contains(".modal-footer button:contains(Send):disabled");
});
