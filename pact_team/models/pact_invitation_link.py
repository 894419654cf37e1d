import re
import secrets

from odoo import api, fields, models
from odoo.tools.misc import hmac

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class PactInvitationLink(models.Model):
    """One link that leads to an invitation; only its digest is known here.

    The mailed one is made while its letter leaves, so that no queue ever holds it.
    """

    _name = "pact.invitation.link"
    _description = "Link of an invitation"

    invitation_id = fields.Many2one(
        "pact.invitation", required=True, index=True, ondelete="cascade"
    )
    letter_id = fields.Many2one(
        "mail.message", index="btree_not_null", ondelete="set null"
    )
    digest = fields.Char(required=True, groups=fields.NO_ACCESS)
    is_replaced = fields.Boolean()

    _digest_uniq = models.UniqueIndex("(digest)")

    @api.model
    def _digest_of(self, token):
        # sudo: ir.config_parameter - the secret that the digest is keyed with
        return hmac(self.env(su=True), "pact_team.invitation", token)

    @api.model
    def _make(self, invitation, letter=None):
        """Return a token that leads to ``invitation``; it is never seen again."""
        token = secrets.token_urlsafe(32)
        self.create(
            {
                "invitation_id": invitation.id,
                "letter_id": letter and letter.id,
                "digest": self._digest_of(token),
                "is_replaced": False,
            }
        )
        return token

    def _is_worthless(self):
        """Return whether whoever copied the link could not offer as much today.

        What a manager copied ends when an administrator offers more, or the manager
        leaves. And a copy proves no address: it opens no account that was closed.
        """
        if not self or self.letter_id:
            return False
        maker, offer = self.create_uid, self.invitation_id
        may_offer = maker._is_superuser() or (
            # sudo: pact.invitation - asked about its maker, for whoever holds the link
            offer.with_user(maker).sudo().is_configurable
        )
        return not may_offer or bool(offer._closed_account())

    @api.model
    def _find(self, token):
        if not isinstance(token, str) or not TOKEN.fullmatch(token):
            return self.browse()
        return self.search([("digest", "=", self._digest_of(token))])
