import { registry } from "@web/core/registry";
import { normalize } from "@web/core/l10n/utils";
import { Interaction } from "@web/public/interaction";

/**
 * A classification chosen by a button, in a dialog with a search. Without it the list
 * that it stands for remains.
 */
export class KindChooser extends Interaction {
    static selector = ".o-pact-KindChooser";

    dynamicContent = {
        ".modal": {
            "t-on-shown.bs.modal": () => this.search.focus(),
            "t-on-hidden.bs.modal": () => this.button.focus(),
        },
        "input[type=search]": {
            "t-on-input": () => this.filter(),
            "t-on-keydown": this.onSearchKey,
        },
        ".list-group": { "t-on-click": this.onClicked, "t-on-keydown": this.onListKey },
        select: { "t-on-change": () => this.show() },
    };

    setup() {
        this.select = this.el.querySelector("select");
        this.button = this.el.querySelector(".o-pact-KindChooser-button");
        this.search = this.el.querySelector("input[type=search]");
        this.items = [...this.el.querySelectorAll(".list-group button")];
    }

    start() {
        this.select.hidden = true;
        this.button.hidden = false;
        this.el.querySelector("label").htmlFor = this.button.id;
        this.show();
        this.filter();
    }

    /** The page can be sent without JavaScript again. */
    destroy() {
        this.select.hidden = false;
        this.button.hidden = true;
        this.el.querySelector("label").htmlFor = this.select.id;
    }

    show() {
        const [chosen] = this.select.selectedOptions;
        this.button.querySelector("[data-chosen]").textContent = chosen.textContent;
    }

    filter() {
        const wanted = normalize(this.search.value);
        for (const item of this.items) {
            const isFound = normalize(item.textContent).includes(wanted);
            item.classList.toggle("d-none", !isFound);
        }
        this.el.querySelector("[data-nothing]").hidden = this.found.length > 0;
    }

    get found() {
        return this.items.filter((item) => !item.classList.contains("d-none"));
    }

    onSearchKey(event) {
        const [first] = this.found;
        if (event.key === "Enter") {
            event.preventDefault();
            first?.click();
        } else if (event.key === "ArrowDown") {
            event.preventDefault();
            first?.focus();
        }
    }

    onListKey(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!step) {
            return;
        }
        event.preventDefault();
        const place = this.found.indexOf(event.target.closest("button"));
        (this.found[place + step] || this.search).focus();
    }

    onClicked(event) {
        const item = event.target.closest("button");
        if (item) {
            this.select.value = item.dataset.value;
            this.select.dispatchEvent(new Event("change", { bubbles: true }));
            window.Modal.getOrCreateInstance(this.el.querySelector(".modal")).hide();
        }
    }
}

registry.category("public.interactions").add("pact_team.kind_chooser", KindChooser);
