"""Odoo's own application for time off, which nothing here depends on."""

import unittest

from setup import database, odoo_process

STORY = """
from datetime import datetime

company = env.ref("base.main_company")
company.resource_calendar_id.tz = "America/Sao_Paulo"
ana = env["res.users"].search([("login", "=", "ana")])
member = env["pact.member"].search([("user_id", "=", ana.id)])
employee = env["hr.employee"].create(
    {"name": "Ana", "user_id": ana.id, "company_id": company.id}
)
kind = env["hr.leave.type"].create(
    {
        "name": "Férias",
        "requires_allocation": False,
        "company_id": company.id,
        "leave_validation_type": "hr",
    }
)
leave = env["hr.leave"].create(
    {
        "employee_id": employee.id,
        "holiday_status_id": kind.id,
        "request_date_from": "2026-03-03",
        "request_date_to": "2026-03-04",
    }
)
noon, later = datetime(2026, 3, 3, 15), datetime(2026, 3, 5, 15)
assert not member._on_leave(noon), "a request that nobody approved"
leave.action_approve()
assert member._on_leave(noon) == member, "an approved one"
assert not member._on_leave(later), "after its end"
others = env["pact.member"].search([("company_id", "=", company.id)]) - member
assert not others._on_leave(noon), "of colleagues"
leave.action_refuse()
assert not member._on_leave(noon), "taken back"
"""


class TestTimeOff(unittest.TestCase):
    def test_what_is_approved_counts(self):
        """I19: an approved request keeps conversations away, and nothing else does."""
        name = database.temporary_name("time_off")
        self.addCleanup(database.drop, name)
        database.copy_with_addon(name, demo=True)
        odoo_process.run_to_end(name, "-i", "hr_holidays", "--skip-auto-install")
        # What it asserts ends the shell, and so the test, with an error.
        odoo_process.ask_shell(name, STORY)
