import { describe, expect, test } from "@odoo/hoot";
import { queryOne } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    getService,
    mountWithCleanup,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { browser } from "@web/core/browser/browser";
import { WebClient } from "@web/webclient/webclient";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");
defineMailModels();

const URL = "https://example.com/pact/invitation/a-token";

test("P15: a link is shown once, to be copied", async () => {
    patchWithCleanup(browser.navigator.clipboard, {
        writeText: async (text) => expect.step(text),
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "pact_invitation_link",
        params: { url: URL, address: "nina@example.com" },
    });
    await animationFrame();
    expect(".modal-title").toHaveText("Link for nina@example.com");
    expect(queryOne(".modal input[readonly]").value).toBe(URL);
    await contains(".modal .o_clipboard_button").click();
    expect.verifySteps([URL]);
});
