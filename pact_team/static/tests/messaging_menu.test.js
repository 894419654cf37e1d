import {
    click,
    contains,
    patchUiSize,
    SIZES,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, queryText, test } from "@odoo/hoot";
import { serverState } from "@web/../tests/web_test_helpers";

import { createHeld, createWaiting, definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const TAB = ".o-mail-MessagingMenu-tab[aria-label='Customers']";

async function openOnPhone() {
    await patchUiSize({ size: SIZES.SM });
    await start();
    await click(".o_menu_systray i[aria-label='Messages']");
    await contains(".o-mail-MessagingMenu-navbar");
}

test("on a phone, one tab holds the queue and one's own", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado");
    createHeld(pyEnv, "Ugo Sales");
    await openOnPhone();
    await contains(`${TAB} .badge`);
    await click(TAB);
    await contains(".o-mail-NotificationItem", { text: "Sales" });
    await contains(".o-mail-NotificationItem", { text: "Shop line" });
    await contains(".o-mail-NotificationItem", { text: "12 min" });
    await contains(".o-mail-NotificationItem", { text: "Ugo Sales" });
    expect(queryText(".o-mail-MessagingMenu")).not.toInclude("Joana");
});

test("on a phone, one takes from the queue in a window of its own", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado");
    await openOnPhone();
    await click(TAB);
    await click(".o-mail-NotificationItem:contains(Shop line)");
    await click(".o-mail-ChatWindow .o-pact-WaitingPanel button");
    await contains(".o-mail-ChatWindow .o-mail-Message:contains(Is my order)");
    await contains(".o-mail-ChatWindow .o-pact-WindowLine");
    await contains(".o-mail-ChatWindow .o-mail-Composer-input");
});

test("who is no agent has no such tab", async () => {
    const pyEnv = await startServer();
    pyEnv["res.users"].write([serverState.userId], { is_agent: false });
    await openOnPhone();
    await contains(TAB, { count: 0 });
});
