import { Component, onWillStart, useState } from "@odoo/owl";

import { deserializeDateTime } from "@web/core/l10n/dates";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

const { DateTime } = luxon;

/** What was finished with the same customer before, newest first; one each thread. */
export class History extends Component {
    static template = "pact_team.History";
    static props = { thread: Object };

    setup() {
        this.orm = useService("orm");
        this.store = useService("mail.store");
        this.state = useState({ conversations: [], hasMore: false });
        onWillStart(() => this.load());
    }

    /** Fetch the next page. */
    async load() {
        const { length } = this.state.conversations;
        const page = await this.orm.silent.call("discuss.channel", "pact_history", [
            [this.props.thread.id],
            length,
        ]);
        this.state.conversations.push(...page.conversations);
        this.state.hasMore = page.has_more;
    }

    date(conversation) {
        return deserializeDateTime(conversation.finished).toLocaleString(
            DateTime.DATE_MED,
            { locale: user.lang },
        );
    }

    async open(conversation) {
        const thread = await this.store.Thread.getOrFetch({
            id: conversation.id,
            model: "discuss.channel",
        });
        thread?.open({ focus: true });
    }
}
