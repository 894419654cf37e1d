from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class PactClassification(models.Model):
    """What a conversation, or a request, was about: in one word, or in two."""

    _name = "pact.classification"
    _description = "Classification"
    _inherit = ["pact.named"]
    _order = "sequence, name, id"
    _check_company_auto = True
    _right_to_read = "may_answer"
    _name_scope = ("company_id", "parent_id")
    _rec_names_search = ["name", "parent_id.name"]

    active = fields.Boolean(
        default=True, help="An inactive one is offered no more; its history stays."
    )
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one(
        "pact.classification",
        string="Part of",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('company_id', '=', company_id), ('parent_id', '=', False), ('id', '!=', id)]",  # noqa: E501
    )
    child_ids = fields.One2many(
        "pact.classification", "parent_id", string="Sub-classifications"
    )
    is_for_conversations = fields.Boolean(
        string="For conversations",
        default=True,
        help="Offered to whoever finishes a conversation.",
    )

    _name_uniq = models.UniqueIndex(
        "(company_id, coalesce(parent_id, 0), lower(name->>'en_US')) WHERE active",
        "This name is taken in this company already. Choose another name.",
    )

    @api.depends("name", "parent_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            names = [one.parent_id.name, one.name]
            one.display_name = " / ".join(filter(None, names))

    @api.constrains("parent_id")
    def _check_one_level(self):
        # Archived parts are parts, too.
        for one in self.with_context(active_test=False):
            if one.parent_id and (one.parent_id.parent_id or one.child_ids):
                raise ValidationError(
                    self.env._(
                        "A classification has sub-classifications, and those have "
                        "none of their own. Choose another one it is part of."
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        # sudo: pact.classification - history counts, whoever may read it
        env = self.sudo().with_context(active_test=False).env
        if any(
            env[model].search_count([(field, "in", self.ids)], limit=1)
            for model, field in (
                ("discuss.channel", "pact_classification_id"),
                ("pact.assignment", "classification_id"),
            )
        ):
            raise UserError(
                self.env._(
                    "Conversations were finished with this classification. Archive "
                    "it: it is offered no more, and their history stays."
                )
            )

    @api.model
    def _for_conversations_of(self, company):
        """Return what may be said at the end of ``company``'s, under sudo."""
        # sudo: pact.classification - its name, for who may finish a conversation there
        return self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("is_for_conversations", "=", True),
                "|",
                ("parent_id", "=", False),
                ("parent_id.active", "=", True),
            ]
        )
