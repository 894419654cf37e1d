import { registry } from "@web/core/registry";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

import { InboxKinds } from "./inbox_kinds";

/** The inboxes there are, and beside them the kinds that could be connected. */
export class InboxCatalogueRenderer extends KanbanRenderer {
    static template = "pact_team.InboxCatalogueRenderer";
    static components = { ...KanbanRenderer.components, InboxKinds };

    /** The catalogue itself says what to do where there is no inbox yet. */
    get showNoContentHelper() {
        return false;
    }
    get kinds() {
        return this.props.list.fields.provider.selection;
    }
}

registry
    .category("views")
    .add("pact_inbox_catalogue", { ...kanbanView, Renderer: InboxCatalogueRenderer });
