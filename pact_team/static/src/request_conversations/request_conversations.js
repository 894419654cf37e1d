import { Component } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const { DateTime } = luxon;

/** Who talks to the customer of a request where; opened by who may read it. */
export class RequestConversations extends Component {
    static template = "pact_team.RequestConversations";
    static props = standardFieldProps;

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
    }

    get lines() {
        return this.props.record.data[this.props.name] || [];
    }

    date(line) {
        return deserializeDateTime(line.date).toLocaleString(DateTime.DATETIME_MED, {
            locale: user.lang,
        });
    }

    async open({ id }) {
        const open = ["discuss.channel", "action_pact_open", [id]];
        await this.action.doAction(await this.orm.call(...open));
    }
}

registry.category("fields").add("pact_request_conversations", {
    component: RequestConversations,
    supportedTypes: ["json"],
});
