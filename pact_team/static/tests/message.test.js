import {
    contains,
    insertText,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, hover, queryAllAttributes, test } from "@odoo/hoot";
import { advanceTime } from "@odoo/hoot-mock";
import {
    asyncStep,
    getService,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import { createHeld, definePactModels, fromNow, say } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const ANSWER = ".o-mail-Message:contains(Our answer)";

async function openAnswered(values) {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado", values);
    say(pyEnv, channelId, "Our answer", serverState.partnerId);
    await start();
    await openDiscuss(channelId);
    await contains(ANSWER);
    return channelId;
}

async function actionsOf(selector) {
    await hover(selector);
    await contains(`${selector} .o-mail-Message-actions:not(.invisible)`);
    return queryAllAttributes(`${selector} .o-mail-Message-actions button`, "name");
}

test("what was said is neither edited, deleted, pinned nor reacted to", async () => {
    await openAnswered();
    const names = await actionsOf(ANSWER);
    expect(names).toInclude("reply-to");
    for (const name of ["edit", "delete", "pin"]) {
        expect(names).not.toInclude(name);
    }
    await contains(`${ANSWER} .o-mail-QuickReactionMenu-toggler`, { count: 0 });
});

test("C24 with the window closed there is no reply either", async () => {
    await openAnswered({ pact_window_date: fromNow({ hours: -1 }) });
    expect(await actionsOf(ANSWER)).not.toInclude("reply-to");
});

test("a customer is not mentioned, and reads what begins with a slash", async () => {
    const channelId = await openAnswered();
    const store = getService("mail.store");
    const thread = store.Thread.get({ model: "discuss.channel", id: channelId });
    const suggestion = getService("mail.suggestion");
    const signs = suggestion.getSupportedDelimiters(thread).map(([sign]) => sign);
    expect(signs).toEqual(["::", ":"]);
    expect(suggestion.getChannelCommands(thread)).toEqual([]);
});

test("U8 the server is told that the holder types, not that they stopped", async () => {
    onRpc("/discuss/channel/notify_typing", async (request) => {
        const { params } = await request.json();
        asyncStep(params.is_typing);
    });
    await openAnswered();
    await insertText(".o-mail-Composer-input", "Let me see");
    await waitForSteps([true]);
    await advanceTime(10_000);
    await waitForSteps([]);
});
