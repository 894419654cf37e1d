import { fields, getKwArgs, models } from "@web/../tests/web_test_helpers";

export class PactTag extends models.Model {
    _name = "pact.tag";

    name = fields.Char();
    color = fields.Integer();

    /** Every tag may be put on every conversation here. */
    name_search() {
        const { name } = getKwArgs(arguments, "name");
        return this._filter([["name", "ilike", name]]).map((tag) => [tag.id, tag.name]);
    }
}
