import {
    click,
    contains,
    openDiscuss,
    patchUiSize,
    SIZES,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, test } from "@odoo/hoot";

import { createHeld, createWaiting, definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const LINE = ".o-pact-History-line";

/** A customer with whom as many conversations were finished, one each day. */
async function openWithHistory(count) {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    const [{ pact_partner_id: partnerId }] = pyEnv["discuss.channel"].browse(channelId);
    for (let day = 1; day <= count; day++) {
        createWaiting(pyEnv, "Joana Prado", {
            is_supervised: true,
            pact_state: "finished",
            pact_finished_date: `2026-03-0${day} 09:00:00`,
            pact_inbox_name: `Line ${day}`,
            pact_partner_id: partnerId,
        });
    }
    await start();
    await patchUiSize({ size: SIZES.XXL });
    await openDiscuss(channelId);
    await contains(".o-pact-InformationPanel", { text: "Joana Prado" });
}

test("what was finished before is listed, the newest first, page by page", async () => {
    await openWithHistory(3);
    await contains(LINE, { count: 2 });
    await contains(`${LINE}:first`, { text: "Line 3" });
    await click(".o-pact-History button:contains(Older ones)");
    await contains(LINE, { count: 3 });
    await contains(".o-pact-History button:contains(Older ones)", { count: 0 });
});

test("without anything finished there is no history", async () => {
    await openWithHistory(0);
    await contains(".o-pact-History", { count: 0 });
});

test("an old one opens to be read, not answered", async () => {
    await openWithHistory(1);
    await click(LINE);
    await contains(".o-pact-ComposerGate:contains(Finished.)");
    await contains(".o-mail-Composer", { count: 0 });
});
