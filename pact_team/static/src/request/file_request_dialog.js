import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { SelectMenu } from "@web/core/select_menu/select_menu";
import { useService } from "@web/core/utils/hooks";
import { uuid } from "@web/core/utils/strings";

import { classificationGroups } from "../finish/classification_groups";

/** Filing a request from what a customer said; they are told nothing by it. */
export class FileRequestDialog extends Component {
    static template = "pact_team.FileRequestDialog";
    static components = { Dialog, SelectMenu };
    static props = { close: Function, offer: Object, thread: Object };

    setup() {
        const { message, contact_name, contact_phone, contact_email } =
            this.props.offer;
        this.notification = useService("notification");
        this.state = useState({
            classificationId: false,
            message,
            contact_name,
            contact_phone,
            contact_email,
            isFiling: false,
        });
        // One press is one request, however often it arrives.
        this.requestKey = uuid();
        this.body = useRef("body");
        onMounted(() => this.body.el.querySelector(".o_select_menu_toggler").focus());
    }

    get title() {
        return _t("File a request");
    }
    get groups() {
        const all = this.props.offer.classifications;
        const wholes = new Set(all.filter((one) => one.is_whole).map((one) => one.id));
        return classificationGroups(all).map((group) => ({
            ...group,
            choices: group.choices.filter((one) => !wholes.has(one.value)),
        }));
    }
    get canFile() {
        return Boolean(this.state.classificationId) && !this.state.isFiling;
    }

    choose(classificationId) {
        this.state.classificationId = classificationId;
    }

    async file() {
        if (!this.canFile) {
            return;
        }
        this.state.isFiling = true;
        const { message, contact_name, contact_phone, contact_email } = this.state;
        const protocol = await this.props.thread.pactFileRequestWith({
            classification_id: this.state.classificationId,
            message,
            contact_name,
            contact_phone,
            contact_email,
            request_key: this.requestKey,
        });
        this.state.isFiling = false;
        if (protocol) {
            this.props.close();
            this.notification.add(_t("Filed under protocol %s.", protocol), {
                type: "success",
            });
        }
    }
}
