import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

import { fileProblem, filesProblem, sizeInWords, withoutTwins } from "./chosen_files";

/**
 * Files that go with a request: listed with their size, taken out again one by one, and
 * refused before they travel. Without it the browser's own field remains.
 */
export class FileChoice extends Interaction {
    static selector = ".o-pact-FileChoice";

    dynamicContent = {
        "input[type=file]": { "t-on-change": this.onChosen },
        ".o-pact-FileChoice-list": { "t-on-click": this.onListClicked },
    };

    setup() {
        this.input = this.el.querySelector("input[type=file]");
        this.list = this.el.querySelector(".o-pact-FileChoice-list");
        this.files = [...this.input.files];
        const { most, bytes } = this.el.dataset;
        this.limits = {
            most: Number(most),
            bytes: Number(bytes),
            suffixes: this.input.accept.split(","),
        };
    }

    start() {
        if (this.files.length) {
            this.show();
        }
    }

    /** What was chosen before stays; the browser's field would forget it. */
    onChosen() {
        this.keep(withoutTwins([...this.files, ...this.input.files]));
    }

    onListClicked(event) {
        const button = event.target.closest("button");
        if (!button) {
            return;
        }
        const place = [...this.list.children].indexOf(button.closest("li"));
        this.keep(this.files.filter((_file, index) => index !== place));
        const next = this.list.querySelectorAll("button")[Math.max(place - 1, 0)];
        (next || this.input).focus();
    }

    keep(files) {
        const transfer = new DataTransfer();
        files.forEach((file) => transfer.items.add(file));
        this.input.files = transfer.files;
        this.files = files;
        this.show();
    }

    show() {
        this.list.replaceChildren(...this.files.map((file) => this.row(file)));
        this.say(filesProblem(this.files, this.limits));
    }

    row(file) {
        const row = this.clone(".o-pact-FileChoice-row");
        row.querySelector("[data-name]").textContent = file.name;
        row.querySelector("[data-size]").textContent = sizeInWords(
            file.size,
            document.documentElement.lang || undefined,
        );
        row.querySelector("[data-removed]").textContent = file.name;
        row.classList.toggle("text-danger", Boolean(fileProblem(file, this.limits)));
        return row;
    }

    /** The form is not sent while the field says that something is wrong with it. */
    say(problem) {
        const place = this.el.querySelector(".o-pact-FileChoice-problem");
        const sentence = problem && this.clone(`[data-problem=${problem}]`);
        place.replaceChildren(...(sentence ? [sentence] : []));
        this.input.setCustomValidity(sentence ? sentence.textContent.trim() : "");
        this.input.classList.toggle("is-invalid", Boolean(problem));
        this.input.setAttribute("aria-invalid", Boolean(problem));
    }

    clone(selector) {
        const { content } = this.el.querySelector(`template${selector}`);
        return content.firstElementChild.cloneNode(true);
    }
}

registry.category("public.interactions").add("pact_team.file_choice", FileChoice);
