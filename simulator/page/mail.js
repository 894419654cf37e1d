/** The mail that came in, whoever it was for. */

import { get, post } from "./control.js";
import { byId, make } from "./elements.js";
import { currentLanguage, say } from "./words.js";

const PLACE = "#mail";
let shownList = "";
let shownMail = "";

export function startMail(onChange) {
    window.addEventListener("hashchange", () => {
        document.body.classList.remove("people", "world");
        onChange();
    });
}

export function isMailOpen() {
    return location.hash === PLACE || location.hash.startsWith(`${PLACE}/`);
}

export function leaveMail() {
    if (isMailOpen()) {
        window.history.pushState(null, "", location.pathname);
    }
}

export async function refreshMail() {
    const mails = (await get("mail")).reverse();
    const isOpen = isMailOpen();
    byId("mail").hidden = !isOpen;
    byId("phone").hidden = isOpen;
    byId("mail-card").classList.toggle("chosen", isOpen);
    const chosen = isOpen ? chosenOf(mails) : null;
    showCard(mails);
    showList(mails, chosen);
    await showMail(chosen);
}

/** The address names a mail; without a name it is the latest. */
function chosenOf(mails) {
    const id = location.hash.slice(PLACE.length + 1);
    return mails.find((mail) => String(mail.id) === id) || mails[0] || null;
}

function showCard(mails) {
    const unread = mails.filter((mail) => !mail.is_read).length;
    byId("mail-latest").textContent = mails[0]?.subject || say("noMail");
    byId("mail-unread").textContent = String(unread);
    byId("mail-unread").hidden = !unread;
}

function showList(mails, chosen) {
    const state = JSON.stringify([mails, chosen?.id, currentLanguage()]);
    if (state !== shownList) {
        shownList = state;
        byId("mails").replaceChildren(...mails.map((mail) => card(mail, chosen)));
    }
}

function card(mail, chosen) {
    const className = [
        "card",
        mail === chosen ? "chosen" : "",
        mail.is_read ? "" : "new",
    ].join(" ");
    const lines = [
        make("strong", {}, mail.recipients.join(", ")),
        make("span", {}, mail.subject),
        make("small", {}, moment(mail.date)),
    ];
    const href = `${PLACE}/${mail.id}`;
    const data = { mail: String(mail.id) };
    return make("li", {}, make("a", { className, href, data }, ...lines));
}

async function showMail(mail) {
    const state = JSON.stringify([mail?.id, mail?.date, currentLanguage()]);
    if (state === shownMail) {
        return;
    }
    shownMail = state;
    byId("letter").hidden = !mail;
    byId("no-mail").hidden = Boolean(mail);
    if (mail) {
        byId("letter-subject").textContent = mail.subject;
        byId("letter-about").textContent =
            `${mail.from} → ${mail.recipients.join(", ")} · ${moment(mail.date)}`;
        byId("letter-page").src = `/control/mail/${mail.id}/page`;
        await post(`mail/${mail.id}/read`);
    }
}

function moment(seconds) {
    const options = { dateStyle: "short", timeStyle: "short" };
    return new Date(seconds * 1000).toLocaleString(currentLanguage(), options);
}
