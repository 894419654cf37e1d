import { Component, useEffect, useRef } from "@odoo/owl";
import { useAutofocus } from "@web/core/utils/hooks";

import { TemplateBubble } from "../template_bubble/template_bubble";
import { TemplatePick } from "./template_pick";

/**
 * Choosing a template and filling its blanks, by keyboard alone if one likes: search,
 * arrows, Enter into the blanks, Enter to the next one, Enter to be done.
 */
export class TemplatePicker extends Component {
    static template = "pact_team.TemplatePicker";
    static components = { TemplateBubble };
    static props = {
        pick: TemplatePick,
        /** Called by Enter once nothing is missing. */
        onSubmit: { type: Function, optional: true },
        withoutFocus: { type: Boolean, optional: true },
    };

    setup() {
        this.root = useRef("root");
        if (!this.props.withoutFocus) {
            useAutofocus({ refName: "search" });
        }
        useEffect(
            () => {
                this.chosenElement?.scrollIntoView({ block: "nearest" });
            },
            () => [this.props.pick.chosen?.id],
        );
    }

    get chosenElement() {
        return this.root.el?.querySelector("[aria-selected=true]");
    }

    onSearchKeydown(ev) {
        const { pick } = this.props;
        const step = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
        if (step) {
            pick.move(step);
        } else if (ev.key === "Enter") {
            this.goOn(pick.blanks[0]);
        } else {
            return;
        }
        ev.preventDefault();
    }
    onBlankKeydown(ev, blank) {
        if (ev.key === "Enter" && !ev.ctrlKey && !ev.isComposing) {
            const { blanks } = this.props.pick;
            ev.preventDefault();
            this.goOn(blanks[blanks.indexOf(blank) + 1]);
        }
    }
    /** Go to the next blank, else to what is missing, else it is done. */
    goOn(next) {
        const { missing } = this.props.pick;
        const blank = next || missing[0];
        if (blank) {
            this.root.el.querySelector(`[data-blank="${blank.key}"]`)?.focus();
        } else if (this.props.pick.isComplete) {
            this.props.onSubmit?.();
        }
    }
}
