import { Component } from "@odoo/owl";

import { Composer } from "@mail/core/common/composer";
import { Message } from "@mail/core/common/message";

/** Says that something is for us alone. */
export class NoteMark extends Component {
    static template = "pact_team.NoteMark";
    static props = {};
}

Object.assign(Composer.components, { NoteMark });
Object.assign(Message.components, { NoteMark });
