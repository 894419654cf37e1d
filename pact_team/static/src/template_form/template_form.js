import { onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/** A form that shows what the network says of the template, as soon as it does. */
export class TemplateFormController extends FormController {
    setup() {
        super.setup();
        this.bus = useService("bus_service");
        const listener = (news) => this.onNews(news);
        this.bus.subscribe("pact_team.template", listener);
        this.bus.start();
        onWillUnmount(() => this.bus.unsubscribe("pact_team.template", listener));
    }

    /**
     * @param {number} former_id the draft that was sent, which may be gone since
     */
    async onNews({ id, former_id: formerId }) {
        // News may come before the form has read what it is about.
        await this.model.whenReady;
        const { root } = this.model;
        // What somebody is typing stays; saving it shows the rest as well.
        if (![id, formerId].includes(root.resId) || (await root.isDirty())) {
            return;
        }
        await this.model.load({ resId: id });
    }
}

registry.category("views").add("pact_template_form", {
    ...formView,
    Controller: TemplateFormController,
});
