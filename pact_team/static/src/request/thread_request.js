import { Component } from "@odoo/owl";

/** The protocol under which a conversation runs, and the ways to one. */
export class ThreadRequest extends Component {
    static template = "pact_team.ThreadRequest";
    static props = { thread: Object };
}
