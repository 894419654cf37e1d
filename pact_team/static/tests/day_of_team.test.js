import { mailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, queryAll, queryAllTexts, test } from "@odoo/hoot";
import { advanceTime } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    getService,
    makeServerError,
    models,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

const STRIP = ".o-pact-DayStrip";
const STRETCH = ".o-pact-DayStrip-stretch";

class PactAvailability extends models.Model {
    _name = "pact.availability";
}
class PactMember extends models.Model {
    _name = "pact.member";
}

describe.current.tags("desktop");
defineModels({ ...mailModels, PactAvailability, PactMember });

const MORNING = {
    state: "available",
    name: "",
    icon: "",
    left: 0,
    width: 50,
    from: "08:00",
    until: "11:00",
    minutes: 180,
};
const REST = {
    ...MORNING,
    state: "paused",
    name: "Rest",
    icon: "fa-leaf",
    left: 50,
    width: 5,
    from: "11:00",
    until: "11:10",
    minutes: 10,
};

function told(values = {}) {
    return {
        day: "2026-03-02",
        is_today: false,
        title: "Monday, March 2, 2026",
        teams: [
            { id: 1, name: "Support" },
            { id: 2, name: "Sales" },
        ],
        team_id: false,
        hours: [
            { left: 0, text: "08:00" },
            { left: 50, text: "11:00" },
        ],
        now: null,
        is_cut: false,
        people: [
            {
                id: 1,
                name: "Ana Lima",
                sums: { available: 180, paused: 10 },
                stretches: [MORNING, REST],
            },
            { id: 2, name: "Bruno Reis", sums: {}, stretches: [] },
        ],
        ...values,
    };
}

/** Open the screen; each question is a step, answered by `answer`. */
async function open(answer = (values) => told(values)) {
    onRpc("pact.availability", "day_of_team", ({ args: [day, team] }) => {
        expect.step([day, team]);
        return answer({ ...(day && { day }), team_id: team || false });
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "pact_team.day_of_team",
        name: "Day of a team",
    });
}

test("each member has a strip, and the same as a table to read", async () => {
    await open();
    expect.verifySteps([[null, null]]);
    expect(STRIP).toHaveCount(2);
    expect(`${STRETCH}[data-state=available]`).toHaveClass("bg-success");
    expect(`${STRETCH}[data-state=paused] .fa-leaf`).toHaveCount(1);
    expect(queryAll(STRETCH)[1].getAttribute("style")).toBe("left: 50%; width: 5%");
    expect(`${STRIP}:first table tbody tr`).toHaveCount(2);
    expect(`${STRIP}:first .o-pact-DayStrip-told`).toHaveClass("visually-hidden");
    expect(queryAllTexts(`${STRIP}-name`)).toEqual([
        "Ana Lima\n3:00 h",
        "Bruno Reis\n0:00 h",
    ]);
});

test("a name opens what was done, in words", async () => {
    await open();
    await contains(`${STRIP}:first .o-pact-DayStrip-name`).click();
    expect(`${STRIP}:first .o-pact-DayStrip-told`).not.toHaveClass("visually-hidden");
    expect(`${STRIP}:first .o-pact-DayStrip-name`).toHaveAttribute(
        "aria-expanded",
        "true",
    );
    expect(queryAllTexts(`${STRIP}:first tbody tr`)).toEqual([
        "Available 08:00 11:00 180",
        "Rest 11:00 11:10 10",
    ]);
    expect.verifySteps([[null, null]]);
});

test("the day before, the next one and today", async () => {
    await open();
    await contains(".o-pact-DayOfTeam-before").click();
    await contains(".o-pact-DayOfTeam-after").click();
    await contains(".o-pact-DayOfTeam-today").click();
    expect.verifySteps([
        [null, null],
        ["2026-03-01", null],
        ["2026-03-02", null],
        [null, null],
    ]);
});

test("another team keeps the day, and another day the team", async () => {
    await open();
    await contains(".o-pact-DayOfTeam-team").select("2");
    await contains(".o-pact-DayOfTeam-before").click();
    expect.verifySteps([
        [null, null],
        ["2026-03-02", 2],
        ["2026-03-01", 2],
    ]);
});

test("of today there is no tomorrow, and it is looked at every minute", async () => {
    await open((values) => told({ ...values, is_today: true, now: 40 }));
    expect(".o-pact-DayOfTeam-after").not.toBeEnabled();
    expect(".o-pact-DayStrip-now").toHaveCount(2);
    await advanceTime(60_000);
    expect.verifySteps([
        [null, null],
        ["2026-03-02", null],
    ]);
});

test("whoever is refused reads why", async () => {
    await open(() => {
        throw makeServerError({ type: "AccessError", message: "No member of Acme." });
    });
    expect(".o-pact-DayOfTeam-problem").toHaveText("No member of Acme.");
    expect.verifySteps([[null, null]]);
});

test("with one team there is none to choose", async () => {
    await open(() => told({ teams: [] }));
    expect(".o-pact-DayOfTeam-team").toHaveCount(0);
    expect.verifySteps([[null, null]]);
});

test("where there are more people than are shown, it says so", async () => {
    await open((values) => told({ ...values, is_cut: values.team_id !== 2 }));
    expect(".o-pact-DayOfTeam-cut").toHaveText(/more people/);
    await contains(".o-pact-DayOfTeam-team").select("2");
    expect(".o-pact-DayOfTeam-cut").toHaveCount(0);
    expect.verifySteps([
        [null, null],
        ["2026-03-02", 2],
    ]);
});
