from lxml import etree

from odoo.tests import tagged, warmup

from .crowd_case import CrowdCase

# What the panel asks of each open invitation.
PANEL = {
    "company_id": {},
    "is_agent_only": {},
    "email": {},
    "state": {},
    "sent_date": {},
    "expiry_date": {},
    "failure_reason": {},
    "role_ids": {"fields": {"display_name": {}}},
    "create_uid": {"fields": {"display_name": {}}},
}


@tagged("post_install", "-at_install")
class TestMembersPage(CrowdCase):
    """P8: members and invitations on one page, however many there are."""

    def _shown(self, user, kind):
        """Return what the view of that kind asks the server for."""
        views = self._rpc(user, "pact.member", "get_views", [[False, kind]])
        arch = etree.fromstring(views["views"][kind]["arch"])
        linked = {"fields": {"display_name": {}}}
        shown = {
            node.get("name"): {}
            if {"invisible", "column_invisible"} & {*node.keys()}
            else linked
            for node in arch.xpath("//field[not(@name='max_open')]")
        }
        return {**shown, "team_ids": {"fields": {"display_name": {}, "color": {}}}}

    def _open_list(self, user, shown):
        """Ask for a page of members, as the browser does."""
        return self._rpc(
            user,
            "pact.member",
            "web_search_read",
            [],
            shown,
            limit=80,
            count_limit=10001,
            context=self.here,
        )

    def _ask_funnel(self, user):
        return self._rpc(
            user,
            "pact.invitation",
            "get_funnel",
            self.company.id,
            context=self.here,
        )

    def _list_open(self, user):
        """Ask for the open invitations, as the panel does."""
        return self._rpc(
            user,
            "pact.invitation",
            "web_search_read",
            [
                ("company_id", "=", self.company.id),
                ("is_over", "=", False),
                ("state", "not in", ["accepted", "cancelled"]),
            ],
            PANEL,
            limit=8,
            count_limit=8,
            context=self.here,
        )

    def _open_page(self, user, shown):
        """Ask for all of it in one transaction, which asks once who it is."""
        self._open_list(user, shown)
        self._ask_funnel(user)
        self._list_open(user)

    def _count(self, request, *args):
        """Return the queries of one request, in a cache as empty as that of any."""
        self.env.flush_all()
        request(*args)
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        request(*args)
        return self.cr.sql_log_count - before

    @warmup
    def test_five_thousand_members_open_in_under_fifteen_queries(self):
        """Each thing the page asks for; the panel's two come in after the list."""
        self.here = {"allowed_company_ids": self.company.ids}
        manager = self._make_member("manager_pact", "manager", self.team)
        self._fill(5000)
        guests = [f"guest{number}@example.com" for number in range(20)]
        self.env["pact.invitation"].with_user(self.boss).create(
            [{"email": email, "company_id": self.company.id} for email in guests]
        ).sudo()._advance("sent")
        for user in (self.boss, manager):
            for kind in ("list", "kanban"):
                shown = self._shown(user, kind)
                with self.subTest(login=user.login, kind=kind):
                    members = self._open_list(user, shown)
                    found = len(members["records"]), members["length"]
                    self.assertEqual(found, (80, 5004))
                    self.assertLess(self._count(self._open_list, user, shown), 15)
                    self.assertLess(self._count(self._open_page, user, shown), 15)
            panel = self._count(self._ask_funnel, user)
            panel += self._count(self._list_open, user)
            self.assertLess(panel, 15, user.login)
