import { registerComposerAction } from "@mail/core/common/composer_actions";
import { _t } from "@web/core/l10n/translation";

registerComposerAction("pact-send-later", {
    condition: ({ composer }) =>
        composer.targetThread?.isPact && composer.targetThread.pactCanWrite,
    disabledCondition: ({ composer }) => !composer.targetThread.pactMaySendLater,
    icon: "fa fa-clock-o",
    name: _t("Send later"),
    onSelected: ({ composer }) => composer.targetThread.pactSendLater(),
    sequence: 25,
});
