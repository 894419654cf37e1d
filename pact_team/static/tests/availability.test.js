import {
    click,
    contains,
    insertText,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { after, describe, expect, queryAllTexts, test } from "@odoo/hoot";
import { advanceTime, mockDate } from "@odoo/hoot-mock";
import {
    mountView,
    onRpc,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";
import { serializeDateTime } from "@web/core/l10n/dates";

import { availability } from "./mock_models/pact_member";
import { definePactModels } from "./pact_test_helpers";

const { DateTime, Settings } = luxon;

describe.current.tags("desktop");
definePactModels();

const BUTTON = ".o-pact-Availability";
const PAUSE = ".o-pact-Availability-pause";
const FIELD = ".o-pact-AvailabilityField";
const CLOCK = ".o-pact-PauseClock";
const SNACK = { id: 1, name: "Snack", icon: "fa-coffee", minutes: 15, refusal: false };
const LUNCH = {
    id: 2,
    name: "Lunch",
    icon: "fa-cutlery",
    minutes: 60,
    refusal: "early",
    opens: "11:30",
    is_askable: true,
};

/** Let only `pass` move the clock: otherwise how slow a machine is would show on it. */
function stopClock(date) {
    const former = Settings.now;
    let now = DateTime.fromISO(date, { zone: "utc" }).toMillis();
    Settings.now = () => now;
    after(() => (Settings.now = former));
    return async (milliseconds) => {
        now += milliseconds;
        await advanceTime(1000);
    };
}

async function show(values) {
    const fresh = {
        state: "available",
        pauses: [SNACK, LUNCH],
        paused: 0,
        since: null,
        comesBack: false,
        turn: false,
        why: null,
    };
    patchWithCleanup(availability, { ...fresh, ...values });
    mockDate("2026-03-02 12:00:00");
    const pyEnv = await startServer();
    await start();
    return pyEnv;
}

test("C7 the pauses are listed with how long, and where not yet, from when", async () => {
    await show();
    await click(BUTTON);
    await contains(PAUSE, { count: 2 });
    expect(queryAllTexts(PAUSE)).toEqual(["Snack\n15 min", "Lunch\nfrom 11:30"]);
    await contains(`${PAUSE}.disabled:contains(Lunch)`);
});

test("C7 a pause counts down, and a second click ends it", async () => {
    const pass = stopClock("2026-03-02T12:00:00");
    await show();
    await click(BUTTON);
    await click(`${PAUSE}:contains(Snack)`);
    await contains(`${BUTTON}[data-state=paused] ${CLOCK}:contains(15:00)`);
    await pass(61_000);
    await contains(`${CLOCK}:contains(13:59)`);
    await click(BUTTON);
    await contains(`${BUTTON}[data-state=available]`);
    await contains(CLOCK, { count: 0 });
});

test("C7 no second is left of before the pause began", async () => {
    const pass = stopClock("2026-03-02T12:00:00");
    const pyEnv = await show();
    await click(BUTTON);
    await click(`${PAUSE}:contains(Snack)`);
    await contains(`${CLOCK}:contains(15:00)`);
    await pass(500);
    const [me] = pyEnv["res.partner"].read(serverState.partnerId);
    const now = DateTime.utc();
    pyEnv["bus.bus"]._sendone(me, "pact_team.my_availability", {
        member_id: 1,
        state: "paused",
        now: serializeDateTime(now),
        since: serializeDateTime(now),
        pause: {
            name: "Tea",
            icon: "fa-coffee",
            ends: serializeDateTime(now.plus({ minutes: 15 })),
        },
        pauses: [],
    });
    await contains(`${BUTTON}:contains(Tea) ${CLOCK}:contains(15:00)`);
});

test("C8 over its time, the clock turns red and counts on", async () => {
    const pass = stopClock("2026-03-02T12:00:00");
    await show();
    await click(BUTTON);
    await click(`${PAUSE}:contains(Snack)`);
    await contains(CLOCK);
    await pass(16 * 60_000);
    await contains(`${CLOCK}.text-bg-danger:contains(+01:00)`);
});

test("C11 what the server refuses is said in its words", async () => {
    const refused = "Snack is over for today.";
    await show({ pauses: [{ ...SNACK, refused }] });
    await click(BUTTON);
    await click(`${PAUSE}:contains(Snack)`);
    await contains(`.o_notification:contains(${refused})`);
    await contains(`${BUTTON}[data-state=available]`);
});

test("C1 unavailable, no pause is offered, and one click comes back", async () => {
    await show({ state: "unavailable" });
    await click(`${BUTTON}[data-state=unavailable]`);
    await contains(PAUSE, { count: 0 });
    await click(".o-pact-Availability-available");
    await contains(`${BUTTON}[data-state=available]`);
});

test("C1 whoever was away is back with a touch", async () => {
    await show({ state: "away" });
    await contains(`${BUTTON}[data-state=away]`);
    availability.comesBack = true;
    await click(".o_main_navbar");
    await contains(`${BUTTON}[data-state=available]`);
});

test("C5 a colleague's list changes by itself, with the reason", async () => {
    const pyEnv = await show();
    await mountView({
        type: "list",
        resModel: "pact.member",
        arch: `<list><field name="availability" widget="pact_availability"/></list>`,
    });
    await contains(`${FIELD}[data-state=available]:contains(Available)`);
    const told = { id: 1, availability: "paused", pause: "Lunch" };
    const [me] = pyEnv["res.partner"].read(serverState.partnerId);
    pyEnv["bus.bus"]._sendone(me, "pact_team.availability", told);
    await contains(`${FIELD}[data-state=paused]:contains(Paused · Lunch)`);
});

test("P5 who answers no customers finds nothing beside their name", async () => {
    await show({ state: null });
    await contains(".o_user_menu");
    await contains(BUTTON, { count: 0 });
});

test("I2 who waits sees the place and about when, and may leave the queue", async () => {
    const turn = { id: 1, name: "Snack", place: 2, expected: "2026-03-02 12:10:00" };
    await show({ turn });
    await contains(`${BUTTON}-place:contains(2)`);
    await click(BUTTON);
    await contains(`${BUTTON}-turn:contains(Snack: place 2 in the queue, about)`);
    await click(`${BUTTON}-withdraw`);
    await contains(`${BUTTON}-place`, { count: 0 });
});

test("C12 a refused pause is asked for, with why", async () => {
    await show({ pauses: [{ ...SNACK }, { ...LUNCH }] });
    await click(BUTTON);
    await contains(`${BUTTON}-ask`, { count: 1 });
    await click(`${BUTTON}-row:contains(Lunch) ${BUTTON}-ask`);
    await insertText("#o-pact-exception", "Dentist");
    await click(".modal-footer .btn-primary");
    await contains(".o_notification:contains(Asked)");
    expect(availability.why).toBe("Dentist");
    await click(BUTTON);
    await contains(`${PAUSE}:contains(Lunch):contains(asked)`);
    await contains(`${BUTTON}-ask`, { count: 0 });
});

test("C12 whoever grants pauses decides in the notice, which others' word closes", async () => {
    const pyEnv = await show();
    const decided = [];
    onRpc("pact.pause.exception", "action_grant", ({ args }) => {
        decided.push(args[0]);
        return true;
    });
    const [me] = pyEnv["res.partner"].read(serverState.partnerId);
    const tell = (type, told) => pyEnv["bus.bus"]._sendone(me, type, told);
    const asked = { title: "Ana asks for Lunch as an exception", text: "Dentist" };
    const NOTICE = ".o_notification:contains(Ana asks for Lunch)";
    tell("pact_team.exception_asked", { id: 7, ...asked });
    await contains(`${NOTICE}:contains(Dentist)`);
    tell("pact_team.exception_decided", { id: 7 });
    await contains(NOTICE, { count: 0 });
    tell("pact_team.exception_asked", { id: 8, ...asked });
    await click(`${NOTICE} button:contains(Grant)`);
    await contains(NOTICE, { count: 0 });
    expect(decided).toEqual([[8]]);
});
