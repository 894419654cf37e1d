import { mailModels } from "@mail/../tests/mail_test_helpers";
import { fields } from "@web/../tests/web_test_helpers";

export class ResUsers extends mailModels.ResUsers {
    is_agent = fields.Boolean({ default: true });
    // As the server tells them: [{ id, name, color, company_id }].
    teams = fields.Generic({ type: "json" });

    _init_store_data(store) {
        super._init_store_data(...arguments);
        if (this.env.user?.is_agent) {
            store.add({
                pact_is_agent: true,
                pact_company_ids: [1],
                pact_tagging_company_ids: [1],
                pact_assigning_company_ids: [],
            });
        }
    }

    _addTeams(store) {
        const [self] = this.browse(this.env.uid);
        store.add({ pact_teams: self.teams || [] });
    }
}
