/** What a real phone does not have: the clock, the person's habits, the log. */

import { act, get, post } from "./control.js";
import { byId, clockTime, make } from "./elements.js";
import { refreshTemplates } from "./templates.js";
import { currentLanguage, say } from "./words.js";

const LATEST = 8;
let isFrozen = false;

export function startWorld(whoAndWhere) {
    for (const button of document.querySelectorAll("[data-advance]")) {
        const advance = Number(button.dataset.advance);
        button.addEventListener("click", () => move({ advance }));
    }
    byId("freeze").addEventListener("click", () => move({ freeze: !isFrozen }));
    byId("present").addEventListener("click", () =>
        move({ freeze: false, set: new Date().toISOString().replace("Z", "+00:00") }),
    );
    onTick("offline", whoAndWhere, "offline", (offline) => ({ offline }));
    onTick("hidden", whoAndWhere, "change", (hidden_phone) => ({ hidden_phone }));
    onTick("without", whoAndWhere, "change", (isWithout) => ({
        has_whatsapp: !isWithout,
    }));
    onTick("blocked", whoAndWhere, "block", (blocked) => ({ blocked }));
    onTick("unwilling", whoAndWhere, "marketing", (stopped) => ({ stopped }));
    byId("review").addEventListener("toggle", refreshTemplates);
}

function onTick(id, whoAndWhere, action, body) {
    byId(id).addEventListener("change", (event) => {
        const { key, number_id } = whoAndWhere();
        act(key, action, { number_id, ...body(event.target.checked) });
    });
}

async function move(change) {
    showClock(await post("clock", change));
}

export function showPerson(customer, number) {
    const { phone_number_id, account_id } = number;
    byId("offline").checked = customer.is_offline;
    byId("hidden").checked = !customer.shows_phone;
    byId("without").checked = !customer.has_whatsapp;
    byId("blocked").checked = customer.blocked.includes(phone_number_id);
    byId("unwilling").checked = customer.without_marketing.includes(account_id);
}

export async function refreshWorld() {
    showClock(await get("clock"));
    await refreshTemplates();
    showDeliveries(await get(`deliveries?latest=${LATEST}`));
}

function showClock(clock) {
    isFrozen = clock.is_frozen;
    byId("freeze").textContent = say(isFrozen ? "run" : "freeze");
    const options = { dateStyle: "medium", timeStyle: "medium" };
    byId("now").textContent = new Date(clock.now).toLocaleString(
        currentLanguage(),
        options,
    );
}

function showDeliveries(deliveries) {
    const lines = deliveries
        .reverse()
        .map((post) =>
            make(
                "li",
                { className: post.status === 200 ? "good" : "bad", title: post.url },
                make("span", {}, clockTime(post.date, currentLanguage())),
                make("span", {}, whatOf(post.payload)),
                make("strong", {}, String(post.status || post.error)),
            ),
        );
    const nothing = make("li", { className: "none" }, say("nothing"));
    byId("deliveries").replaceChildren(...(lines.length ? lines : [nothing]));
}

/** Name what a post carried: the type of a message, the state of a status. */
function whatOf(payload) {
    const changes = (payload.entry || []).flatMap((entry) => entry.changes || []);
    const words = changes.flatMap(({ field, value = {} }) => [
        ...(value.messages || []).map((message) => message?.type),
        ...(value.statuses || []).map((status) => `✓ ${status?.status}`),
        ...(value.messages || value.statuses ? [] : [field]),
    ]);
    return words.filter(Boolean).slice(0, 3).join(", ");
}
