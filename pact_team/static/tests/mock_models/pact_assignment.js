import { fields, models } from "@web/../tests/web_test_helpers";

export class PactAssignment extends models.Model {
    _name = "pact.assignment";

    channel_id = fields.Many2one({ relation: "discuss.channel" });
    team_id = fields.Many2one({ relation: "res.partner" });
    user_id = fields.Many2one({ relation: "res.users" });
    by_user_id = fields.Many2one({ relation: "res.users" });
    date_from = fields.Datetime();
    date_to = fields.Datetime();
    first_reply_date = fields.Datetime();
    reason = fields.Selection({
        selection: [
            ["arrived", "The customer wrote"],
            ["distributed", "Distributed"],
            ["transferred", "Transferred"],
        ],
    });
    transfer_reason = fields.Selection({ selection: [["shift", "End of the shift"]] });
    note = fields.Text();
    closing_note = fields.Text();
    is_ended_by_silence = fields.Boolean();
    classification_id = fields.Many2one({ relation: "pact.classification" });
}
