/** Asks the simulator, and says so when it refuses. */

import { say } from "./words.js";

async function ask(method, path, body) {
    const response = await fetch(`/control/${path}`, {
        method,
        headers: { "Content-Type": "application/json" },
        body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) {
        warn(say("refused", answer.error));
        throw new Error(answer.error);
    }
    return answer;
}

export function get(path) {
    return ask("GET", path);
}

export function post(path, body = {}) {
    return ask("POST", path, body);
}

/** Let the customer do something. */
export function act(customer, action, body = {}) {
    return post(`customers/${encodeURIComponent(customer)}/${action}`, body);
}

function warn(text) {
    const notice = document.getElementById("notice");
    notice.textContent = text;
    notice.hidden = false;
    clearTimeout(warn.timer);
    warn.timer = setTimeout(() => (notice.hidden = true), 6000);
}
