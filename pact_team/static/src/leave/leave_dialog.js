import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { sentenceOrThrow } from "../refusal";
import { KEEP, LeaveRow, QUEUE } from "./leave_row";

/**
 * What somebody who leaves still holds: each conversation goes to a colleague, to its
 * team's queue, or stays. What could not go where it was sent stays on the screen.
 */
export class LeaveDialog extends Component {
    static template = "pact_team.LeaveDialog";
    static components = { Dialog, LeaveRow };
    static props = {
        again: Function,
        close: Function,
        logOut: { type: Function, optional: true },
        offers: Array,
    };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.list = useRef("list");
        this.state = useState({
            rows: this.props.offers.flatMap((offer, at) =>
                offer.rows.map((row) => ({
                    ...row,
                    at,
                    choice: row.heir_id || QUEUE,
                    outcome: undefined,
                    where: "",
                    why: "",
                })),
            ),
            note: "",
            refusal: "",
            isSending: false,
        });
        onMounted(() => {
            if (!this.env.isSmall) {
                this.list.el.querySelector(".o_select_menu_toggler").focus();
            }
        });
    }

    get title() {
        const [{ member_id: isOther, name }] = this.props.offers;
        return isOther ? _t("Leave for %s", name) : _t("Leave work");
    }
    get lead() {
        const [{ member_id: isOther, name }] = this.props.offers;
        return isOther
            ? _t("%s is given nothing new. Who goes on with what they hold?", name)
            : _t("You are given nothing new. Who goes on with what you hold?");
    }
    get more() {
        return this.props.offers.reduce((sum, { more }) => sum + more, 0);
    }
    get moreText() {
        return _t("%s more are shown after these.", this.more);
    }
    get hasSeveralCompanies() {
        return this.props.offers.length > 1;
    }

    /** What is still to be handed over, as it is chosen now. */
    get going() {
        return this.state.rows.filter(
            ({ choice, outcome }) =>
                choice !== KEEP && [undefined, "kept"].includes(outcome),
        );
    }
    get isNoteMissing() {
        const isToPerson = ({ at, choice }) =>
            this.props.offers[at].needs_note && choice !== QUEUE;
        return !this.state.note.trim() && this.going.some(isToPerson);
    }
    get canHandOver() {
        return this.going.length && !this.isNoteMissing && !this.state.isSending;
    }
    get isTried() {
        return this.state.rows.some(({ outcome }) => outcome);
    }
    /** Whether nothing is left to be handed over: what became of it is only read. */
    get isOver() {
        return this.isTried && !this.going.length;
    }
    get handOverLabel() {
        return this.props.logOut ? _t("Hand over and log out") : _t("Hand over");
    }
    get keepLabel() {
        if (this.props.logOut) {
            return this.isTried ? _t("Log out") : _t("Log out and keep all");
        }
        if (this.isTried) {
            return _t("Close");
        }
        const [{ member_id: isOther, name }] = this.props.offers;
        return isOther ? _t("%s keeps all", name) : _t("Keep all");
    }

    async handOver() {
        const sent = this.going;
        this.state.isSending = true;
        this.state.refusal = "";
        try {
            for (const at of this.props.offers.keys()) {
                await this.handOverOf(at);
            }
        } catch (error) {
            this.state.refusal = sentenceOrThrow(error);
            return;
        } finally {
            this.state.isSending = false;
        }
        if (sent.every(({ why }) => !why)) {
            this.finish(sent.length);
        }
    }

    /** The server tells of each what became of it. */
    async handOverOf(at) {
        const rows = this.going.filter((row) => row.at === at);
        if (!rows.length) {
            return;
        }
        const asked = rows.map(({ id, choice }) => ({
            id,
            heir_id: choice !== QUEUE && choice,
        }));
        const args = [asked, this.state.note, this.props.offers[at].member_id];
        const told = await this.orm.call("pact.member", "leave_hand_over", args);
        for (const { id, ...outcome } of told) {
            Object.assign(
                rows.find((row) => row.id === id),
                outcome,
            );
        }
    }

    finish(count) {
        this.props.close();
        if (this.more) {
            this.props.again();
        } else if (this.props.logOut) {
            this.props.logOut();
        } else {
            this.notification.add(_t("Handed over: %s", count), { type: "success" });
        }
    }

    goAsItIs() {
        this.props.close();
        this.props.logOut?.();
    }
}
