/** Taking a code along, to type it where it is asked for. */

import { make } from "./elements.js";
import { say } from "./words.js";

const CODE = /(?<!\d)\d{4,8}(?!\d)/;
const PAUSE = 1500;

/** Return a button that copies ``code``, or nothing when there is none. */
export function copyButton(code, label = say("copyCode")) {
    if (!code) {
        return null;
    }
    const properties = { type: "button", className: "choice", data: { code } };
    return make("button", { ...properties, onclick: copy }, `📋 ${label}`);
}

export function codeIn(text) {
    return CODE.exec(text)?.[0] || "";
}

async function copy(event) {
    const button = event.currentTarget;
    const label = button.textContent;
    event.stopPropagation();
    await navigator.clipboard.writeText(button.dataset.code);
    button.textContent = `✓ ${say("copied")}`;
    setTimeout(() => (button.textContent = label), PAUSE);
}
