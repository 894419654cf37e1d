import {
    contains,
    inputFiles,
    insertText,
    openDiscuss,
    pasteFiles,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";

import { countParts } from "@pact_team/composer_limits/split_text";

import { createHeld, definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const COUNTER = ".o-pact-TextCounter";
const REFUSED = ".o_notification";

async function openHeld() {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Composer-input");
}

function picture(size, name = "foto.png") {
    return new File([new Uint8Array(size)], name, { type: "image/png" });
}

test("C24 a text is counted as the server cuts it", () => {
    for (const [text, count] of [
        ["a".repeat(4096), 1],
        ["a".repeat(4097), 2],
        [`${"a".repeat(3000)}\n${"b".repeat(3000)}`, 2],
        ["word ".repeat(1500), 2],
        [`${"a".repeat(4096)}   `, 1],
        ["😀".repeat(4096), 1],
        ["😀".repeat(4097), 2],
    ]) {
        expect(countParts(text, 4096)).toBe(count);
    }
});

test("near the limit the composer counts, beyond it says in how many parts", async () => {
    await openHeld();
    await insertText(".o-mail-Composer-input", "Bom dia");
    await contains(COUNTER, { count: 0 });
    await insertText(".o-mail-Composer-input", "a".repeat(90), { replace: true });
    await contains(`${COUNTER}:contains(90 of 100 characters)`, { count: 0 });
    await insertText(".o-mail-Composer-input", "a".repeat(95), { replace: true });
    await contains(`${COUNTER}:contains(95 of 100 characters)`);
    await insertText(".o-mail-Composer-input", "a".repeat(101), { replace: true });
    await contains(`${COUNTER}.text-warning:contains(Will be sent in 2 parts)`);
});

test("a picture that is too big is refused in words before it travels", async () => {
    await openHeld();
    await inputFiles(".o-mail-Composer .o_input_file", [picture(5_000_001)]);
    await contains(`${REFUSED}:contains(foto.png is too big: pictures up to 5 MB.)`);
    await contains(".o-mail-AttachmentContainer", { count: 0 });
});

test("also when it is pasted; a smaller one is taken", async () => {
    await openHeld();
    await pasteFiles(".o-mail-Composer-input", [picture(5_000_001)]);
    await contains(`${REFUSED}:contains(pictures up to 5 MB)`);
    await pasteFiles(".o-mail-Composer-input", [picture(10)]);
    await contains(".o-mail-AttachmentContainer:not(.o-isUploading)");
});
