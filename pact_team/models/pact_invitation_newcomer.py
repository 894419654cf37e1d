from odoo import models

from ..rules.confirmation import HOUR
from ..rules.invitation import CODES_PER_HOUR


class PactInvitation(models.Model):
    """How somebody without an account comes in: a proven phone, then all at once."""

    _inherit = "pact.invitation"

    def _code_subject(self):
        return f"{self._name},{self.id}"

    def _code_ways(self):
        return self.env["pact.confirmation"]._ways(self.company_id)

    def _send_code(self, number, way, address):
        """Return 0 when a code is on its way, else in how many seconds to ask again."""
        self._mark_opened()
        throttle = self.env["pact.throttle"]
        if not throttle._hit(f"invitation:{self.id}", CODES_PER_HOUR, HOUR):
            return HOUR
        return self.env["pact.confirmation"]._send_code(
            "accept", self._code_subject(), number, self.company_id, way, address
        )

    def _check_code(self, number, code, address):
        """Return by which way the phone is proven, or nothing if it is not."""
        codes = self.env["pact.confirmation"]
        subject = self._code_subject()
        if not codes._check_code("accept", subject, number, code, address):
            return None
        return codes._latest("accept", subject, number).channel

    def _code_progress(self, number):
        """Return what became of the last code, and how soon each way is open again."""
        codes = self.env["pact.confirmation"]._as_system()
        subject = self._code_subject()
        return {
            "delivery": codes._latest("accept", subject, number).delivery or "failed",
            "waits": {
                way: codes._pause("accept", subject, number, way)
                for way in self._code_ways()
            },
        }

    def _accept_newcomer(self, newcomer, proof, password, tz):
        """Make the user who was invited and has written ``newcomer``; all or nothing.

        Without ``proof`` that the phone is theirs it waits for an administrator.
        """
        with self.env.cr.savepoint():
            user = self._make_user(
                newcomer.first_name,
                newcomer.last_name,
                password,
                self.env.context.get("lang"),
                tz,
            )
            member = self._accept(user)
            if proof:
                user._pact_confirm_phone(newcomer.number, newcomer.kind, proof)
            else:
                user._pact_note_phone(newcomer.number, newcomer.kind)
                self._ask_for_confirmation(member)
        return user

    def _ask_for_confirmation(self, member):
        """Tell who configures the company that a phone waits for their word."""
        administrators = member._administrators_of(self.company_id)
        member.message_post(
            body=self.env._(
                "%(name)s has come in without a code, as none could be sent. Confirm "
                "the phone by hand, once you know that it is theirs.",
                name=member.name,
            ),
            partner_ids=administrators.user_id.partner_id.ids,
            author_id=self.env.ref("base.partner_root").id,
        )
