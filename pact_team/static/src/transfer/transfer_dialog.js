import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { Dialog } from "@web/core/dialog/dialog";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { _t } from "@web/core/l10n/translation";
import { SelectMenu } from "@web/core/select_menu/select_menu";
import { useService } from "@web/core/utils/hooks";

import { describePerson } from "./person";

/** To whom a conversation goes, and why. */
export class TransferDialog extends Component {
    static template = "pact_team.TransferDialog";
    static components = { Dialog, SelectMenu };
    static props = { close: Function, offer: Object, thread: Object };

    setup() {
        const { team_id: teamId } = this.props.offer;
        this.state = useState({
            teamId,
            userId: false,
            reason: false,
            note: "",
            isSending: false,
        });
        this.dialog = useService("dialog");
        this.person = useRef("person");
        onMounted(() => this.person.el.querySelector(".o_select_menu_toggler").focus());
        useHotkey("control+enter", () => this.send(), {
            bypassEditableProtection: true,
        });
    }

    get title() {
        return this.props.thread.pactIsWaiting ? _t("Assign") : _t("Transfer");
    }
    get teams() {
        return this.props.offer.teams.map(({ id, name }) => ({
            value: id,
            label: name,
        }));
    }
    /** Without departments, or while its own team is chosen, anybody offered. */
    get people() {
        const { teamId } = this.state;
        const { people, team_id: current } = this.props.offer;
        return people
            .filter(
                ({ team_ids: teamIds }) =>
                    teamId === current || teamIds.includes(teamId),
            )
            .map((person) => ({ value: person.id, label: describePerson(person) }));
    }
    get chosen() {
        return this.props.offer.people.find(({ id }) => id === this.state.userId);
    }
    get reasons() {
        return this.props.offer.reasons.map(([value, label]) => ({ value, label }));
    }
    get isToAnotherTeam() {
        return this.state.teamId !== this.props.offer.team_id;
    }
    get personLabel() {
        return this.isToAnotherTeam ? _t("Whoever takes it from the queue") : "";
    }
    get canSend() {
        const { isSending, note, userId } = this.state;
        return (
            !isSending &&
            (userId || this.isToAnotherTeam) &&
            (note.trim() || !this.props.offer.needs_note)
        );
    }

    chooseTeam(teamId) {
        this.state.teamId = teamId || this.props.offer.team_id;
        if (!this.people.some(({ value }) => value === this.state.userId)) {
            this.state.userId = false;
        }
    }

    send() {
        if (!this.canSend) {
            return;
        }
        // Whoever decides about others may go beyond a maximum, knowing of it.
        if (this.chosen?.needs_force) {
            this.askToForce(this.chosen);
        } else {
            this.handOver();
        }
    }

    askToForce({ load, max_open: most, name }) {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Beyond the maximum"),
            body: _t("%(name)s holds %(load)s of %(most)s. Give it anyway?", {
                name,
                load,
                most,
            }),
            confirmLabel: _t("Give it anyway"),
            confirm: () => this.handOver({ is_forced: true }),
            cancel: () => {},
        });
    }

    async handOver(values = {}) {
        const { note, reason, userId } = this.state;
        this.state.isSending = true;
        const isDone = await this.props.thread.pactTransferTo({
            team_id: this.isToAnotherTeam && this.state.teamId,
            user_id: userId,
            holder_id: this.props.offer.holder_id,
            note,
            reason,
            ...values,
        });
        this.state.isSending = false;
        if (isDone) {
            this.props.close();
        }
    }
}
