import {
    click,
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, test } from "@odoo/hoot";

import { createWaiting, definePactModels, tell } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const BADGE = ".o-pact-WaitingEntry-paused";

test("what waits for a team that is paused says so, and can still be taken", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado", { pact_is_team_paused: true });
    createWaiting(pyEnv, "Caio Reis", { pact_team_name: "Support" });
    await start();
    await openDiscuss();
    await contains(".o-pact-WaitingEntry", { count: 2 });
    await contains(BADGE, { count: 1, text: "Paused" });
    await click(".o-pact-WaitingEntry:contains(Sales)");
    await contains(".o-pact-WaitingPanel:contains(is paused)");
    await contains(".o-pact-WaitingPanel button:not(:disabled)", { text: "Take" });
});

test("the mark comes and goes without a reload", async () => {
    const pyEnv = await startServer();
    const channelId = createWaiting(pyEnv, "Joana Prado");
    await start();
    await openDiscuss();
    await contains(".o-pact-WaitingEntry");
    await contains(BADGE, { count: 0 });
    tell(pyEnv, channelId, { pact_is_team_paused: true });
    await contains(BADGE);
    tell(pyEnv, channelId, { pact_is_team_paused: false });
    await contains(BADGE, { count: 0 });
});
