import { Component, useState } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

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
        if (!unanswered) {
            return _t("Answered");
        }
        const since = deserializeDateTime(unanswered);
        return _t(
            "Unanswered for %s",
            formatDuration(this.store.pactClock.diff(since)),
        );
    }
    get span() {
        const { window_ends: ends, window_kind: kind } = this.props.row;
        const closes = ends ? deserializeDateTime(ends) : undefined;
        return windowSpan(closes, kind, this.store.pactClock);
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
