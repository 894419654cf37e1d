import { mailModels } from "@mail/../tests/mail_test_helpers";
import { fields } from "@web/../tests/web_test_helpers";

export class MailMessage extends mailModels.MailMessage {
    pact_delivery = fields.Generic({ type: "json" });
    pact_reaction = fields.Generic({ type: "json" });

    get _to_store_defaults() {
        return [...super._to_store_defaults, "pact_delivery", "pact_reaction"];
    }
}
