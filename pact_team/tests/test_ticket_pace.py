from odoo.tests import tagged

from odoo.addons.pact_team.rules import portal_pace

from .test_ticket_portal import PortalCase


@tagged("post_install", "-at_install")
class TestTicketPace(PortalCase):
    """HM6: nobody files or replies without end, and whoever waits is told so."""

    def setUp(self):
        super().setUp()
        self._log_in(self.responsible)

    def _use_up(self, what, scope):
        limit = next(one for one in portal_pace.LIMITS[what] if one.scope == scope)
        used = {
            "user": self.responsible.id if scope == "user" else 0,
            "company": self.customer.id,
        }
        key = f"request:{what}:{scope}:{used[scope]}:{limit.seconds}"
        for _time in range(limit.count):
            self.env["pact.throttle"]._hit(key, limit.count, limit.seconds)

    def test_filed_too_often(self):
        """S18: asked to wait, with what was typed; another customer is not."""
        for scope in ("user", "company"):
            form = self._form(message=f"Mais uma {scope}")
            self._use_up("file", scope)
            page = self._post("/new", form, status=429).text
            self.assertIn("try again later", page)
            self.assertIn(f"Mais uma {scope}", page)
        self.assertFalse(self._tickets())
        self._log_in(self.stranger)
        self._post("/new", self._form())
        self.assertEqual(len(self._tickets()), 1)

    def test_replied_too_often(self):
        """S21: as filing, counted by itself."""
        ticket = self._file()
        form = {"csrf_token": self._form()["csrf_token"], "message": "De novo"}
        self._use_up("reply", "user")
        page = self._post(f"/{ticket.id}/reply", form, status=429).text
        self.assertIn("try again later", page)
        self.assertIn("De novo", page)
        self.assertFalse(ticket._thread_of_customer())
        self._post("/new", self._form())

    def test_printed_too_often(self):
        """SN4: as filing, on a page that says so; the request itself is still read."""
        ticket = self._file()
        path = f"/{ticket.id}/print"
        self.assertIn(ticket.protocol, self._get(path))
        for scope in ("user", "company"):
            self.env["pact.throttle"].search([]).unlink()
            self._use_up("print", scope)
            with self.subTest(scope):
                page = self._get(path, status=429)
                self.assertIn("try again later", page)
                self.assertIn("All requests", page)
                self.assertNotIn(ticket.protocol, page)
        self.assertIn(ticket.protocol, self._get(f"/{ticket.id}"))
        self._log_in(self.stranger)
        theirs = self._file(partner_id=self.stranger.partner_id.id)
        self.assertIn(theirs.protocol, self._get(f"/{theirs.id}/print"))

    def test_downloaded_too_often(self):
        """SN4: as printing, counted by itself."""
        ticket = self._file()
        for scope in ("user", "company"):
            self.env["pact.throttle"].search([]).unlink()
            self._get("/export")
            self._use_up("export", scope)
            with self.subTest(scope):
                page = self._get("/export", status=429)
                self.assertIn("try again later", page)
        self.assertIn(ticket.protocol, self._get(f"/{ticket.id}/print"))

    def test_what_is_not_theirs_is_not_counted(self):
        """SN4, S8: there is no such page, however often it is asked for."""
        theirs = self._file(partner_id=self.stranger.partner_id.id)
        self._use_up("print", "user")
        self._get(f"/{theirs.id}/print", status=404)

    def test_what_is_wrong_does_not_count(self):
        """S11: whoever corrects a form files it all the same."""
        limit = portal_pace.LIMITS["file"][0].count
        form = self._form(name="")
        for _time in range(limit + 1):
            self._post("/new", form, status=422)
        self._post("/new", form | {"name": "Maria"})
