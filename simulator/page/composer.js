/** Writing as the customer: text, files, places, people. */

import { summary } from "./contents.js";
import { act } from "./control.js";
import { byId, make } from "./elements.js";
import { say } from "./words.js";

const SAMPLES = ["image", "voice", "video", "document", "sticker"];
const PLACE = { latitude: -23.5614, longitude: -46.6558, name: "Praça das Palmeiras" };
const PERSON = {
    name: { formatted_name: "Ana Lima", first_name: "Ana" },
    phones: [{ phone: "+55 11 97777-0000", type: "CELL" }],
};
const KINDS = { "image/jpeg": "image", "image/png": "image", "video/mp4": "video" };
const LARGEST = 16 * 1024 * 1024;

let current = () => ({});
let quoted = null;

/** ``whoAndWhere`` returns the customer's key and the number written to. */
export function startComposer(whoAndWhere) {
    current = whoAndWhere;
    byId("composer").addEventListener("submit", sendText);
    byId("message").addEventListener("keydown", sendOnEnter);
    byId("message").addEventListener("input", grow);
    byId("attach").addEventListener("click", toggleMenu);
    byId("file").addEventListener("change", sendFile);
    byId("quote")
        .querySelector("button")
        .addEventListener("click", () => quote(null));
}

/** Until somebody is on the phone there is nobody to write as. */
export function letWrite() {
    byId("send").disabled = false;
}

export function quote(message) {
    quoted = message;
    byId("quote").hidden = !message;
    byId("quote").querySelector("span").textContent = summary(message);
    byId("message").focus();
}

async function send(body) {
    const { key, number_id } = current();
    const reply = quoted ? { quoted: quoted.wamid } : {};
    byId("menu").hidden = true;
    quote(null);
    await act(key, "send", { number_id, ...reply, ...body });
}

async function sendText(event) {
    event.preventDefault();
    const text = byId("message").value.trim();
    if (text && !byId("send").disabled) {
        byId("message").value = "";
        grow();
        await send({ type: "text", text });
    }
}

function sendOnEnter(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        byId("composer").requestSubmit();
    }
}

function grow() {
    const field = byId("message");
    field.rows = Math.min(5, field.value.split("\n").length);
}

function toggleMenu() {
    const menu = byId("menu");
    const choices = [
        ...SAMPLES.map((kind) => [
            kind,
            () => send({ type: kind, caption: caption(kind) }),
        ]),
        ["location", () => send({ type: "location", location: PLACE })],
        ["contact", () => send({ type: "contacts", contacts: [PERSON] })],
        ["file", () => byId("file").click()],
    ];
    menu.replaceChildren(
        ...choices.map(([kind, onclick]) =>
            make(
                "button",
                { type: "button", data: { attach: kind }, onclick },
                say(kind),
            ),
        ),
    );
    menu.hidden = !menu.hidden;
}

/** What is already written goes along, where such a message has room for words. */
function caption(kind) {
    const field = byId("message");
    const text = ["image", "video", "document"].includes(kind)
        ? field.value.trim()
        : "";
    if (text) {
        field.value = "";
    }
    return text;
}

async function sendFile() {
    const [file] = byId("file").files;
    byId("file").value = "";
    if (!file || file.size > LARGEST) {
        return;
    }
    const type = file.type.startsWith("audio/")
        ? "audio"
        : KINDS[file.type] || "document";
    await send({
        type,
        content: await asBase64(file),
        mime_type: file.type || "application/octet-stream",
        filename: file.name,
        caption: caption(type),
    });
}

function asBase64(file) {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.split(",")[1] || "");
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(file);
    });
}
