import { Component, useState } from "@odoo/owl";

import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { Dialog } from "@web/core/dialog/dialog";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

import { sentenceOrThrow } from "../refusal";
import { ConversationTemplates } from "../template_dialog/conversation_templates";
import { TemplatePick } from "../template_picker/template_pick";

const { DateTime } = luxon;

const inShort = (date) =>
    date.toLocaleString(DateTime.DATETIME_SHORT, { locale: user.lang });

/** When a message shall be sent, and whether it may still be sent then. */
export class SendLaterDialog extends Component {
    static template = "pact_team.SendLaterDialog";
    static components = { ConversationTemplates, DateTimeInput, Dialog };
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
        this.pick = useState(new TemplatePick([]));
        this.state = useState({
            isTemplate: Boolean(planned?.is_template),
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
    /** What is planned already keeps its template: only its time is changed. */
    get mayUseTemplate() {
        return !this.props.planned && this.props.thread.pactCanUseTemplate;
    }
    get isChoosing() {
        return this.state.isTemplate && !this.props.planned;
    }
    get time() {
        return inShort(this.state.date);
    }
    get canSave() {
        const { date, isSaving, text } = this.state;
        const isSaid = this.isChoosing ? this.pick.isComplete : text.trim();
        return date && isSaid && !isSaving;
    }
    /** The moment from which on free text does not reach the customer, if any. */
    get closes() {
        const { pact_window_date: closes, pact_window_kind: kind } = this.props.thread;
        const isAlwaysAlike = ["always", "never"].includes(kind);
        return this.state.isTemplate || isAlwaysAlike ? false : closes;
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
            if (!this.isChoosing) {
                this.props.onPlanned?.();
            }
            this.notification.add(_t("Planned for %(time)s.", { time: this.time }), {
                type: "success",
            });
            this.props.close();
        } catch (error) {
            this.state.refusal = sentenceOrThrow(error);
        } finally {
            this.state.isSaving = false;
        }
    }
    plan() {
        const { planned, thread } = this.props;
        const date = serializeDateTime(this.state.date);
        const { chosen, values } = this.pick;
        const said = this.isChoosing ? ["", chosen.id, values] : [this.state.text];
        const [action, args] = planned
            ? ["action_pact_schedule_change", [planned.id, date, ...said]]
            : ["action_pact_schedule", [date, ...said]];
        return this.orm.call("discuss.channel", action, [[thread.id], ...args]);
    }
}
