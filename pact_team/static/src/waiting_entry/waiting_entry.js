import { Component } from "@odoo/owl";

/** What may be known of a conversation before taking it, in two lines. */
export class WaitingEntry extends Component {
    static template = "pact_team.WaitingEntry";
    static props = { thread: Object };
}
