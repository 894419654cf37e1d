import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

import { mayStart, startConversation } from "../start_conversation/start_action";

/** "New" on a list of conversations starts one; a form would make none. */
function offersNew({ env, props }) {
    return Boolean(props.context.pact_offers_new) && mayStart(env);
}

export class ConversationListController extends ListController {
    setup() {
        super.setup();
        this.activeActions = { ...this.activeActions, create: offersNew(this) };
    }
    async createRecord() {
        startConversation(this.env);
    }
}

export class ConversationKanbanController extends KanbanController {
    get canCreate() {
        return offersNew(this);
    }
    get isNewButtonDisabled() {
        return false;
    }
    async createRecord() {
        startConversation(this.env);
    }
}

const views = registry.category("views");
views.add("pact_conversation_list", {
    ...listView,
    Controller: ConversationListController,
});
views.add("pact_conversation_kanban", {
    ...kanbanView,
    Controller: ConversationKanbanController,
});
