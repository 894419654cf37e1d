import { registerThreadAction } from "@mail/core/common/thread_actions";
import { _t } from "@web/core/l10n/translation";

registerThreadAction("pact-reopen", {
    condition: ({ thread }) => thread?.pactMayReopen,
    icon: "fa fa-fw fa-repeat",
    name: _t("Reopen"),
    open: ({ thread }) => thread._pactAct("action_pact_reopen", [thread.id]),
    sequence: 5,
});
