import {
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, test } from "@odoo/hoot";
import { advanceTime } from "@odoo/hoot-mock";

import { createHeld, definePactModels, fromNow, tell } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const LINE = ".o-pact-WindowLine";
const GATE = ".o-pact-ComposerGate";

async function openHeld(values) {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado", values);
    await start();
    await openDiscuss(channelId);
    return { pyEnv, channelId };
}

test("C25 the time left stands above the composer", async () => {
    await openHeld();
    await contains(`${LINE}:contains(Free text for another 5 h 12 min)`);
    await contains(`${LINE}.text-warning`, { count: 0 });
    await contains(".o-mail-Composer-input");
});

test("C25 below two hours the line warns", async () => {
    await openHeld({ pact_window_date: fromNow({ hours: 2, seconds: 20 }) });
    await contains(`${LINE}:contains(2 h 0 min)`);
    await advanceTime(30_000);
    await contains(`${LINE}.text-warning:contains(1 h 59 min)`);
});

test("I6 before it closes a template is one click away", async () => {
    await openHeld({ pact_window_date: fromNow({ hours: 3 }) });
    await contains(LINE);
    await contains(`${LINE} button`, { count: 0 });
});

test("I6 the template is offered beside the time that is left", async () => {
    await openHeld({
        pact_window_date: fromNow({ hours: 1 }),
        pact_window_kind: "until",
    });
    await contains(`${LINE} button:contains(Continue with a template)`);
});

test("C24 the composer goes when the window closes, also while one looks", async () => {
    await openHeld({ pact_window_date: fromNow({ seconds: 40 }) });
    await contains(".o-mail-Composer-input");
    await advanceTime(60_000);
    await contains(`${GATE}:contains(The 24-hour window is closed since)`);
    await contains(`${GATE}:contains(Wait until the customer writes again)`);
    await contains(".o-mail-Composer-input", { count: 0 });
    await contains(LINE, { count: 0 });
});

test("C24 without any window nothing can be written", async () => {
    await openHeld({ pact_window_date: false });
    await contains(`${GATE}:contains(The 24-hour window is closed.)`);
    await contains(".o-mail-Composer-input", { count: 0 });
});

test("C24 the composer is back as soon as the customer writes", async () => {
    const { pyEnv, channelId } = await openHeld({
        pact_window_date: fromNow({ minutes: -5 }),
    });
    await contains(GATE);
    tell(pyEnv, channelId, { pact_window_date: fromNow({ hours: 24 }) });
    await contains(".o-mail-Composer-input");
    await contains(GATE, { count: 0 });
});

test("C25 a network without a window never closes the composer", async () => {
    await openHeld({ pact_window_date: false, pact_window_kind: "always" });
    await contains(".o-mail-Composer-input");
    await contains(LINE, { count: 0 });
    await contains(GATE, { count: 0 });
});

test("P4 a group of a number without groups is read and not answered, and why", async () => {
    await openHeld({ pact_window_kind: "never", pact_is_group: true });
    await contains(`${GATE}:contains(Groups can be read here, but not answered.)`);
    await contains(`${GATE}:contains(official business accounts)`);
    await contains(".o-mail-Composer-input", { count: 0 });
});

test("P4 a group is answered while its window is open, and takes no template", async () => {
    const { pyEnv, channelId } = await openHeld({
        pact_is_group: true,
        pact_window_date: fromNow({ hours: 5 }),
    });
    await contains(".o-mail-Composer-input");
    tell(pyEnv, channelId, { pact_window_date: fromNow({ minutes: -5 }) });
    await contains(`${GATE}:contains(Wait until somebody writes in the group again.)`);
    await contains(`${GATE} button:contains(Use a template)`, { count: 0 });
});

test("an archived inbox is read and not answered", async () => {
    await openHeld({ pact_window_kind: "archived" });
    await contains(`${GATE}:contains(This inbox is archived and sends nothing.)`);
    await contains(".o-mail-Composer-input", { count: 0 });
});

test("a finished conversation says so in place of the composer", async () => {
    const { pyEnv, channelId } = await openHeld();
    tell(pyEnv, channelId, { pact_state: "finished" });
    await contains(`${GATE}:contains(Finished.)`);
    await contains(".o-mail-Composer-input", { count: 0 });
});
