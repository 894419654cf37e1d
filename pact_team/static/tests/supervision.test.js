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
import { describe, press, test } from "@odoo/hoot";
import {
    asyncStep,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import {
    createHeld,
    createWaiting,
    definePactModels,
    fromNow,
} from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const GATE = ".o-pact-ComposerGate";
const COMPOSER = ".o-mail-Composer-input";
const STINT = ".o-pact-CustodyTimeline-stint";
const HEADER = ".o-mail-DiscussContent-header";

function createBruno(pyEnv) {
    const partnerId = pyEnv["res.partner"].create({ name: "Bruno Reis" });
    return pyEnv["res.users"].create({ partner_id: partnerId, name: "Bruno Reis" });
}
/** A conversation of Bruno, which the user may read. */
function createColleagues(pyEnv, values = {}) {
    const brunoId = createBruno(pyEnv);
    return createWaiting(pyEnv, "Joana Prado", {
        is_supervised: true,
        pact_state: "in_progress",
        pact_agent_id: brunoId,
        ...values,
    });
}
function supervise(pyEnv) {
    pyEnv["res.users"].write([serverState.userId], { is_supervisor: true });
}
/** Hear of what is posted, as the server would. */
function hearPosts() {
    onRpc("/mail/message/post", async (request) => {
        const { params } = await request.json();
        asyncStep(params.post_data.subtype_xmlid);
    });
}

test("H16 who only reads sees no composer and no action", async () => {
    const pyEnv = await startServer();
    const channelId = createColleagues(pyEnv);
    await start();
    await openDiscuss(channelId);
    await contains(`${GATE}:contains(Bruno Reis answers here. You are reading along.)`);
    await contains(COMPOSER, { count: 0 });
    for (const title of ["Finish", "Return to queue", "Transfer", "Join"]) {
        await contains(`${HEADER} button[title='${title}']`, { count: 0 });
    }
    await contains(`${GATE} button`, { count: 0 });
});

test("H16 a supervisor whispers: a note and nothing else", async () => {
    const pyEnv = await startServer();
    supervise(pyEnv);
    const channelId = createColleagues(pyEnv);
    hearPosts();
    await start();
    await openDiscuss(channelId);
    await contains(GATE);
    await contains(COMPOSER, { count: 0 });
    await click(`${GATE} button:contains(Whisper)`);
    await contains(".o-mail-Composer .o-pact-NoteMark");
    await insertText(COMPOSER, "Offer a discount");
    await press("Enter");
    await waitForSteps(["mail.mt_note"]);
    await contains(".o-mail-Message .o-pact-NoteMark", {
        text: "Note: the customer does not see it",
    });
    await click(`${GATE} button:contains(Write no note)`);
    await contains(COMPOSER, { count: 0 });
});

test("a holder writes a note, coloured, and then an answer", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    hearPosts();
    await start();
    await openDiscuss(channelId);
    await contains(COMPOSER);
    await contains(".o-pact-NoteMark", { count: 0 });
    await click(".o-mail-Composer button[title='Internal note']");
    await contains(".o-mail-Composer .o-pact-NoteMark");
    await contains(`${COMPOSER}[placeholder='Note for your colleagues…']`);
    await insertText(COMPOSER, "She is angry");
    await press("Enter");
    await waitForSteps(["mail.mt_note"]);
    await contains(".o-mail-Message-bubble.o-orange");
    await click(".o-mail-Composer button[title='Write no note']");
    await contains(".o-mail-Composer .o-pact-NoteMark", { count: 0 });
    await insertText(COMPOSER, "Good morning");
    await press("Enter");
    await waitForSteps(["mail.mt_comment"]);
});

test("C24 with the window closed, a note is all one writes", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado", {
        pact_window_date: fromNow({ hours: -1 }),
    });
    hearPosts();
    await start();
    await openDiscuss(channelId);
    await contains(`${GATE}:contains(The 24-hour window is closed)`);
    await contains(COMPOSER, { count: 0 });
    await click(`${GATE} button:contains(Internal note)`);
    await insertText(COMPOSER, "Call her");
    await press("Enter");
    await waitForSteps(["mail.mt_note"]);
});

