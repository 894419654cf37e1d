import { Component, useState } from "@odoo/owl";
import { discussSidebarItemsRegistry } from "@mail/core/public_web/discuss_sidebar";
import { MessagingMenu } from "@mail/core/public_web/messaging_menu";
import { useService } from "@web/core/utils/hooks";

/** One press, one conversation: for whoever may use the dispenser. */
export class NextButton extends Component {
    static template = "pact_team.NextButton";
    static props = {};

    setup() {
        this.store = useService("mail.store");
        this.dispenser = useService("pact_team.dispenser");
        this.state = useState(this.dispenser.state);
    }

    get isCompact() {
        return this.env.inDiscussSidebar && this.store.discuss.isSidebarCompact;
    }
}

// Above the conversations, whose first ones it adds to.
discussSidebarItemsRegistry.add("pact_next", NextButton, { sequence: 15 });
Object.assign(MessagingMenu.components, { NextButton });
