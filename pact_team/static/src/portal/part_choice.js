import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/**
 * What follows from the chosen classification: its sub-classifications and no others,
 * what it asks to be told, and what it requires. The server asks the same.
 */
export class PartChoice extends Interaction {
    static selector = ".o-pact-RequestForm:has(#classification)";

    dynamicContent = {
        "#classification": { "t-on-change": () => this.follow() },
        "#sub": { "t-on-change": () => this.explain() },
    };

    setup() {
        this.roots = this.el.querySelector("#classification");
        this.parts = this.el.querySelector("#sub");
        this.groups = [...this.el.querySelectorAll("#sub optgroup")];
    }

    start() {
        this.follow();
    }

    follow() {
        if (this.parts) {
            this.offer();
        }
        this.explain();
    }

    /** Removed instead of hidden: some browsers show what is hidden in a list. */
    offer() {
        const isOffered = (group) => group.dataset.root === this.roots.value;
        const offered = this.groups.filter(isOffered);
        const chosen = this.parts.value;
        this.groups.forEach((group) => group.remove());
        this.parts.append(...offered);
        const isKept = [...this.parts.options].some(({ value }) => value === chosen);
        this.parts.value = isKept ? chosen : "";
        this.parts.disabled = !offered.length;
        this.require("#sub", Boolean(offered.length));
    }

    explain() {
        const kinds = [this.roots, this.parts].filter(Boolean);
        const chosen = kinds.flatMap((kind) => [...kind.selectedOptions]);
        const told = chosen.map(({ dataset }) => dataset.guidance).filter(Boolean);
        const hint = this.el.querySelector("#kind_hint");
        hint.textContent = told.at(-1) || "";
        const { dataset = {} } = chosen.filter(({ value }) => value).at(-1) || {};
        this.require("#files", Boolean(dataset.fileRequired));
        this.require("#reference", Boolean(dataset.referenceRequired));
    }

    require(selector, isRequired) {
        const field = this.el.querySelector(selector);
        if (field) {
            field.required = isRequired;
            const mark = this.el.querySelector(`label[for=${field.id}] [data-star]`);
            mark.hidden = !isRequired;
        }
    }
}

registry.category("public.interactions").add("pact_team.part_choice", PartChoice);
