/** The two kinds of messages a phone takes: WhatsApp, and SMS, which needs only a number. */

import { say } from "./words.js";

let thread = "";

export function startThreads(onChange) {
    for (const tab of document.querySelectorAll("[data-thread]")) {
        tab.addEventListener("click", () => {
            thread = tab.dataset.thread;
            onChange();
        });
    }
}

/** Let the next look at a phone begin with whatever came last. */
export function forgetThread() {
    thread = "";
}

/** Return what to show of the chosen thread: its messages, or words on why none. */
export function chooseThread(customer, messages, texts) {
    const latest = messages.at(-1)?.date || 0;
    const hasNewerText = texts.length > 0 && texts.at(-1).date > latest;
    thread ||= hasNewerText || !customer.has_whatsapp ? "sms" : "whatsapp";
    showTabs(
        messages.filter(isUnread).length,
        texts.filter((text) => !text.is_read).length,
    );
    const writes = thread === "whatsapp" && customer.has_whatsapp;
    document.body.classList.toggle("silent", !writes);
    if (thread === "sms") {
        return { thread, messages: texts.map(asMessage), empty: say("emptySms") };
    }
    const empty = say(customer.has_whatsapp ? "empty" : "withoutWhatsapp");
    return { thread, messages, empty };
}

function isUnread({ from, states }) {
    return from === "business" && states.delivered && !states.read;
}

function showTabs(whatsapp, sms) {
    const unread = { whatsapp, sms };
    for (const tab of document.querySelectorAll("[data-thread]")) {
        const isChosen = tab.dataset.thread === thread;
        const count = isChosen ? 0 : unread[tab.dataset.thread];
        tab.setAttribute("aria-selected", String(isChosen));
        tab.querySelector(".unread").textContent = String(count);
        tab.querySelector(".unread").hidden = !count;
    }
}

function asMessage({ uuid, content, date, is_read }) {
    return {
        wamid: uuid,
        type: "sms",
        content: { body: content },
        from: "business",
        date,
        is_new: !is_read,
        state: "",
        states: {},
        reactions: {},
    };
}
