import { AttachmentUploader } from "@mail/core/common/attachment_uploader_hook";
import { Store } from "@mail/core/common/store_service";
import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

import { fileProblem } from "./file_problem";

/** @type {import("models").Store} */
const storePatch = {
    setup() {
        super.setup(...arguments);
        /** What each network takes, by its code. */
        this.pact_networks = {};
    },
};
patch(Store.prototype, storePatch);

/** @type {import("models").Thread} */
const threadPatch = {
    get pactNetwork() {
        return this.isPact ? this.store.pact_networks[this.pact_provider] : undefined;
    },
};
patch(Thread.prototype, threadPatch);

patch(AttachmentUploader.prototype, {
    /** Chosen, pasted, dropped or recorded: what cannot be sent is not uploaded. */
    async uploadFile(file) {
        const network = this.thread?.pactNetwork;
        const problem = network && fileProblem(network, file);
        if (problem) {
            const { notificationService } = this.attachmentUploadService;
            notificationService.add(problem, { type: "warning" });
            return undefined;
        }
        return super.uploadFile(...arguments);
    },
});
