import { fields } from "@mail/core/common/record";
import { Store } from "@mail/core/common/store_service";
import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

/** @type {import("models").Store} */
const storePatch = {
    setup() {
        super.setup(...arguments);
        /** The companies in which one may use tags, and decide about others' work. */
        this.pact_tagging_company_ids = [];
        this.pact_assigning_company_ids = [];
    },
};
patch(Store.prototype, storePatch);

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        this.pact_company_ref = undefined;
        this.pact_tag_ids = fields.Many("pact.tag");
    },
    get pactCanTag() {
        const { pact_tagging_company_ids, pact_assigning_company_ids } = this.store;
        const company = this.pact_company_ref;
        return (
            pact_tagging_company_ids.includes(company) &&
            (this.pactIsHeld || pact_assigning_company_ids.includes(company))
        );
    },
    /** @param {number[]} ids the tags it shall have */
    pactTag(ids) {
        const former = this.pact_tag_ids.map((tag) => tag.id);
        return this._pactAct(
            "action_pact_tag",
            [this.id],
            ids.filter((id) => !former.includes(id)),
            former.filter((id) => !ids.includes(id)),
        );
    },
};
patch(Thread.prototype, threadPatch);
