import { registerComposerAction } from "@mail/core/common/composer_actions";
import { _t } from "@web/core/l10n/translation";

registerComposerAction("pact-template", {
    condition: ({ composer }) =>
        !composer.message && composer.targetThread?.pactCanUseTemplate,
    hotkey: "t",
    icon: "fa fa-envelope-open-o",
    name: _t("Send a template (Alt+T)"),
    onSelected: ({ composer }) => composer.targetThread.pactUseTemplate(),
    sequenceQuick: 10,
});
