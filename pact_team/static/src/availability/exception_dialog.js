import { _t } from "@web/core/l10n/translation";

import { ProposalDialog } from "../proposal/proposal_dialog";

/** Why one needs a pause that is refused, said to whoever grants pauses. */
export class ExceptionDialog extends ProposalDialog {
    static props = { ...ProposalDialog.props, ask: Function, pause: Object };
    mine = "pact_team.pact_pause_exception_action";

    get title() {
        return _t("Ask for %s as an exception", this.props.pause.name);
    }
    get thanks() {
        return _t("Asked. You are told as soon as somebody decides.");
    }
    get questions() {
        return [
            {
                id: "o-pact-exception",
                label: _t("Why do you need it? Whoever may grant pauses reads it."),
                placeholder: _t("e.g. A doctor's appointment"),
                rows: 3,
                most: 2000,
            },
        ];
    }

    async suggest() {
        await this.props.ask(this.props.pause.id, this.state.answers[0]);
        this.props.close();
        this.notification.add(this.thanks, { type: "success" });
    }
}
