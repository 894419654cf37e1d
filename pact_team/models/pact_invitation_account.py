from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools.sql import escape_psql

from .pact_member_access import GROUPS

# What logs somebody in beside the password, or spares them the second factor; some of
# it comes with other modules.
KEYS = ("api_key_ids", "auth_passkey_key_ids", "totp_trusted_device_ids")


class PactInvitation(models.Model):
    """The account behind the invited address: one there is, was, or will be."""

    _inherit = "pact.invitation"

    def _existing_user(self):
        """Return the user who goes by this address, whom it would add a company to.

        An e-mail address is what everybody may write about themself: it counts only
        for those whose user name is none.
        """
        self.ensure_one()
        # sudo: res.users - told to whoever holds the token, and to nobody else
        users = self.env["res.users"].sudo()
        login = Domain("login", "=ilike", escape_psql(self.email_normalized))
        email = Domain("email_normalized", "=", self.email_normalized)
        email &= Domain("login", "not like", "@")
        return users.search(login, limit=1) or users.search(
            email, limit=1, order="share, id"
        )

    def _closed_account(self):
        """Return the account that went by this address, and is closed."""
        # sudo: res.users - told to nobody; whoever has the mailbox opens it again
        users = self.env["res.users"].sudo()
        login = Domain("login", "=ilike", escape_psql(self.email_normalized))
        return users.search(login & Domain("active", "=", False), limit=1)

    def _make_user(self, first_name, last_name, password, lang=None, tz=None):
        """Return a new user who goes by the invited address, in its company only.

        Somebody whom an invitation made before, and who lost nothing but their last
        company since, is taken back.
        """
        self.ensure_one()
        vals = {
            "name": " ".join(f"{first_name} {last_name}".split()),
            "password": password,
            "lang": lang or self.lang,
            "tz": tz,
            "company_id": self.company_id.id,
            "company_ids": [Command.set(self.company_id.ids)],
            "group_ids": [Command.set(self.env.ref("base.group_user").ids)],
        }
        users = self._env_of_system()["res.users"]
        login = Domain("login", "=ilike", escape_psql(self.email_normalized))
        former = users.with_context(active_test=False).search(login, limit=1)
        if former:
            self._check_may_return(former)
            self._forget_keys(former)
            former.write({**vals, "active": True, "pact_phone": False})
            return former
        named = {"login": self.email_normalized, "email": self.email_normalized}
        return users.create({**vals, **named, "active": True, "pact_invited": True})

    @api.model
    def _forget_keys(self, former):
        """Let nothing of before in: the address may be somebody else's by now."""
        for name in KEYS:
            if name in former._fields:
                former[name].unlink()

    def _env_of_system(self):
        """Return an environment that nobody's own defaults act in."""
        # sudo: res.users - the invitation lets them in, its acceptance is checked
        return self.env(
            user=SUPERUSER_ID,
            su=True,
            context={"no_reset_password": True, "lang": self.lang},
        )

    def _check_may_return(self, former):
        """Refuse to reopen an account that could do more than an invitation gives."""
        ours = self.env["res.groups"].union(
            *(self.env.ref(xmlid) for xmlid in set(GROUPS.values()))
        )
        plain = ours | self.env.ref("base.group_user")
        plain |= self.env.ref("base.group_multi_company")
        beyond = former.group_ids - plain - plain.all_implied_ids
        if former.active or not former.pact_invited or beyond:
            raise UserError(
                self.env._(
                    "There was an account with this address before. Ask "
                    "%(administrator)s to open it again.",
                    administrator=self._hosts()[:1].name or self.company_id.name,
                )
            )
