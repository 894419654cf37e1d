/** The customers one can be. */

import { summary } from "./contents.js";
import { post } from "./control.js";
import { byId, fillAvatar, make } from "./elements.js";
import { currentLanguage, say } from "./words.js";

let shown = "";

export function startPeople(choose) {
    byId("customers").addEventListener("click", (event) => {
        const card = event.target.closest("[data-customer]");
        if (card) {
            choose(card.dataset.customer);
        }
    });
    byId("newcomer").addEventListener("submit", async (event) => {
        event.preventDefault();
        const form = event.target;
        const { name, phone } = Object.fromEntries(new FormData(form));
        const key = phone.replace(/\D/g, "");
        const has_whatsapp = !form.without.checked;
        await post("customers", { key, name, phone, has_whatsapp });
        form.reset();
        choose(key);
    });
}

export function showPeople(customers, chosen) {
    const state = JSON.stringify([customers, chosen, currentLanguage()]);
    if (state !== shown) {
        shown = state;
        byId("customers").replaceChildren(
            ...customers.map((each) => card(each, chosen)),
        );
    }
}

function card(customer, chosen) {
    const isChosen = customer.key === chosen;
    const unread = isChosen ? 0 : customer.unread;
    return make(
        "li",
        {},
        make(
            "button",
            {
                type: "button",
                className: isChosen ? "card chosen" : "card",
                data: { customer: customer.key },
            },
            fillAvatar(make("span", { className: "avatar" }), customer.name),
            make(
                "span",
                { className: "who" },
                make("strong", {}, customer.name),
                make("small", {}, summary(customer.latest) || identity(customer)),
            ),
            unread ? make("span", { className: "unread" }, String(unread)) : "",
        ),
    );
}

export function identity(customer) {
    const username = customer.username ? `@${customer.username}` : "";
    const phone = customer.shows_phone ? customer.phone : "";
    return phone || username || say("noNumber");
}
