import { fields } from "@mail/core/common/record";
import { DiscussApp } from "@mail/core/public_web/discuss_app_model";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(DiscussApp.prototype, {
    setup() {
        super.setup(...arguments);
        this.pactMine = fields.One("DiscussAppCategory", {
            compute() {
                return this._pactCategory({
                    id: "pact_mine",
                    name: _t("My conversations"),
                    icon: "fa fa-comments-o",
                    sequence: 3,
                });
            },
            eager: true,
        });
        this.pactWaiting = fields.One("DiscussAppCategory", {
            compute() {
                return this.store.pact_may_take
                    ? this._pactCategory({
                          id: "pact_waiting",
                          name: _t("Waiting"),
                          icon: "fa fa-hourglass-half",
                          sequence: 5,
                      })
                    : null;
            },
            eager: true,
        });
    },
    _pactCategory(values) {
        return this.store.pact_is_agent
            ? { ...values, extraClass: "o-pact-Category" }
            : null;
    },
});
