import { Component, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

import { sentenceOrThrow } from "../refusal";
import { TemplatePicker } from "../template_picker/template_picker";
import { ContactSearch } from "./contact_search";
import { InboxFacts } from "./inbox_facts";
import { StartWish } from "./start_wish";

const TYPING = 250;

/** Starting a conversation: contact, team, inbox, and what to begin with. */
export class StartDialog extends Component {
    static template = "pact_team.StartDialog";
    static components = { ContactSearch, Dialog, InboxFacts, TemplatePicker };
    static props = { close: Function, known: Object };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.store = useService("mail.store");
        this.wish = useState(new StartWish(this.props.known));
        this.state = useState({ isBusy: false, refusal: "", reason: "" });
        this.lastLook = new KeepLast();
        this.lookSoon = useDebounced(() => this.look(), TYPING);
        useHotkey("control+enter", () => this.start(), {
            bypassEditableProtection: true,
        });
        onWillStart(() => this.look());
    }

    get title() {
        return this.wish.ticketId
            ? _t("Continue on WhatsApp")
            : _t("Start a conversation");
    }
    /** Why it cannot be started yet, in the order of the fields; undefined if it can. */
    get whyNot() {
        const { wish } = this;
        const { inbox, running, seen } = wish;
        if (!wish.hasContact) {
            return seen.whom_problem || _t("Choose a contact.");
        }
        if (!wish.team) {
            return seen.teams.length ? _t("Choose a team.") : _t("You are in no team.");
        }
        if (!inbox) {
            return seen.inboxes.length ? _t("Choose an inbox.") : this.unreachable;
        }
        if (running) {
            return running.sentence;
        }
        return inbox.problem || (wish.isTemplate ? this.templateLack : undefined);
    }
    get unreachable() {
        return _t(
            "No inbox of this team reaches the contact. Add a phone number to the " +
                "contact, or choose another team.",
        );
    }
    get templateLack() {
        const { pick, inbox, seen } = this.wish;
        if (!seen.templates.length) {
            const names = seen.managers.join(", ");
            return names
                ? _t("Ask %(names)s to publish a template to your team.", { names })
                : _t("Ask an administrator to publish a template to your team.");
        }
        if (!pick.chosen) {
            return _t("Choose a template.");
        }
        if (inbox.is_opted_out && pick.chosen.category === "marketing") {
            return _t("They want no advertising: choose another template.");
        }
        return pick.missing.length
            ? _t("Fill in: %(blanks)s", {
                  blanks: pick.missing.map(({ label }) => label).join(", "),
              })
            : undefined;
    }
    get costHint() {
        const { inbox, isTemplate, pick } = this.wish;
        if (!isTemplate) {
            return _t("The window is open: a text of your own is possible.");
        }
        return pick.chosen
            ? _t("%(network)s charges for a template of the category %(category)s.", {
                  network: inbox.network,
                  category: pick.chosen.category_name,
              })
            : "";
    }
    get canStart() {
        return !this.state.isBusy && !this.whyNot;
    }
    get runningKind() {
        return this.wish.hasContact ? this.wish.running?.kind : undefined;
    }

    onType(typed) {
        Object.assign(this.wish, { typed, name: "" });
        this.lookSoon();
    }
    choosePartner(partner) {
        this.wish.choosePartner(partner);
        return this.look();
    }
    chooseNumber() {
        this.wish.chooseNumber();
        return this.look();
    }
    forgetContact() {
        this.wish.forgetContact();
        return this.look();
    }
    chooseTeam(ev) {
        this.wish.teamId = Number(ev.target.value);
        return this.look();
    }
    chooseInbox(inbox) {
        this.wish.inboxId = inbox.id;
        return this.look();
    }

    async look() {
        const seen = await this.lastLook.add(this.call("action_pact_preflight"));
        const chosen = this.wish.inboxId;
        this.wish.see(seen);
        this.state.refusal = "";
        if (this.wish.inboxId !== chosen && !seen.inbox_id) {
            await this.look();
        }
    }

    async start() {
        if (this.canStart) {
            await this.open("action_pact_start", this.wish.asked);
        }
    }
    async openRunning() {
        const { id, kind } = this.wish.running;
        const { ticketId } = this.wish;
        const act = (method, ...args) =>
            this.orm.call("discuss.channel", method, [[id], ...args]);
        await this.attempt(async () => {
            if (kind === "waiting") {
                await act("action_pact_take");
            }
            if (ticketId) {
                await act("action_pact_link_request", ticketId);
            }
        });
        if (!this.state.refusal) {
            await this.open("action_pact_open", [id]);
        }
    }
    open(method, argument) {
        return this.attempt(async () => {
            const action = await this.orm.call("discuss.channel", method, [argument]);
            this.props.close();
            // From within Discuss it is the next conversation, not a step further.
            await this.action.doAction(action, {
                stackPosition: this.store.discuss?.isActive && "replaceCurrentAction",
            });
        });
    }
    askTransfer() {
        return this.attempt(async () => {
            const asked = { ...this.wish.asked, text: this.state.reason };
            await this.orm.call("discuss.channel", "action_pact_ask_transfer", [asked]);
            this.props.close();
            this.notification.add(_t("They have been asked for the conversation."), {
                type: "success",
            });
        });
    }

    async attempt(work) {
        if (this.state.isBusy) {
            return;
        }
        Object.assign(this.state, { isBusy: true, refusal: "" });
        try {
            await work();
        } catch (error) {
            this.state.refusal = sentenceOrThrow(error);
        } finally {
            this.state.isBusy = false;
        }
    }
    call(method) {
        return this.orm.call("discuss.channel", method, [this.wish.asked]);
    }
}
