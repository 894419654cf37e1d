import { Component, useState } from "@odoo/owl";

import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { Dialog } from "@web/core/dialog/dialog";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

import { refusalSentence } from "../refusal";

const { DateTime } = luxon;

const inShort = (date) =>
    date.toLocaleString(DateTime.DATETIME_SHORT, { locale: user.lang });

/** When a message shall be sent, and whether it may still be sent then. */
export class SendLaterDialog extends Component {
    static template = "pact_team.SendLaterDialog";
    static components = { DateTimeInput, Dialog };
    static props = {
        close: Function,
        thread: Object,
        text: { type: String, optional: true },
        planned: { type: Object, optional: true },
        onPlanned: { type: Function, optional: true },
    };

    setup() {
        const { planned, text } = this.props;
        this.notification = useService("notification");
        this.orm = useService("orm");
        this.state = useState({
            date: planned
                ? deserializeDateTime(planned.date)
                : DateTime.now().plus({ hours: 1 }).startOf("minute"),
            text: planned?.text ?? text ?? "",
            refusal: "",
            isSaving: false,
        });
        useHotkey("control+enter", () => this.save(), {
            bypassEditableProtection: true,
        });
    }

    get title() {
        return this.props.planned ? _t("Change a planned message") : _t("Send later");
    }
    /** As the browser's user writes it; nobody plans to the second. */
    get format() {
        return localization.dateTimeFormat.replace(/:ss/, "");
    }
    get isTemplate() {
        return Boolean(this.props.planned?.is_template);
    }
    get time() {
        return inShort(this.state.date);
    }
    get canSave() {
        return this.state.date && this.state.text.trim() && !this.state.isSaving;
    }
    /** The moment from which on free text does not reach the customer, if any. */
    get closes() {
        const { pact_window_date: closes, pact_window_kind: kind } = this.props.thread;
        return this.isTemplate || ["always", "never"].includes(kind) ? false : closes;
    }
    get isTooLate() {
        return Boolean(this.closes && this.state.date >= this.closes);
    }
    get windowSentence() {
        if (!this.closes) {
            return "";
        }
        const time = inShort(this.closes);
        return this.isTooLate
            ? _t(
                  "The window closes at %(time)s. Choose an earlier time: later it is " +
                      "sent only if the customer writes before, or as a template.",
                  { time },
              )
            : _t("The window is open until %(time)s.", { time });
    }

    async save() {
        if (!this.canSave) {
            return;
        }
        this.state.isSaving = true;
        try {
            await this.plan();
            this.props.onPlanned?.();
            this.notification.add(_t("Planned for %(time)s.", { time: this.time }), {
                type: "success",
            });
            this.props.close();
        } catch (error) {
            this.state.refusal = refusalSentence(error);
            if (!this.state.refusal) {
                throw error;
            }
        } finally {
            this.state.isSaving = false;
        }
    }
    plan() {
        const { planned, thread } = this.props;
        const [action, ids] = planned
            ? ["action_pact_schedule_change", [planned.id]]
            : ["action_pact_schedule", []];
        const date = serializeDateTime(this.state.date);
        const args = [[thread.id], ...ids, date, this.state.text];
        return this.orm.call("discuss.channel", action, args);
    }
}
