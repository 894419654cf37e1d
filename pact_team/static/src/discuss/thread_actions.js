import { ACTION_TAGS } from "@mail/core/common/action";
import { registerThreadAction } from "@mail/core/common/thread_actions";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";

import { CLOSED_KEY, InformationPanel } from "../information_panel/information_panel";

const isMineToEnd = ({ thread }) => thread?.pactMayEnd;

registerThreadAction("pact-take", {
    condition: ({ thread }) => thread?.pactIsWaiting,
    hotkey: "k",
    icon: "fa fa-fw fa-hand-paper-o",
    name: _t("Take"),
    open: ({ thread }) => thread.pactTake(),
    sequence: 5,
});
registerThreadAction("pact-return", {
    condition: isMineToEnd,
    hotkey: "r",
    icon: "fa fa-fw fa-undo",
    name: _t("Return to queue"),
    open: ({ thread }) => thread.pactReturn(),
    sequence: 10,
});
registerThreadAction("pact-finish", {
    condition: isMineToEnd,
    hotkey: "x",
    icon: "fa fa-fw fa-check",
    name: _t("Finish"),
    open: ({ thread }) => thread.pactFinish(),
    sequence: 15,
    tags: [ACTION_TAGS.SUCCESS],
});
registerThreadAction("pact-information", {
    actionPanelComponent: InformationPanel,
    condition: ({ owner, thread }) =>
        thread?.isPact && !thread.pactIsLocked && !owner.isDiscussSidebarChannelActions,
    icon: "fa fa-fw fa-info",
    name: _t("Information"),
    // Who closed the panel does not want it with the next conversation either.
    close: ({ nextActiveAction, owner }) => {
        if (owner.isDiscussContent && !nextActiveAction) {
            browser.localStorage.setItem(CLOSED_KEY, "true");
        }
    },
    open: () => browser.localStorage.removeItem(CLOSED_KEY),
    panelOuterClass: "bg-inherit",
    sequence: 5,
    sequenceGroup: 10,
    toggle: true,
});
