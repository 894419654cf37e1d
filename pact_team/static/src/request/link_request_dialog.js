import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useAutofocus } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

const TYPING = 250;

/** Choosing the request that a conversation goes on with, by its protocol. */
export class LinkRequestDialog extends Component {
    static template = "pact_team.LinkRequestDialog";
    static components = { Dialog };
    static props = { close: Function, found: Array, thread: Object };

    setup() {
        this.state = useState({ found: this.props.found, typed: "" });
        this.lastLook = new KeepLast();
        this.lookSoon = useDebounced(() => this.look(), TYPING);
        useAutofocus({ refName: "search", mobile: true });
    }

    get title() {
        return _t("Link to a request");
    }

    async look() {
        const { thread } = this.props;
        const found = await this.lastLook.add(
            thread.pactFindRequests(this.state.typed),
        );
        this.state.found = found || [];
    }

    async choose({ id }) {
        if (await this.props.thread.pactLinkRequestTo(id)) {
            this.props.close();
        }
    }
}
