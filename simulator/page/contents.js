/** What is inside a bubble, by the type of the message. */

import { codeIn, copyButton } from "./copying.js";
import { make } from "./elements.js";
import { marked } from "./markup.js";
import { say } from "./words.js";

const line = (className, text) =>
    text ? make("div", { className }, ...marked(text)) : null;

function source(content) {
    return content.id ? `/control/media/${encodeURIComponent(content.id)}` : "";
}

function media(tag, properties = {}) {
    return ({ content }) => {
        const src = source(content);
        const shown = src
            ? make(tag, { className: "media", src, ...properties })
            : line("text", content.link);
        return [shown, line("text", content.caption)];
    };
}

function paper({ content }) {
    const name = content.filename || say("document");
    const link = {
        className: "paper",
        target: "_blank",
        rel: "noopener",
        download: name,
    };
    return [
        make("a", { ...link, href: source(content) || "#" }, `📄 ${name}`),
        line("text", content.caption),
    ];
}

function place({ content }) {
    const { latitude, longitude, name, address } = content;
    return [
        make("div", { className: "place" }, "📍"),
        line("strong", name),
        line("text", address),
        line(
            "small",
            `${Number(latitude).toFixed(5)}, ${Number(longitude).toFixed(5)}`,
        ),
    ];
}

function people({ content }) {
    return content.map(({ name, phones = [] }) =>
        make(
            "div",
            { className: "text" },
            `👤 ${name.formatted_name}`,
            line("small", phones.map(({ phone }) => phone).join(", ")),
        ),
    );
}

function header(part) {
    if (!part) {
        return [];
    }
    if (typeof part === "string" || part.type === "text") {
        return [line("strong", part.text || part)];
    }
    const file = { content: part[part.type] || part };
    return (CONTENTS[part.type] || unknown)(file);
}

function choice(label, icon = "") {
    const properties = { type: "button", className: "choice", data: { choice: label } };
    return make("button", properties, `${icon}${label}`);
}

function templateButton(button, code) {
    if (button.type === "QUICK_REPLY") {
        return choice(button.text, "↩ ");
    }
    const properties = { className: "choice", title: button.url || "" };
    return copyButton(code, button.text) || make("span", properties, button.text);
}

function template({ content }) {
    const buttons = (content.buttons || []).map((button) =>
        templateButton(button, content.code),
    );
    return [
        ...header(content.header),
        line("text", content.body),
        line("small", content.footer),
        ...buttons,
    ];
}

function rows(action) {
    return (action.sections || []).flatMap(({ title, rows }) => [
        line("small", title),
        ...rows.map((row) => choice(row.title)),
    ]);
}

function interactive({ content }) {
    const reply = content.button_reply || content.list_reply;
    if (reply) {
        return [line("text", reply.title), line("small", reply.description)];
    }
    if (!content.body) {
        return unknown({ kind: content.type });
    }
    const { action } = content;
    const buttons = (action.buttons || []).map(({ reply }) =>
        choice(reply.title, "↩ "),
    );
    const link = action.parameters?.display_text;
    return [
        ...header(content.header),
        line("text", content.body.text),
        line("small", content.footer?.text),
        ...buttons,
        ...rows(action),
        link ? make("span", { className: "choice" }, link) : null,
    ];
}

function order({ content }) {
    return (content.product_items || []).map((item) =>
        line("text", `${item.quantity} × ${item.product_retailer_id}`),
    );
}

function unknown({ kind = "" }) {
    return [line("unknown", `${say("unknown")} ${kind}`.trim())];
}

function sms({ content }) {
    return [
        make("div", { className: "text" }, content.body),
        copyButton(codeIn(content.body)),
    ];
}

const CONTENTS = {
    text: ({ content }) => [line("text", content.body)],
    image: media("img", { alt: "" }),
    sticker: media("img", { alt: "", className: "media sticker" }),
    video: media("video", { controls: true }),
    audio: media("audio", { controls: true }),
    document: paper,
    location: place,
    contacts: people,
    template,
    interactive,
    button: ({ content }) => [line("text", content.text)],
    order,
    sms,
};

export function contents(message) {
    const build = CONTENTS[message.type] || unknown;
    const parts = build({ content: message.content || {}, kind: message.type });
    return parts.filter((part) => part !== null);
}

/** One line that stands for the message elsewhere. */
export function summary(message) {
    if (!message) {
        return "";
    }
    const content = message.content || {};
    const words = content.body?.text || content.body || content.caption || content.text;
    const reply = content.button_reply || content.list_reply;
    const known = { image: 1, video: 1, document: 1, sticker: 1, location: 1 };
    const kind = message.type === "audio" ? "voice" : message.type;
    const label = kind in known || kind === "voice" ? say(kind) : kind;
    return typeof words === "string" && words ? words : reply?.title || label;
}
