import {
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, hover, test } from "@odoo/hoot";
import { serverState } from "@web/../tests/web_test_helpers";

import { createHeld, definePactModels, fromNow, say } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const ASKED = ".o-mail-Message:contains(Is my order on its way?)";
const REACT = ".o-mail-QuickReactionMenu-toggler";

async function openHeld(values) {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado", values);
    const [asked] = pyEnv["mail.message"]._filter([["res_id", "=", channelId]]);
    return { pyEnv, channelId, asked };
}

async function open(channelId) {
    await start();
    await openDiscuss(channelId);
    await contains(ASKED);
    await hover(ASKED);
    await contains(`${ASKED} .o-mail-Message-actions:not(.invisible)`);
}

test("U8 the holder reacts to what the customer wrote", async () => {
    const { channelId } = await openHeld();
    await open(channelId);
    await contains(`${ASKED} ${REACT}`);
});

test("C24 with the window closed nobody reacts", async () => {
    const { channelId } = await openHeld({ pact_window_date: fromNow({ hours: -1 }) });
    await open(channelId);
    await contains(`${ASKED} ${REACT}`, { count: 0 });
});

test("U8 who reads along does not react", async () => {
    const { channelId } = await openHeld({
        channel_member_ids: [],
        is_supervised: true,
        pact_agent_id: false,
    });
    await open(channelId);
    await contains(`${ASKED} ${REACT}`, { count: 0 });
});

test("U8 how far our emoji has come stands beside it", async () => {
    const { pyEnv, channelId, asked } = await openHeld();
    pyEnv["mail.message.reaction"].create({
        content: "👍",
        message_id: asked.id,
        partner_id: serverState.partnerId,
    });
    pyEnv["mail.message"].write([asked.id], {
        pact_reaction: { state: "failed", reason: "It did not arrive." },
    });
    await open(channelId);
    await contains(".o-mail-MessageReaction:contains(👍)");
    await contains(".o-pact-ReactionTick [data-state='failed']");
    await contains(".o-pact-ReactionTick:contains(It did not arrive.)");
});

test("the customer's own emoji has no state", async () => {
    const { pyEnv, channelId, asked } = await openHeld();
    const [{ pact_partner_id: partnerId }] = pyEnv["discuss.channel"].browse(channelId);
    pyEnv["mail.message.reaction"].create({
        content: "❤️",
        message_id: asked.id,
        partner_id: partnerId,
    });
    say(pyEnv, channelId, "Our answer", serverState.partnerId);
    await open(channelId);
    await contains(".o-mail-MessageReaction:contains(❤️)");
    await contains(".o-pact-ReactionTick", { count: 0 });
});
