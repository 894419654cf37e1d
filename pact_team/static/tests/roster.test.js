import { start, startServer } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import {
    getService,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";

import { definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

test("whoever is asked to listens to the teams as they are now", async () => {
    const pyEnv = await startServer();
    await start();
    patchWithCleanup(getService("bus_service"), {
        forceUpdateChannels: () => expect.step("listens anew"),
    });
    const [me] = pyEnv["res.partner"].read(serverState.partnerId);
    pyEnv["bus.bus"]._sendone(me, "pact_team.roster", 7);
    await expect.waitForSteps(["listens anew"]);
});
