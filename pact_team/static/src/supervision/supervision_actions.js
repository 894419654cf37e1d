import { registerThreadAction } from "@mail/core/common/thread_actions";
import { _t } from "@web/core/l10n/translation";

registerThreadAction("pact-join", {
    condition: ({ thread }) => thread?.pactMayJoin,
    icon: "fa fa-fw fa-sign-in",
    name: _t("Join"),
    open: ({ thread }) => thread._pactAct("action_pact_join", [thread.id]),
    sequence: 6,
});
registerThreadAction("pact-leave", {
    condition: ({ thread }) => thread?.pactIsJoined,
    icon: "fa fa-fw fa-sign-out",
    name: _t("Leave"),
    open: ({ thread }) => thread._pactAct("action_pact_leave", [thread.id]),
    sequence: 6,
});
