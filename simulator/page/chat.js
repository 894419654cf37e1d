/** The conversation on the screen of the phone. */

import { act } from "./control.js";
import { contents, summary } from "./contents.js";
import { byId, clockTime, make } from "./elements.js";
import { currentLanguage, say } from "./words.js";

const TICKS = { accepted: "🕓", sent: "✓", delivered: "✓✓", read: "✓✓", played: "✓✓" };
const EMOJIS = ["👍", "❤️", "😂", "🙏"];
let shown = "";

/** Show the messages, unless nothing changed since. */
export function showChat(customer, messages, onReply) {
    const state = JSON.stringify([customer.key, currentLanguage(), messages]);
    if (state === shown) {
        return;
    }
    shown = state;
    const chat = byId("chat");
    const byWamid = new Map(messages.map((message) => [message.wamid, message]));
    chat.replaceChildren(...messages.map((each) => bubble(customer, each, byWamid, onReply)));
    if (!messages.length) {
        chat.append(make("p", { className: "empty" }, say("empty")));
    }
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
        message.forwarded ? make("small", {}, `➥ ${say("forwarded")}`) : "",
        quoted(byWamid.get(message.quoted)),
        ...contents(message),
        reactions(message),
        foot(message, isOwn),
        actions(customer, message, isOwn, onReply),
    );
    element.addEventListener("click", (event) => {
        const chosen = event.target.closest("button.choice");
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
    return emojis.length ? make("span", { className: "reactions" }, emojis.join(" ")) : "";
}

/** The business's messages tell what the business knows of them; ours, if it read. */
function foot(message, isOwn) {
    const time = clockTime(message.date, currentLanguage());
    const state = isOwn ? message.states.read && "read" : message.state;
    const word = state && say(`state${wordOf(state)}`);
    const ticks = state ? TICKS[state] || "!" : "✓";
    const properties = { className: `ticks ${state || "sent"}`, title: word || "" };
    return make("footer", {}, time, " ", make("span", properties, ticks));
}

function wordOf(state) {
    const plain = state === "played" ? "read" : state;
    return plain[0].toUpperCase() + plain.slice(1);
}

function actions(customer, message, isOwn, onReply) {
    const buttons = EMOJIS.map((emoji) => button(emoji, emoji, () => react(customer, message, emoji)));
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
    act(customer.key, "send", { ...reaction, number_id: message.number_id, emoji: isSame ? "" : emoji });
}
