import {
    click,
    contains,
    insertText,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, test } from "@odoo/hoot";
import { defineModels, getService, models } from "@web/../tests/web_test_helpers";

import { definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");

class PactTicket extends models.ServerModel {
    _name = "pact.ticket";
}
definePactModels();
defineModels({ PactTicket });

const OPTION = ".o-mail-Composer-suggestion";
const INPUT = ".o-mail-Composer-input";

test("S21: a request is answered with the responses of its company", async () => {
    const pyEnv = await startServer();
    for (const [source, pact_company_ref] of [
        ["ours", 1],
        ["theirs", 2],
        ["mine", undefined],
    ]) {
        pyEnv["mail.canned.response"].create({
            source,
            substitution: "Hi {contact}, from {company}",
            pact_company_ref,
        });
    }
    const id = pyEnv["pact.ticket"].create({ protocol: "20260302000001" });
    await start();
    await openFormView("pact.ticket", id, {
        arch: "<form><field name='protocol'/><chatter/></form>",
    });
    getService("mail.store").Thread.insert({
        model: "pact.ticket",
        id,
        pact_company_ref: 1,
        pact_contact_name: "Maria Souza",
    });
    await click("button:contains(Send message)");
    await insertText(INPUT, "::");
    await contains(OPTION, { count: 2 });
    await click(`${OPTION}:contains(ours)`);
    await contains(INPUT, { value: "Hi Maria Souza, from Casa Aurora " });
});
