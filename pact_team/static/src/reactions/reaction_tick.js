import { Component } from "@odoo/owl";

import { MessageReactions } from "@mail/core/common/message_reactions";

import { DeliveryTick } from "../delivery_tick/delivery_tick";

/** How far our emoji has come, beside it. */
export class ReactionTick extends Component {
    static template = "pact_team.ReactionTick";
    static components = { DeliveryTick };
    static props = { reaction: Object };

    get delivery() {
        const { state } = this.props.reaction;
        return { state, is_from_phone: false };
    }
}
Object.assign(MessageReactions.components, { ReactionTick });
