import { Component } from "@odoo/owl";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Show a link once; nobody can read it again afterwards. */
export class InvitationLink extends Component {
    static template = "pact_team.InvitationLink";
    static components = { CopyButton, Dialog };
    static props = { url: String, address: String, close: Function };

    get title() {
        return _t("Link for %s", this.props.address);
    }

    select(ev) {
        ev.target.select();
    }
}

registry.category("actions").add("pact_invitation_link", (env, { params }) => {
    env.services.dialog.add(InvitationLink, params);
});
