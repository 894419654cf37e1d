import { uuid } from "@web/core/utils/strings";

import { TemplatePick } from "../template_picker/template_pick";

const NOTHING_SEEN = {
    partner: false,
    number: false,
    matches: [],
    whom_problem: "",
    uses_teams: true,
    teams: [],
    team_id: false,
    inboxes: [],
    inbox_id: false,
    elsewhere: [],
    templates: [],
    managers: [],
};

/**
 * What somebody wants to start, and what the server said about it so far. Make it with
 * `useState`; `seen` is the last answer of `action_pact_preflight`.
 */
export class StartWish {
    constructor({
        partnerId,
        number = "",
        name = "",
        teamId,
        subject = "",
        ticketId,
        avoidsFailed = false,
    } = {}) {
        this.partnerId = partnerId;
        this.teamId = teamId;
        /** The request that it goes on with. */
        this.ticketId = ticketId;
        this.inboxId = undefined;
        /** Whether it was tried on some inbox already, without success. */
        this.avoidsFailed = avoidsFailed;
        this.typed = number;
        /** Whether what was typed is a new contact's number. */
        this.isNew = Boolean(number);
        this.name = name;
        this.text = "";
        this.prefersTemplate = false;
        this.seen = NOTHING_SEEN;
        this.pick = new TemplatePick([]);
        this.pick.subject = subject;
        // One press is one conversation, however often it arrives.
        this.requestKey = uuid();
    }

    /** Take in what the server said. */
    see(seen) {
        this.seen = seen;
        this.teamId = seen.team_id || undefined;
        this.inboxId = seen.inbox_id || this.onlyOther?.id;
        this.pick.templates = seen.templates;
    }
    /** The one inbox that is left where others were tried without success. */
    get onlyOther() {
        const others = this.seen.inboxes.filter(
            ({ attempt }) => attempt?.state !== "failed",
        );
        return this.avoidsFailed && others.length === 1 ? others[0] : undefined;
    }

    get hasContact() {
        return Boolean(this.partnerId || (this.isNew && this.seen.number));
    }
    get team() {
        return this.seen.teams.find(({ id }) => id === this.teamId);
    }
    get inbox() {
        return this.seen.inboxes.find(({ id }) => id === this.inboxId);
    }
    get running() {
        return this.inbox?.running || undefined;
    }
    get isTemplate() {
        return !this.inbox?.is_free || this.prefersTemplate;
    }

    choosePartner(partner) {
        this.partnerId = partner.id;
        this.isNew = false;
        this._chooseAnew();
    }
    chooseNumber() {
        this.isNew = true;
        this._chooseAnew();
    }
    forgetContact() {
        this.partnerId = undefined;
        this.isNew = false;
        this._chooseAnew();
    }
    _chooseAnew() {
        this.inboxId = undefined;
        this.requestKey = uuid();
    }

    /** What is asked for, as the server reads it. */
    get asked() {
        const { chosen, values, subject } = this.pick;
        const isTemplate = this.isTemplate && chosen;
        return {
            partner_id: this.partnerId || false,
            number: this.partnerId ? "" : this.typed,
            name: this.name,
            team_id: this.teamId || false,
            inbox_id: this.inboxId || false,
            template_id: isTemplate ? chosen.id : false,
            values: isTemplate ? values : {},
            subject,
            text: this.isTemplate ? "" : this.text,
            request_key: this.requestKey,
            ticket_id: this.ticketId || false,
        };
    }
}
