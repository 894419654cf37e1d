import { MessagingMenu } from "@mail/core/public_web/messaging_menu";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

import { WindowMark } from "../window_mark/window_mark";

Object.assign(MessagingMenu.components, { WindowMark });

patch(MessagingMenu.prototype, {
    get _tabs() {
        const { discuss, pact_is_agent } = this.store;
        return pact_is_agent
            ? [
                  ...super._tabs,
                  {
                      counter:
                          this.pactQueue.length +
                          discuss.pactMine.threadsWithCounter.length,
                      icon: "fa fa-headphones",
                      id: "pact",
                      label: _t("Customers"),
                      sequence: 15,
                  },
              ]
            : super._tabs;
    },
    get pactWaiting() {
        const { discuss, pact_is_agent } = this.store;
        return pact_is_agent && discuss.activeTab === "pact" ? this.pactQueue : [];
    },
    get pactQueue() {
        return this.store.discuss.pactWaiting?.threads ?? [];
    },
    get hasPreviews() {
        return super.hasPreviews || this.pactWaiting.length > 0;
    },
});
