from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

SOON = timedelta(days=2)


class PactFinding(models.TransientModel):
    """The checks: each looks at one thing, under sudo, in the company it is given."""

    _inherit = "pact.finding"

    @api.model
    def _all(self, model, company, *domain, **context):
        owned = [("company_id", "=", company.id), *domain]
        return self.env[model].with_context(**context).search(owned)

    def _find_teams_without_people(self, company):
        if not company.pact_uses_departments:
            return
        reached = self._all("pact.inbox", company).team_id
        reached |= self._teams_of_requests(company)
        for team in self._all("pact.team", company):
            if not team.member_ids:
                sentence = self.env._(
                    "Nobody is in %(team)s: whoever waits there waits in vain. Add "
                    "members, or archive it.",
                    team=team.name,
                )
                severity = "1_now" if team in reached else "2_soon"
                yield self._finding(severity, sentence, "pact_team_action", team)

    def _find_work_left_behind(self, company):
        """A customer may write in the very moment in which a team is archived."""
        archived = self._all(
            "pact.team", company, ("active", "=", False), active_test=False
        )
        for team in archived.filtered(lambda team: team._has_open_work()):
            sentence = self.env._(
                "%(team)s is archived and still has open conversations or inboxes. "
                "Take it back, then archive it again and say where they go.",
                team=team.name,
            )
            yield self._finding("1_now", sentence, "pact_team_action", team)

    def _find_single_administrator(self, company):
        administrators = self.env["pact.member"]._administrators_of(company)
        if len(administrators) == 1:
            sentence = self.env._(
                "Only %(name)s administers this company. Make a second person "
                "administrator, for the day when the first is not there.",
                name=administrators.name,
            )
            yield self._finding("2_soon", sentence, "pact_member_action")

    def _find_members_without_team(self, company):
        if not company.pact_uses_departments:
            return
        answering = self._all("pact.member", company, ("may_take", "=", True))
        for member in answering.filtered(lambda member: not member.team_ids):
            sentence = self.env._(
                "%(name)s is in no team and sees no queue. Choose a team.",
                name=member.name,
            )
            yield self._finding("2_soon", sentence, "pact_member_action", member)

    def _find_unconfirmed_phones(self, company):
        members = self._all("pact.member", company)
        typed = members.filtered("user_id.pact_phone_is_typed")
        waiting = typed.filtered(lambda member: not member.user_id.pact_phone_date)
        for member in waiting:
            sentence = self.env._(
                "%(name)s typed a phone that nobody confirmed: it does not log in.",
                name=member.name,
            )
            yield self._finding("2_soon", sentence, "pact_member_action", member)

    def _find_no_way_for_codes(self, company):
        if not company._pact_code_inbox() and not company._pact_is_sms_ready():
            sentence = self.env._(
                "No code can be sent, neither by WhatsApp nor by SMS: you confirm "
                "phones by hand. Name a template for codes in an inbox."
            )
            yield self._finding("1_now", sentence, "pact_inbox_action")

    def _find_no_mail_server(self, _company):
        if not self.env["ir.mail_server"].search_count([], limit=1):
            sentence = self.env._(
                "No outgoing mail server is set up: invitations may not arrive. Ask "
                "your system administrator for one, or send the link yourself."
            )
            yield self._finding("1_now", sentence, "pact_invitation_action")

    def _find_invitations(self, company):
        soon = fields.Datetime.now() + SOON
        undelivered = Domain("state", "=", "bounced") | Domain(
            "failure_reason", "!=", False
        )
        expiring = Domain("state", "in", ("sent", "opened")) & Domain(
            "expiry_date", "<", soon
        )
        is_open = Domain("is_over", "!=", True) & Domain("state", "!=", "accepted")
        offers = self.env["pact.invitation"].search(
            Domain("company_id", "=", company.id) & is_open & (undelivered | expiring)
        )
        for offer in offers:
            if offer.state in ("sent", "opened") and not offer.failure_reason:
                sentence = self.env._(
                    "The invitation of %(email)s is about to expire. Send it again.",
                    email=offer.email,
                )
                severity = "3_know"
            else:
                sentence = self.env._(
                    "The invitation of %(email)s did not arrive. Look at the address.",
                    email=offer.email,
                )
                severity = "2_soon"
            yield self._finding(severity, sentence, "pact_invitation_action", offer)

    def _find_open_registration(self, _company):
        scope = self.env["ir.config_parameter"].get_param(
            "auth_signup.invitation_scope", "b2b"
        )
        if scope == "b2c":
            sentence = self.env._(
                "Strangers can make themselves an account on your login page. Ask your "
                "system administrator to allow invitations only."
            )
            yield self._finding("3_know", sentence, "pact_settings_action")