test("H16 joining and leaving are the supervisor's", async () => {
    const pyEnv = await startServer();
    supervise(pyEnv);
    const channelId = createColleagues(pyEnv);
    onRpc("discuss.channel", "action_pact_join", () => asyncStep("join") || true);
    await start();
    await openDiscuss(channelId);
    await contains(`${HEADER} button[title='Join']`);
    await contains(`${HEADER} button[title='Leave']`, { count: 0 });
    await click(`${HEADER} button[title='Join']`);
    await waitForSteps(["join"]);
});

test("who joined writes, and may leave", async () => {
    const pyEnv = await startServer();
    supervise(pyEnv);
    const brunoId = createBruno(pyEnv);
    const channelId = createHeld(pyEnv, "Joana Prado", { pact_agent_id: brunoId });
    onRpc("discuss.channel", "action_pact_leave", () => asyncStep("leave") || true);
    await start();
    await openDiscuss(channelId);
    await contains(COMPOSER);
    await contains(`${HEADER} button[title='Join']`, { count: 0 });
    await click(`${HEADER} button[title='Leave']`);
    await waitForSteps(["leave"]);
});

test("U14 a conversation is transferred with a note", async () => {
    const pyEnv = await startServer();
    supervise(pyEnv);
    const channelId = createHeld(pyEnv, "Joana Prado");
    const there = { availability: "available", max_open: 0 };
    onRpc("discuss.channel", "pact_destinations", () => ({
        team_id: 1,
        holder_id: 5,
        teams: [
            { id: 1, name: "Sales", color: 1 },
            { id: 2, name: "Support", color: 2 },
        ],
        people: [
            { ...there, id: 7, name: "Bruno Reis", team_ids: [2], held: 3 },
            { ...there, id: 8, name: "Carla Dias", team_ids: [1], held: 0 },
        ],
        reasons: [["shift", "End of the shift"]],
        needs_note: true,
    }));
    onRpc("discuss.channel", "action_pact_transfer", ({ args }) => {
        asyncStep(args[1]);
        return true;
    });
    await start();
    await openDiscuss(channelId);
    await click(`${HEADER} button[title='Transfer']`);
    await contains(".modal .btn-primary:disabled");
    await click(".o-pact-TransferDialog-team .o_select_menu_toggler");
    await click(".o_select_menu_item:contains(Support)");
    await click(".o-pact-TransferDialog-person .o_select_menu_toggler");
    await contains(".o_select_menu_item", { count: 1 });
    await click(".o_select_menu_item:contains(Bruno Reis · 3 in progress)");
    await insertText("#o-pact-transfer-note", "Knows the order");
    await click(".modal .btn-primary:contains(Transfer)");
    await waitForSteps([
        {
            team_id: 2,
            user_id: 7,
            holder_id: 5,
            note: "Knows the order",
            reason: false,
        },
    ]);
    await contains(".modal", { count: 0 });
});

test("H19 whoever is full gets it only after a word about it", async () => {
    const pyEnv = await startServer();
    supervise(pyEnv);
    const channelId = createHeld(pyEnv, "Joana Prado");
    const bruno = {
        id: 7,
        name: "Bruno Reis",
        team_ids: [1],
        availability: "available",
        held: 5,
        load: 5,
        max_open: 5,
        is_full: true,
        needs_force: true,
    };
    onRpc("discuss.channel", "pact_destinations", () => ({
        team_id: 1,
        holder_id: 5,
        teams: [{ id: 1, name: "Sales", color: 1 }],
        people: [bruno],
        reasons: [],
        needs_note: false,
    }));
    onRpc("discuss.channel", "action_pact_transfer", ({ args }) => {
        asyncStep(args[1].is_forced);
        return true;
    });
    await start();
    await openDiscuss(channelId);
    await click(`${HEADER} button[title='Transfer']`);
    await click(".o-pact-TransferDialog-person .o_select_menu_toggler");
    await click(".o_select_menu_item:contains(Bruno Reis · 5 of 5)");
    await click(".modal .btn-primary:contains(Transfer)");
    await contains(".modal:contains(Bruno Reis holds 5 of 5. Give it anyway?)");
    await waitForSteps([]);
    await click(".modal .btn-primary:contains(Give it anyway)");
    await waitForSteps([true]);
    await contains(".modal", { count: 0 });
});

