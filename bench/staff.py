"""The people of Pact Team: invited, listed, and logging in."""

from odoo.tools import SQL

from . import fill, people
from .measure import Operation

# As typed by somebody in a company of Brazil; another country asks for one more digit.
TYPED = "(11) 98765-4321"
PHONE = "+5511987654321"
NAMED = {"fields": {"display_name": {}}}
SHOWN = {
    "company_id": {},
    "user_id": NAMED,
    "role_ids": NAMED,
    "team_ids": {"fields": {"display_name": {}, "color": {}}},
}
SHOWN_IN_PANEL = {
    "company_id": {},
    "is_agent_only": {},
    "email": {},
    "state": {},
    "sent_date": {},
    "expiry_date": {},
    "failure_reason": {},
    "role_ids": NAMED,
    "create_uid": NAMED,
}
PANEL_SIZE = 8


class Staff:
    """What is measured of a company's people."""

    def hire(self, env, count):
        """Add members with a confirmed phone each, all in one team."""
        like = env["res.users"].browse(self.others[0])
        user = fill.colleagues(
            like,
            count,
            pact_phone=SQL("'+' || %s", fill.phone(fill.next_id(env.cr, "res_users"))),
            pact_phone_kind="work",
            pact_phone_proof="whatsapp",
            pact_phone_date=fill.PAST,
        )
        source = env["pact.member"].search([("user_id", "=", like.id)])
        named = {"user_id": fill.numbered(user), "name": SQL("'Colleague ' || n")}
        member = fill.copy(source, count, **named)
        for name in ("role_ids", "team_ids"):
            fill.copy_links(source, name, member, count)

    def invite(self):
        return self._inviting(self._invite)

    def invite_by_letter(self):
        return self._inviting(self._invite_by_letter)

    def _inviting(self, work):
        return Operation(
            self.registry,
            self.boss,
            work,
            lambda _env: next(self.guests),
            many=people.INVITED,
        )

    @staticmethod
    def _invite(env, emails):
        wizard = env["pact.invitation.send"].create({"addresses": "\n".join(emails)})
        wizard.action_send()

    def _invite_by_letter(self, env, emails):
        self._invite(env, emails)
        offers = env["pact.invitation"].search([("email_normalized", "in", emails)])
        people.send_letters(env, offers.sudo().letter_id)

    def members_list(self):
        return Operation(self.registry, self.manager, self._open_list)

    def members_page(self):
        return Operation(self.registry, self.manager, self._open_page)

    def _here(self, env, model):
        return env[model].with_context(allowed_company_ids=[self.company])

    def _open_list(self, env, _given):
        people.read_page(self._here(env, "pact.member"), SHOWN)

    def _open_page(self, env, given):
        """Ask what the browser asks, in three requests that share no cache."""
        Invitation = self._here(env, "pact.invitation")
        self._open_list(env, given)
        env.invalidate_all()
        Invitation.get_funnel(self.company)
        env.invalidate_all()
        open_ones = [
            ("company_id", "=", self.company),
            ("is_over", "=", False),
            ("state", "not in", ["accepted", "cancelled"]),
        ]
        people.read_page(Invitation, SHOWN_IN_PANEL, open_ones, PANEL_SIZE, PANEL_SIZE)

    def log_in(self):
        return people.logging_in(self.registry, "ana", "ana")

    def log_in_by_phone(self):
        return people.logging_in(self.registry, TYPED, "ana")
