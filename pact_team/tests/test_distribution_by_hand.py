from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .distribution_case import DistributionCase


@tagged("post_install", "-at_install")
class TestOneRule(DistributionCase):
    """What others give by hand passes the same rule."""

    def _refused(self, words):
        channel = self._arrive()
        with self.assertRaisesRegex(UserError, words):
            self._rpc(
                self.boss,
                "discuss.channel",
                "action_pact_transfer",
                channel.ids,
                {"user_id": self.ana.id},
            )

    def test_out_of_the_shift_and_on_leave(self):
        """CN8: nobody gives anything to who is not expected at work."""
        calendar = self.env["resource.calendar"].create(
            {"name": "Dias úteis", "company_id": self.company.id}
        )
        everybody = self.env["pact.member"].search(
            [("company_id", "=", self.company.id)]
        )
        everybody.calendar_id = calendar
        with freeze_time("2026-03-01 12:00:00"):
            self._refused("outside of their working hours")
            self.assertEqual(self._given(2).pact_state, "waiting")
        everybody.calendar_id = False
        now = fields.Datetime.now()
        resource = self.env["resource.resource"].create(
            {
                "name": "Ana",
                "user_id": self.ana.id,
                "company_id": self.company.id,
                "calendar_id": calendar.id,
            }
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Férias",
                "resource_id": resource.id,
                "date_from": now - timedelta(hours=1),
                "date_to": now + timedelta(hours=1),
            }
        )
        self._refused("has time off")

    def test_only_an_active_membership_counts(self):
        """H20: a membership that is over is none."""
        self.by_ana.active = False
        members = self.env["pact.member"].with_context(active_test=False)
        self.assertFalse(members._of(self.ana, self.company))

    def test_the_date_grows_with_each(self):
        """Two given within one moment are told apart, so the turn goes on."""
        self.by_ana._stay(is_given=True)
        first = self.by_ana.assigned_date
        self.by_ana._stay(is_given=True)
        self.assertGreater(self.by_ana.assigned_date, first)
        self.by_ana._stay()
        self.assertGreater(self.by_ana.assigned_date, first)
