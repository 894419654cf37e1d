import { useEffect } from "@odoo/owl";

import { DiscussContent } from "@mail/core/public_web/discuss_content";
import { browser } from "@web/core/browser/browser";
import { SIZES } from "@web/core/ui/ui_service";
import { patch } from "@web/core/utils/patch";

import { ComposerGate } from "../composer_gate/composer_gate";
import { CLOSED_KEY } from "../information_panel/information_panel";
import { WaitingPanel } from "../waiting_panel/waiting_panel";
import { WindowLine } from "../window_line/window_line";

Object.assign(DiscussContent.components, { ComposerGate, WaitingPanel, WindowLine });

patch(DiscussContent.prototype, {
    setup() {
        super.setup(...arguments);
        // Core opens a panel when the thread changes; taking one does not change it.
        useEffect(
            (isReadable) => {
                if (isReadable) {
                    this.actionPanelAutoOpenFn();
                }
            },
            () => [this.thread?.isPact && this.thread.pact_is_readable],
        );
    },
    actionPanelAutoOpenFn() {
        const panel = this.threadActions.actions.find(
            (action) => action.id === "pact-information",
        );
        if (!panel) {
            super.actionPanelAutoOpenFn();
        } else if (!panel.isActive && this.pactWantsPanel) {
            panel.open();
        }
    },
    get pactWantsPanel() {
        return this.ui.size >= SIZES.XL && !browser.localStorage.getItem(CLOSED_KEY);
    },
    get showThreadAvatar() {
        return (
            super.showThreadAvatar || (this.thread.isPact && !this.thread.pactIsLocked)
        );
    },
});
