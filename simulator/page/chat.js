/** The conversation on the screen of the phone. */

import { act } from "./control.js";
import { contents, summary } from "./contents.js";
import { byId, clockTime, make } from "./elements.js";
import { currentLanguage, say } from "./words.js";

const TICKS = { accepted: "🕓", sent: "✓", delivered: "✓✓", read: "✓✓", played: "✓✓" };
const EMOJIS = ["👍", "❤️", "😂", "🙏"];
// Nearer to the end than this, one follows what comes.
const NEAR = 400;
let bubbles = new Map();
let lastShown = "";

/** Stay at the end while pictures still grow. */
export function startChat() {
    for (const grown of ["load", "loadedmetadata"]) {
        byId("chat").addEventListener(grown, () => isNearEnd() && scrollToEnd(), true);
    }
}

/** Show a thread; a bubble that did not change stays, with its sound playing. */
export function showChat(customer, { thread, messages, empty }, onReply) {
    const chat = byId("chat");
    const place = `${thread}/${customer.key}`;
    const follows = place !== lastShown || isNearEnd();
    const byWamid = new Map(messages.map((message) => [message.wamid, message]));
    const known = bubbles;
    bubbles = new Map();
    for (const message of messages) {
        const about = [
            customer.key,
            currentLanguage(),
            message,
            byWamid.get(message.quoted),
        ];
        const state = JSON.stringify(about);
        const element = known.get(state) || bubble(customer, message, byWamid, onReply);
        bubbles.set(state, element);
    }
    const nothing = make("p", { className: "empty" }, empty);
    const hasNews = arrange(chat, messages.length ? [...bubbles.values()] : [nothing]);
    lastShown = place;
    if (hasNews && follows) {
        scrollToEnd();
    }
}

/** Put the elements there, and return whether that changed anything. */
function arrange(chat, elements) {
    const wanted = new Set(elements);
    [...chat.children]
        .filter((child) => !wanted.has(child))
        .forEach((child) => child.remove());
    let hasChanged = false;
    elements.forEach((element, position) => {
        if (chat.children[position] !== element) {
            chat.insertBefore(element, chat.children[position] || null);
            hasChanged = true;
        }
    });
    return hasChanged;
}

function isNearEnd() {
    const chat = byId("chat");
    return chat.scrollHeight - chat.scrollTop - chat.clientHeight < NEAR;
}

function scrollToEnd() {
    const chat = byId("chat");
    chat.scrollTop = chat.scrollHeight;
}

function bubble(customer, message, byWamid, onReply) {
    const isOwn = message.from === "customer";
    const element = make(
        "article",
        {
            className: `bubble ${isOwn ? "own" : "theirs"} ${message.type}`,
            data: { wamid: message.wamid, state: message.state },
        },
        message.group ? make("small", {}, `👥 ${message.group}`) : "",
        message.forwarded ? make("small", {}, `➥ ${say("forwarded")}`) : "",
        quoted(byWamid.get(message.quoted)),
        ...contents(message),
        reactions(message),
        foot(message, isOwn),
        message.type === "sms" ? "" : actions(customer, message, isOwn, onReply),
    );
    element.addEventListener("click", (event) => {
        const chosen = event.target.closest("[data-choice]");
        if (chosen) {
            tap(customer, message, chosen.dataset.choice);
        } else if (!event.target.closest("a, button, audio, video")) {
            element.classList.toggle("chosen");
        }
    });
    return element;
}

function tap(customer, message, choice) {
    act(customer.key, "tap", { choice, message_id: message.wamid });
}

function quoted(message) {
    return message ? make("blockquote", {}, summary(message)) : "";
}

function reactions(message) {
    const emojis = Object.values(message.reactions).filter(Boolean);
    return emojis.length
        ? make("span", { className: "reactions" }, emojis.join(" "))
        : "";
}

/** The business's messages tell what the business knows of them; ours, if it read. */
function foot(message, isOwn) {
    const time = clockTime(message.date, currentLanguage());
    const state = isOwn ? message.states.read && "read" : message.state;
    const word = state && say(`state${wordOf(state)}`);
    if (message.type === "sms") {
        return make("footer", {}, time);
    }
    const ticks = state ? TICKS[state] || "!" : "✓";
    const properties = { className: `ticks ${state || "sent"}`, title: word || "" };
    return make("footer", {}, time, " ", make("span", properties, ticks));
}

function wordOf(state) {
    const plain = state === "played" ? "read" : state;
    return plain[0].toUpperCase() + plain.slice(1);
}

function actions(customer, message, isOwn, onReply) {
    const buttons = EMOJIS.map((emoji) =>
        button(emoji, emoji, () => react(customer, message, emoji)),
    );
    buttons.push(button("↩", say("reply"), () => onReply(message)));
    if (isOwn) {
        const remove = () =>
            act(customer.key, "send", { type: "revoke", message_id: message.wamid });
        buttons.push(button("🗑", say("remove"), remove));
    }
    return make("nav", {}, ...buttons);
}

function button(label, title, onclick) {
    return make("button", { type: "button", className: "bare", title, onclick }, label);
}

function react(customer, message, emoji) {
    const isSame = message.reactions.customer === emoji;
    const reaction = { type: "reaction", message_id: message.wamid };
    act(customer.key, "send", {
        ...reaction,
        number_id: message.number_id,
        emoji: isSame ? "" : emoji,
    });
}
