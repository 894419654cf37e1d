import { mailModels } from "@mail/../tests/mail_test_helpers";
import { fields } from "@web/../tests/web_test_helpers";

export class ResUsers extends mailModels.ResUsers {
    is_agent = fields.Boolean({ default: true });

    _init_store_data(store) {
        super._init_store_data(...arguments);
        if (this.env.user?.is_agent) {
            store.add({ pact_is_agent: true });
        }
    }
}
