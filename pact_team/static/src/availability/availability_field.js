import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { STATE_NAMES } from "./availability_service";

const COLOURS = { available: "success", away: "warning", paused: "warning" };

/** Whether a colleague is there, also when that changes while one looks. */
export class AvailabilityField extends Component {
    static template = "pact_team.AvailabilityField";
    static props = { ...standardFieldProps };

    setup() {
        const { colleagues } = useService("pact_team.availability");
        this.colleagues = useState(colleagues);
    }

    get state() {
        const { name, record } = this.props;
        return this.told?.availability || record.data[name];
    }
    get told() {
        return this.colleagues[this.props.record.resId];
    }
    get text() {
        const name = STATE_NAMES[this.state];
        return this.told?.pause ? `${name} · ${this.told.pause}` : name;
    }
    get className() {
        return `text-bg-${COLOURS[this.state] || "300"}`;
    }
}

registry.category("fields").add("pact_availability", {
    component: AvailabilityField,
    supportedTypes: ["selection"],
});
