import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { SelectMenu } from "@web/core/select_menu/select_menu";

import { classificationGroups } from "./classification_groups";

/** What a conversation was about, asked when it is finished. */
export class FinishDialog extends Component {
    static template = "pact_team.FinishDialog";
    static components = { Dialog, SelectMenu };
    static props = { close: Function, offer: Object, thread: Object };

    setup() {
        const { classification_id: classificationId, note } = this.props.offer;
        this.state = useState({
            classificationId,
            note,
            finishesRequest: false,
            isFinishing: false,
        });
        this.note = useRef("note");
        this.body = useRef("body");
        onMounted(() => this.focusFirst());
    }

    get title() {
        return _t("Finish");
    }
    get groups() {
        return classificationGroups(this.props.offer.classifications);
    }
    get requestLabel() {
        return _t("Finish the request %s too", this.props.offer.request);
    }
    get canFinish() {
        const { classificationId, isFinishing } = this.state;
        return !isFinishing && (classificationId || !this.props.offer.is_required);
    }

    focusFirst() {
        const isChosen = this.state.classificationId || !this.props.offer.is_required;
        const first = isChosen
            ? this.note.el
            : this.body.el.querySelector(".o_select_menu_toggler");
        first?.focus();
    }

    choose(classificationId) {
        this.state.classificationId = classificationId;
        // The menu gives the focus back to itself when it closes.
        browser.setTimeout(() => this.note.el?.focus());
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.shiftKey && !ev.isComposing) {
            ev.preventDefault();
            this.finish();
        }
    }

    async finish() {
        if (!this.canFinish) {
            return;
        }
        const { classificationId, note, finishesRequest } = this.state;
        this.state.isFinishing = true;
        const isDone = await this.props.thread.pactFinishWith({
            classification_id: classificationId,
            note,
            ...(finishesRequest && { finishes_request: true }),
        });
        this.state.isFinishing = false;
        if (isDone) {
            this.props.close();
        }
    }
}
