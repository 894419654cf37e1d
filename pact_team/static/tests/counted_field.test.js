import { contains } from "@mail/../tests/mail_test_helpers";
import { describe, expect, queryAllTexts, test } from "@odoo/hoot";
import {
    contains as on,
    defineModels,
    fields,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";

import { definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

class Wording extends models.Model {
    _name = "wording";
    title = fields.Char();
    body = fields.Text();
    _records = [{ id: 1, title: "Olá", body: "Bom dia" }];
}
defineModels([Wording]);

test("C26 what is left of the network's limit is said while one types", async () => {
    await mountView({
        type: "form",
        resModel: "wording",
        resId: 1,
        arch: `<form>
            <field name="title" widget="pact_counted_char" options="{'limit': 5}"/>
            <field name="body" widget="pact_counted_text" options="{'limit': 1024}"/>
        </form>`,
    });
    await contains("[name=title] .o-pact-CountedField-count", { text: "3 / 5" });
    await contains("[name=body] .o-pact-CountedField-count", { text: "7 / 1024" });
    await on("[name=title] input").edit("Olá, você", { confirm: false });
    expect(queryAllTexts(".o-pact-CountedField-count")).toEqual(["9 / 5", "7 / 1024"]);
    await contains("[name=title] .o-pact-CountedField-count.text-danger");
});
