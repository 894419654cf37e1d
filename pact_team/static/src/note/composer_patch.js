import { Composer } from "@mail/core/common/composer";
import { registerComposerAction } from "@mail/core/common/composer_actions";
import { Composer as ComposerModel } from "@mail/core/common/composer_model";
import { Message } from "@mail/core/common/message_model";
import { Store } from "@mail/core/common/store_service";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(ComposerModel.prototype, {
    setup() {
        super.setup(...arguments);
        /** Whether one wants to write a note. */
        this.pactNote = false;
    },
    /** Whether what is written now stays in the house. */
    get pactIsNote() {
        const { thread } = this;
        return Boolean(thread?.pactMayNote && (this.pactNote || !thread.pactCanWrite));
    },
});

patch(Composer.prototype, {
    get placeholder() {
        return this.props.composer.pactIsNote
            ? _t("Note for your colleagues…")
            : super.placeholder;
    },
    get postData() {
        const data = super.postData;
        return this.thread?.isPact
            ? { ...data, isNote: this.props.composer.pactIsNote }
            : data;
    },
});

patch(Message.prototype, {
    get pactIsNote() {
        return Boolean(
            this.thread?.isPact && this.isNote && this.message_type !== "notification",
        );
    },
    get bubbleColor() {
        return this.pactIsNote ? "orange" : super.bubbleColor;
    },
});

patch(Store.prototype, {
    /** A note looks like one before the server has it, too. */
    async doMessagePost(params, tmpMessage) {
        const isNote = params.post_data?.subtype_xmlid === "mail.mt_note";
        if (isNote && tmpMessage?.thread?.isPact) {
            tmpMessage.subtype_id = this.mt_note;
        }
        return super.doMessagePost(...arguments);
    },
});

registerComposerAction("pact-note", {
    condition: ({ composer }) => composer?.thread?.pactMayNote,
    icon: "fa fa-sticky-note-o",
    isActive: ({ composer }) => composer.pactIsNote,
    btnClass: ({ composer }) => (composer.pactIsNote ? "text-warning" : ""),
    name: ({ composer }) =>
        composer.pactIsNote ? _t("Write no note") : _t("Internal note"),
    onSelected: ({ composer }) => {
        composer.pactNote = !composer.pactNote;
        composer.autofocus++;
    },
    sequenceQuick: 5,
});
