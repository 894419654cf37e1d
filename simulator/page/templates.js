/** The network's side of templates: somebody reviews what the business proposed. */

import { get, post } from "./control.js";
import { byId, make } from "./elements.js";
import { currentLanguage, say } from "./words.js";

/** What may be decided on a template, by its state. */
const DECISIONS = {
    PENDING: ["APPROVED", "REJECTED"],
    APPROVED: ["PAUSED"],
    PAUSED: ["APPROVED", "DISABLED"],
};
const WORDS = {
    APPROVED: "approve",
    DISABLED: "disable",
    PAUSED: "pause",
    REJECTED: "reject",
};
let shown = "";

export async function refreshTemplates() {
    if (!byId("review").open) {
        return;
    }
    const templates = (await get("templates")).reverse();
    const state = JSON.stringify([templates, currentLanguage()]);
    if (state !== shown) {
        shown = state;
        byId("templates").replaceChildren(...templates.map(card));
    }
}

function card(template) {
    const { name, language, status, components } = template;
    const text = components.find(({ type }) => type === "BODY")?.text || "";
    const decisions = DECISIONS[status] || [];
    return make(
        "li",
        { title: text, data: { template: name, status } },
        make("strong", {}, name),
        make("small", {}, `${language} · ${status}`),
        make("div", { className: "row" }, ...decisions.map(decide(template))),
    );
}

function decide({ name, language }) {
    return (event) => {
        const button = make("button", { type: "button" }, say(WORDS[event]));
        const path = `templates/${encodeURIComponent(name)}/review`;
        button.addEventListener("click", async () => {
            await post(path, { event, language });
            await refreshTemplates();
        });
        return button;
    };
}
