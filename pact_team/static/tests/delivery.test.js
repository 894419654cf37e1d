import {
    click,
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { mailDataHelpers } from "@mail/../tests/mock_server/mail_mock_server";
import { describe, expect, queryAllAttributes, test } from "@odoo/hoot";
import {
    asyncStep,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import { createHeld, definePactModels, say } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const TICK = ".o-pact-DeliveryTick-state";

function delivery(state, values = {}) {
    return { pact_delivery: { state, reason: "", is_from_phone: false, ...values } };
}

async function openWith(...deliveries) {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    const ids = deliveries.map((values, index) =>
        say(pyEnv, channelId, `Answer ${index}`, serverState.partnerId, values),
    );
    await start();
    await openDiscuss(channelId);
    return { pyEnv, channelId, ids };
}

test("every message of ours has its tick, squashed or not", async () => {
    const states = [
        ["queued", "Queued"],
        ["sending", "On its way"],
        ["sent", "Sent"],
        ["delivered", "Delivered"],
        ["read", "Read"],
        ["uncertain", "Uncertain"],
        ["failed", "Failed"],
    ];
    await openWith(...states.map(([state]) => delivery(state)));
    await contains(TICK, { count: states.length });
    const labels = states.map(([, label]) => label);
    expect(queryAllAttributes(TICK, "aria-label")).toEqual(labels);
    await contains(".o-mail-Message.o-squashed .o-pact-DeliveryTick", { count: 6 });
    await contains(`${TICK}[data-state='sent'] .fa-check`, { count: 1 });
    await contains(`${TICK}[data-state='delivered'] .fa-check`, { count: 2 });
    await contains(`${TICK}.text-info`, { count: 1 });
});

test("what the customer wrote has none", async () => {
    await openWith();
    await contains(".o-mail-Message");
    await contains(".o-pact-DeliveryTick", { count: 0 });
});

test("a tick moves on while one looks", async () => {
    const { pyEnv, ids } = await openWith(delivery("sent"));
    await contains(`${TICK}[title='Sent']`);
    const store = new mailDataHelpers.Store(
        pyEnv["mail.message"].browse(ids[0]),
        delivery("read"),
    );
    pyEnv["discuss.channel"]._tellMe("mail.record/insert", store.get_result());
    await contains(`${TICK}[title='Read']`);
});

test("what failed tells why, and is sent again with one click", async () => {
    const reason = "This customer cannot be reached here. Try a call.";
    const { channelId, ids } = await openWith(delivery("failed", { reason }));
    onRpc("discuss.channel", "action_pact_send_again", ({ args }) => {
        asyncStep(args);
        return true;
    });
    await contains(".o-pact-DeliveryProblem.text-danger", { text: reason });
    await click(".o-pact-DeliveryProblem button:contains(Send again)");
    await waitForSteps([[[channelId], ids[0]]]);
});

test("what waits tells why, and needs no click", async () => {
    const reason = "The network asked us to send more slowly.";
    await openWith(delivery("queued", { reason }));
    await contains(".o-pact-DeliveryProblem", { text: reason });
    await contains(".o-pact-DeliveryProblem button", { count: 0 });
});

test("what was written on the phone is marked", async () => {
    await openWith(delivery("sent", { is_from_phone: true }), delivery("sent"));
    await contains('[aria-label="Written on the business\'s phone"]', { count: 1 });
});

test("what was sent by itself is marked", async () => {
    await openWith(delivery("sent", { is_automatic: true }), delivery("sent"));
    await contains('[aria-label="Sent by itself"]', { count: 1 });
});
