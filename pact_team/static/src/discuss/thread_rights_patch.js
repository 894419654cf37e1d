import { Thread } from "@mail/core/common/thread_model";
import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";

/**
 * What a screen offers to whom. The server decides again, whatever is shown here.
 *
 * @type {import("models").Thread}
 */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        this.pact_agent_ref = undefined;
    },
    get pactIsOpenToMe() {
        return this.isPact && !this.pactIsLocked && this.pact_state !== "finished";
    },
    get pactIsMine() {
        return this.isPact && this.pact_agent_ref === user.userId;
    },
    /** Beside a colleague who holds it, and answering the customer with them. */
    get pactIsJoined() {
        return this.pactIsHeld && !this.pactIsMine;
    },
    get pactMayAssign() {
        return this._pactIsAmong(this.store.pact_assigning_company_ids);
    },
    get pactMayEnd() {
        return (
            this.pactIsOpenToMe &&
            this.pact_state === "in_progress" &&
            (this.pactIsMine || this.pactMayAssign)
        );
    },
    get pactMayTransfer() {
        const isOwn =
            this.pactIsMine &&
            this._pactIsAmong(this.store.pact_transferring_company_ids);
        return this.pactIsOpenToMe && (isOwn || this.pactMayAssign);
    },
    get pactMayReopen() {
        return (
            this.isPact &&
            !this.pactIsLocked &&
            this.pact_state === "finished" &&
            (this.pactIsMine || this.pactMayAssign)
        );
    },
    get pactMayJoin() {
        return (
            this.pactIsOpenToMe &&
            this.pact_state === "in_progress" &&
            !this.self_member_id &&
            this._pactIsAmong(this.store.pact_joining_company_ids)
        );
    },
    get pactMayNote() {
        return this.pactIsHeld || (this.pactIsOpenToMe && this.pactMayAssign);
    },
    get pactHasComposer() {
        const isNoting = this.pactMayNote && this.composer.pactNote;
        return !this.isPact || (!this.pactIsLocked && (this.pactCanWrite || isNoting));
    },
    _pactIsAmong(companyIds) {
        return this.isPact && Boolean(companyIds?.includes(this.pact_company_ref));
    },
};
patch(Thread.prototype, threadPatch);
