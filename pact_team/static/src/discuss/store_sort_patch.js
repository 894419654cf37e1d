import { fields } from "@mail/core/common/record";
import { Store } from "@mail/core/common/store_service";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

const SORT_KEY = "pact_team.sorts_by_window";

/** In which order one's conversations stand: remembered by the browser. */
patch(Store.prototype, {
    setup() {
        super.setup(...arguments);
        this.pactSortsByWindow = fields.Attr(
            browser.localStorage.getItem(SORT_KEY) === "true",
        );
    },
    get pactSortLabel() {
        return this.pactSortsByWindow
            ? _t("Sorted by when the window closes. Sort by time instead.")
            : _t("Sorted by time. Sort by when the window closes instead.");
    },
    pactToggleSort() {
        this.pactSortsByWindow = !this.pactSortsByWindow;
        browser.localStorage.setItem(SORT_KEY, String(this.pactSortsByWindow));
    },
});
