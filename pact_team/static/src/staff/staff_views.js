import { registry } from "@web/core/registry";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";

import { StaffPanel } from "./staff_panel";

export class StaffListRenderer extends ListRenderer {
    static template = "pact_team.StaffListRenderer";
    static components = { ...ListRenderer.components, StaffPanel };
}

export class StaffKanbanRenderer extends KanbanRenderer {
    static template = "pact_team.StaffKanbanRenderer";
    static components = { ...KanbanRenderer.components, StaffPanel };
}

const views = registry.category("views");
views.add("pact_staff_list", { ...listView, Renderer: StaffListRenderer });
views.add("pact_staff_kanban", { ...kanbanView, Renderer: StaffKanbanRenderer });
