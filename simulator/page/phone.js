/** The phone of a simulated customer. */

import { showChat, startChat } from "./chat.js";
import { letWrite, quote, startComposer } from "./composer.js";
import { act, get } from "./control.js";
import { byId, fillAvatar, make } from "./elements.js";
import { isMailOpen, leaveMail, refreshMail, startMail } from "./mail.js";
import { identity, showPeople, startPeople } from "./people.js";
import { chooseThread, forgetThread, startThreads } from "./threads.js";
import { chooseLanguage, currentLanguage, say } from "./words.js";
import { refreshWorld, showPerson, startWorld } from "./world.js";

const PAUSE = 700;
const chosen = { key: window.localStorage.getItem("customer") || "", number_id: "" };
let numbers = [];

function whoAndWhere() {
    return chosen;
}

function choose(key) {
    chosen.key = key;
    window.localStorage.setItem("customer", key);
    document.body.classList.remove("people", "world");
    leaveMail();
    forgetThread();
    quote(null);
    refresh();
}

function fillNumbers() {
    const options = numbers.map((number) =>
        make("option", { value: number.phone_number_id }, number.name),
    );
    byId("number").replaceChildren(...options);
    byId("number").value = chosen.number_id;
}

async function loadNumbers() {
    numbers = await get("numbers");
    const connected = numbers.find((number) => number.is_connected) || numbers[0];
    chosen.number_id ||= connected.phone_number_id;
    fillNumbers();
}

async function refresh() {
    const customers = await get("customers");
    if (!customers.some((customer) => customer.key === chosen.key)) {
        chosen.key = customers[0].key;
    }
    showPeople(customers, isMailOpen() ? "" : chosen.key);
    await refreshMail();
    const path = `phone/${encodeURIComponent(chosen.key)}?number_id=${chosen.number_id}`;
    const { customer, messages, texts, is_typed_to } = await get(path);
    if (customer.key === chosen.key && !isMailOpen()) {
        const thread = chooseThread(customer, messages, texts);
        showPhone(customer, thread, is_typed_to);
        letWrite();
        readWhatIsSeen(customer, thread.messages);
    }
}

function showPhone(customer, thread, isTypedTo) {
    const number = numbers.find((each) => each.phone_number_id === chosen.number_id);
    fillAvatar(byId("avatar"), number.name);
    const state = number.is_connected ? number.display : say("unconnected");
    byId("line").textContent =
        `${customer.name} → ${isTypedTo ? say("typing") : state}`;
    byId("line").title = identity(customer);
    showPerson(customer, number);
    showChat(customer, thread, quote);
}

function readWhatIsSeen(customer, messages) {
    const isNew = ({ from, state }) => from === "business" && state === "delivered";
    const { number_id } = chosen;
    if (byId("reads").checked && !document.hidden && messages.some(isNew)) {
        act(customer.key, "read", { number_id });
    }
    if (!document.hidden && messages.some((message) => message.is_new)) {
        act(customer.key, "read_texts");
    }
}

async function keepFresh() {
    try {
        numbers = await get("numbers");
        await refresh();
        await refreshWorld();
    } finally {
        setTimeout(keepFresh, PAUSE);
    }
}

function togglePanel(name) {
    document.body.classList.toggle(name);
}

async function start() {
    chooseLanguage();
    byId("language").value = currentLanguage();
    byId("language").addEventListener("change", (event) => {
        chooseLanguage(event.target.value);
        refresh();
    });
    byId("reads").checked = window.localStorage.getItem("reads") !== "no";
    byId("reads").addEventListener("change", (event) =>
        window.localStorage.setItem("reads", event.target.checked ? "yes" : "no"),
    );
    byId("number").addEventListener("change", (event) => {
        chosen.number_id = event.target.value;
        refresh();
    });
    for (const id of ["show-people", "show-people-too"]) {
        byId(id).addEventListener("click", () => togglePanel("people"));
    }
    byId("show-world").addEventListener("click", () => togglePanel("world"));
    startChat();
    startPeople(choose);
    startComposer(whoAndWhere);
    startMail(refresh);
    startThreads(refresh);
    startWorld(whoAndWhere);
    await loadNumbers();
    await keepFresh();
}

start();
