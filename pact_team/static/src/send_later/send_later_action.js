import { registerComposerAction } from "@mail/core/common/composer_actions";
import { _t } from "@web/core/l10n/translation";

import { SendLaterDialog } from "./send_later_dialog";

registerComposerAction("pact-send-later", {
    condition: ({ composer }) =>
        composer.targetThread?.isPact && composer.targetThread.pactCanWrite,
    // A file is sent at once, or not at all.
    disabledCondition: ({ composer }) => composer.attachments.length > 0,
    icon: "fa fa-clock-o",
    name: _t("Send later"),
    onSelected: ({ composer, owner }) =>
        owner.env.services.dialog.add(
            SendLaterDialog,
            {
                thread: composer.targetThread,
                text: composer.composerText,
                onPlanned: () => owner.clear(),
            },
            // The menu it was chosen from would get the focus: nobody goes on there.
            { onClose: () => composer.autofocus++ },
        ),
    sequence: 25,
});
