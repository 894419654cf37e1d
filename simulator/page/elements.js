/** Building the page without ever reading text as HTML. */

export function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    const { data = {}, ...rest } = properties;
    Object.assign(element, rest);
    Object.assign(element.dataset, data);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
}

export function byId(id) {
    return document.getElementById(id);
}

export function fillAvatar(element, name) {
    const words = name.trim().split(/\s+/);
    const initials = [words[0], words.length > 1 ? words.at(-1) : ""];
    element.textContent = initials.map((word) => [...word][0] || "").join("");
    const sum = [...name].reduce((total, sign) => total + sign.codePointAt(0), 0);
    element.dataset.tone = sum % 5;
    return element;
}

export function clockTime(seconds, language) {
    const options = { hour: "2-digit", minute: "2-digit" };
    return new Date(seconds * 1000).toLocaleTimeString(language, options);
}
