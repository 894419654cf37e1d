import { mailModels } from "@mail/../tests/mail_test_helpers";
import { fields } from "@web/../tests/web_test_helpers";

export class MailCannedResponse extends mailModels.MailCannedResponse {
    pact_company_ref = fields.Integer();

    get _to_store_defaults() {
        return [...super._to_store_defaults, "pact_company_ref"];
    }
}
