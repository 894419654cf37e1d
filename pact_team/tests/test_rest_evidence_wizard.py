from odoo.exceptions import AccessError, UserError

from .evidence_case import EvidenceCase
from .nr17_case import HOUR


class TestEvidenceWizard(EvidenceCase):
    def test_it_leads_to_the_file(self):
        """I4: of oneself without choosing anybody."""
        action = self._press(self.ana)
        self.assertEqual(action["target"], "download")
        self.assertIn("/pact/rests/pdf?company=", action["url"])

    def test_it_refuses_in_words(self):
        """I4: what the file would refuse is refused in the dialog."""
        with self.assertRaises(AccessError):
            self._press(self.ana, member_ids=[(6, 0, self.bia_member.ids)])
        with self.assertRaisesRegex(UserError, "too much"):
            self._press(self.ana, date_from="2020-01-01")
        with self.assertRaisesRegex(UserError, "from which day"):
            self._press(self.ana, date_from=False)
        with self.assertRaisesRegex(UserError, "from which day"):
            self._press(self.ana, date_from="1000-01-01", date_to="1000-01-02")

    def test_the_months(self):
        """I4: this month and the last one by a click, on the day of who asks."""
        for period, days in (
            ("this_month", "from=2026-03-01&until=2026-03-02"),
            ("last_month", "from=2026-02-01&until=2026-02-28"),
        ):
            with self.subTest(period), self._at(12 * HOUR):
                made = self._rpc(
                    self.ana,
                    "pact.rest.evidence",
                    "create",
                    [{"period": period}],
                    context={
                        "allowed_company_ids": self.company.ids,
                        "tz": "America/Sao_Paulo",
                    },
                )
                action = self._rpc(self.ana, "pact.rest.evidence", "action_pdf", made)
                self.assertIn(days, action["url"])

    def test_it_is_ones_own(self):
        """Nobody reads or presses what somebody else has filled in."""
        made = self._make(self.ana)
        for method, args in (("read", [["date_from"]]), ("action_pdf", [])):
            with self.subTest(method), self.assertRaises(AccessError):
                self._rpc(self.boss, "pact.rest.evidence", method, made, *args)

    def _make(self, user, **vals):
        context = {"allowed_company_ids": self.company.ids}
        return self._rpc(
            user,
            "pact.rest.evidence",
            "create",
            [
                {
                    "period": "chosen",
                    "date_from": "2026-03-02",
                    "date_to": "2026-03-06",
                    **vals,
                }
            ],
            context=context,
        )

    def _press(self, user, **vals):
        made = self._make(user, **vals)
        return self._rpc(user, "pact.rest.evidence", "action_pdf", made)
