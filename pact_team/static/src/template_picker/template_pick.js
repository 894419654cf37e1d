import { normalize } from "@web/core/l10n/utils/normalize";

/** As the server takes a value: one line, without the white space that is refused. */
function oneLine(text) {
    return text.trim().split(/\s+/).join(" ");
}

/**
 * What somebody is choosing: a template of those the server gave (`_choices`), and the
 * texts for its blanks. Make it with `useState` and hand it to a `TemplatePicker`.
 */
export class TemplatePick {
    /** @param {object[]} templates */
    constructor(templates) {
        this.templates = templates;
        this.search = "";
        this.chosenId = undefined;
        /** Fills the blanks of this source, unless something else is typed. */
        this.subject = "";
        /** @type {Object<number, Object<string, string>>} by template and blank */
        this.typed = {};
    }

    get found() {
        const words = normalize(this.search).split(/\s+/);
        return this.templates.filter((template) => {
            const text = normalize(this._searchable(template));
            return words.every((word) => text.includes(word));
        });
    }
    /** The first one found is chosen until somebody chooses another one. */
    get chosen() {
        const { found } = this;
        return found.find(({ id }) => id === this.chosenId) || found[0];
    }
    get blanks() {
        return this.chosen?.blanks || [];
    }
    /** @returns {Object<string, string>} what the server takes as `values` */
    get values() {
        return Object.fromEntries(
            this.blanks.map((blank) => [blank.key, oneLine(this.textOf(blank))]),
        );
    }
    get missing() {
        const { values } = this;
        return this.blanks.filter(({ key }) => !values[key]);
    }
    get isComplete() {
        return Boolean(this.chosen) && !this.missing.length;
    }

    textOf({ key, source }) {
        const typed = this.typed[this.chosen.id]?.[key];
        return typed ?? (source === "subject" ? this.subject : "");
    }
    write({ key }, text) {
        const { id } = this.chosen;
        this.typed[id] = { ...this.typed[id], [key]: text };
    }
    choose(template) {
        this.chosenId = template.id;
    }
    /** @param {1|-1} step */
    move(step) {
        const { found } = this;
        const next = found[found.indexOf(this.chosen) + step];
        if (next) {
            this.choose(next);
        }
    }

    _searchable({ title, name, language_name, body }) {
        const words = body.map(({ text }) => text || "").join("");
        return [title, name, language_name, words].join(" ");
    }
}