test("it is finished with what it was about, by the keyboard", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    const billingId = pyEnv["pact.classification"].create({
        name: "Billing",
        is_required: true,
    });
    const refundId = pyEnv["pact.classification"].create({
        name: "Refund",
        parent_id: billingId,
    });
    onRpc("discuss.channel", "action_pact_finish", ({ args }) => {
        asyncStep(args[1]);
        return true;
    });
    await start();
    await openDiscuss(channelId);
    await click(`${HEADER} button[title='Finish']`);
    await contains(".modal .btn-primary:disabled");
    await click(".modal .o_select_menu_toggler");
    await click(".o_select_menu_item:contains(Billing / Refund)");
    await contains("#o-pact-finish-note:focus");
    await insertText("#o-pact-finish-note", "Paid back");
    await press("Enter");
    await waitForSteps([{ classification_id: refundId, note: "Paid back" }]);
    await contains(".modal", { count: 0 });
});

test("Escape cancels, and nothing is finished", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    pyEnv["pact.classification"].create({ name: "Billing" });
    onRpc("discuss.channel", "action_pact_finish", () => asyncStep("finish"));
    await start();
    await openDiscuss(channelId);
    await click(`${HEADER} button[title='Finish']`);
    await contains("#o-pact-finish-note:focus");
    await press("Escape");
    await contains(".modal", { count: 0 });
    await waitForSteps([]);
});

test("one's own finished conversation is reopened", async () => {
    const pyEnv = await startServer();
    const channelId = createWaiting(pyEnv, "Joana Prado", {
        is_supervised: true,
        pact_state: "finished",
        pact_agent_id: serverState.userId,
    });
    onRpc("discuss.channel", "action_pact_reopen", () => asyncStep("reopen") || true);
    await start();
    await openDiscuss(channelId);
    await contains(`${HEADER} button[title='Reopen']`);
    await contains(`${HEADER} button[title='Finish']`, { count: 0 });
    await click(`${HEADER} button[title='Reopen']`);
    await waitForSteps(["reopen"]);
});

test("I9 the panel tells who held it, and why", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    const brunoId = createBruno(pyEnv);
    pyEnv["pact.assignment"].create([
        {
            channel_id: channelId,
            user_id: serverState.userId,
            by_user_id: brunoId,
            date_from: fromNow({ minutes: -9 }),
            first_reply_date: fromNow({ minutes: -5, seconds: 1 }),
            reason: "transferred",
            transfer_reason: "shift",
            note: "Knows the order",
        },
        {
            channel_id: channelId,
            user_id: brunoId,
            by_user_id: serverState.userId,
            date_from: fromNow({ minutes: -20 }),
            date_to: fromNow({ minutes: -9 }),
            reason: "distributed",
        },
        { channel_id: channelId, date_from: fromNow({ hours: -1 }), reason: "arrived" },
    ]);
    await start();
    await patchUiSize({ size: SIZES.XXL });
    await openDiscuss(channelId);
    await contains(STINT, { count: 3 });
    // Nobody decides what is given by itself.
    await contains(`${STINT}:contains(Distributed)`);
    await contains(`${STINT}:contains(by Mitchell Admin)`, { count: 0 });
    for (const words of [
        "Mitchell Admin",
        "Transferred · End of the shift · by Bruno Reis",
        "Knows the order",
        "First answer after 4 min",
    ]) {
        await contains(`${STINT}:contains(${words})`, { count: 1 });
    }
    await contains(`${STINT}:contains(Queue)`);
});

test("who is given a conversation reads from whom and why", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    await start();
    await openDiscuss();
    pyEnv["discuss.channel"]._tellMe("pact/handed_over", {
        channel_id: channelId,
        title: "Bruno Reis handed Joana Prado over to you",
        note: "Knows the order",
    });
    await contains(".o_notification:contains(Knows the order)");
    await click(".o_notification button:contains(Open)");
    await contains(".o-mail-DiscussContent-threadName[title='Joana Prado']");
});
