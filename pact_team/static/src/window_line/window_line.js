import { Component } from "@odoo/owl";

/** How long free text still reaches the customer, above the composer. */
export class WindowLine extends Component {
    static template = "pact_team.WindowLine";
    static props = { thread: Object };
}
