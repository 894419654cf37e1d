import { mailModels } from "@mail/../tests/mail_test_helpers";
import { fields } from "@web/../tests/web_test_helpers";

export class ResUsers extends mailModels.ResUsers {
    is_agent = fields.Boolean({ default: true });
    is_supervisor = fields.Boolean();
    has_dispenser = fields.Boolean();
    is_taking = fields.Boolean({ default: true });
    // As the server tells them: [{ id, name, color, company_id }].
    teams = fields.Generic({ type: "json" });

    _init_store_data(store) {
        super._init_store_data(...arguments);
        if (this.env.user?.is_agent) {
            const supervised = this.env.user.is_supervisor ? [1] : [];
            store.add({
                pact_is_agent: true,
                pact_company_ids: [1],
                pact_company_names: { 1: "Casa Aurora" },
                pact_starting_company_ids: [1],
                pact_tagging_company_ids: [1],
                pact_assigning_company_ids: supervised,
                pact_networks: {
                    whatsapp: {
                        name: "WhatsApp",
                        text_limit: 100,
                        media_limits: {
                            "image/png": ["image", 5_000_000],
                            "": ["document", 100_000_000],
                        },
                    },
                },
                pact_transferring_company_ids: supervised,
                pact_joining_company_ids: supervised,
                pact_explaining_company_ids: supervised,
                pact_may_dispense: this.env.user.has_dispenser,
                pact_may_take: this.env.user.is_taking,
            });
        }
    }

    _addTeams(store) {
        const [self] = this.browse(this.env.uid);
        store.add({ pact_teams: self.teams || [] });
    }
}
