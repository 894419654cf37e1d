import {
    click,
    contains,
    insertText,
    openDiscuss,
    patchUiSize,
    SIZES,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, test } from "@odoo/hoot";

import { createHeld, definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const TAGS = ".o-pact-ThreadTags";

async function openTagged(values = {}) {
    const pyEnv = await startServer();
    const [exchange, invoice] = pyEnv["pact.tag"].create([
        { name: "Exchange", color: 3 },
        { name: "Invoice", color: 5 },
    ]);
    const channelId = createHeld(pyEnv, "Joana Prado", {
        pact_tag_ids: [exchange],
        ...values,
    });
    await start();
    await patchUiSize({ size: SIZES.XXL });
    await openDiscuss(channelId);
    await contains(`${TAGS} .o_tag.o_tag_color_3:contains(Exchange)`);
    return { pyEnv, channelId, invoice };
}

test("C23 the holder puts a tag on a conversation", async () => {
    await openTagged();
    await insertText(`${TAGS} input`, "Inv");
    await click(".o-autocomplete--dropdown-item:contains(Invoice)");
    await contains(`${TAGS} .o_tag.o_tag_color_5:contains(Invoice)`);
    await contains(`${TAGS} .o_tag`, { count: 2 });
});

test("C23 and takes one off", async () => {
    await openTagged();
    await click(`${TAGS} .o_tag .o_delete`);
    await contains(`${TAGS} .o_tag`, { count: 0 });
});

test("C23 who reads along sees the tags and cannot change them", async () => {
    await openTagged({
        channel_member_ids: [],
        is_supervised: true,
        pact_agent_id: false,
        pact_company_ref: 2,
    });
    await contains(`${TAGS} input`, { count: 0 });
    await contains(`${TAGS} .o_delete`, { count: 0 });
});
