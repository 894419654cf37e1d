import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { read } from "../availability/availability_service";
import { formatDuration } from "../duration";
import { isAlmostOver, isClosing, isOpen, windowSpan } from "../window_span";

/** Since when a customer waits for an answer, and how long free text reaches them. */
export class HeldClock extends Component {
    static template = "pact_team.HeldClock";
    static props = { row: Object };

    setup() {
        this.store = useState(useService("mail.store"));
    }

    get waited() {
        const { unanswered } = this.props.row;
        return unanswered
            ? _t(
                  "Unanswered for %s",
                  formatDuration(this.store.pactClock.diff(read(unanswered))),
              )
            : _t("Answered");
    }
    get span() {
        const { window_ends: ends, window_kind: kind } = this.props.row;
        return windowSpan(ends ? read(ends) : undefined, kind, this.store.pactClock);
    }
    get isLimited() {
        return this.props.row.window_kind !== "always";
    }
    get left() {
        return isOpen(this.span)
            ? _t("Free text for another %(duration)s", {
                  duration: formatDuration(this.span),
              })
            : _t("The 24-hour window is closed");
    }
    get leftClass() {
        if (isClosing(this.span)) {
            return `fw-bold ${isAlmostOver(this.span) ? "text-danger" : "text-warning"}`;
        }
        return "text-muted";
    }
}
