import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { formatInteger } from "@web/views/fields/formatters";

import { countParts } from "./split_text";

// Below it nobody needs to know of a limit.
const NEAR = 0.9;

/** Shown near the end of what fits into one message, and beyond it. */
export class TextCounter extends Component {
    static template = "pact_team.TextCounter";
    static props = { text: String, limit: Number };

    get length() {
        return [...this.props.text.trim()].length;
    }
    get isNear() {
        return this.length > NEAR * this.props.limit;
    }
    get isOver() {
        return this.length > this.props.limit;
    }
    get sentence() {
        return this.isOver
            ? _t("Will be sent in %(count)s parts", {
                  count: countParts(this.props.text, this.props.limit),
              })
            : _t("%(length)s of %(limit)s characters", {
                  length: formatInteger(this.length),
                  limit: formatInteger(this.props.limit),
              });
    }
}
