import { fields, models } from "@web/../tests/web_test_helpers";

export class PactClassification extends models.Model {
    _name = "pact.classification";

    name = fields.Char();
    parent_id = fields.Many2one({ relation: "pact.classification" });
    is_required = fields.Boolean();

    _offer() {
        const all = this._filter([]);
        return {
            classifications: all.map(({ id, name, parent_id }) => ({
                id,
                name,
                parent_id,
            })),
            is_required: all.some((one) => one.is_required),
            classification_id: false,
            note: "",
        };
    }
}
