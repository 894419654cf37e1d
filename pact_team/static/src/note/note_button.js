import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

/** Opens the composer for a note where nothing can be written to the customer. */
export class NoteButton extends Component {
    static template = "pact_team.NoteButton";
    static props = { thread: Object };

    get label() {
        if (this.props.thread.composer.pactNote) {
            return _t("Write no note");
        }
        return this.props.thread.pactIsHeld ? _t("Internal note") : _t("Whisper");
    }

    toggle() {
        const { composer } = this.props.thread;
        composer.pactNote = !composer.pactNote;
        composer.autofocus++;
    }
}
