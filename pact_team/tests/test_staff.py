from lxml import etree

from odoo.tests import tagged, warmup

from .common import PactCase

# What the panel asks of each open invitation.
PANEL = {
    "email": {},
    "state": {},
    "sent_date": {},
    "expiry_date": {},
    "failure_reason": {},
    "role_ids": {"fields": {"display_name": {}}},
    "create_uid": {"fields": {"display_name": {}}},
}
FIRST = 1_000_000


@tagged("post_install", "-at_install")
class TestMembersPage(PactCase):
    """P8: members and invitations on one page, however many there are."""

    def _fill(self, count):
        """Let ``count`` people work here; made in the database, for the time it takes."""
        template = self._member_of(self.ana)
        self.env.flush_all()
        for table, source, fresh in (
            ("res_partner", self.ana.partner_id, {}),
            ("res_users", self.ana, {"login": "'many' || n", "partner_id": "n"}),
            ("pact_member", template, {"user_id": "n", "name": "'many' || n"}),
        ):
            self._copy_rows(table, source.id, {"id": "n", **fresh}, count)
        for table, column, other, kept in (
            ("res_company_users_rel", "user_id", "cid", self.company.id),
            ("pact_member_pact_role_rel", "pact_member_id", "pact_role_id", None),
            ("pact_member_pact_team_rel", "pact_member_id", "pact_team_id", None),
        ):
            kept = kept or (template.role_ids if "role" in table else self.team).id
            self.env.cr.execute(
                f"INSERT INTO {table} ({column}, {other})"
                f" SELECT n, %s FROM generate_series(%s, %s) n",
                [kept, FIRST, FIRST + count - 1],
            )
        self.env.invalidate_all()

    def _copy_rows(self, table, source_id, fresh, count):
        self.cr.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s",
            [table],
        )
        columns = [name for [name] in self.cr.fetchall()]
        values = ", ".join(fresh.get(name, f"source.{name}") for name in columns)
        self.env.cr.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values}"
            f" FROM {table} source, generate_series(%s, %s) n WHERE source.id = %s",
            [FIRST, FIRST + count - 1, source_id],
        )

    def _shown(self, kind):
        """Return what the view of that kind asks the server for."""
        views = self._rpc(self.boss, "pact.member", "get_views", [[False, kind]])
        arch = etree.fromstring(views["views"][kind]["arch"])
        names = {node.get("name") for node in arch.xpath("//field")}
        linked = {"fields": {"display_name": {}, "color": {}}}
        return {
            name: {"fields": {"display_name": {}}}
            if name in ("user_id", "company_id", "calendar_id", "role_ids")
            else linked
            if name == "team_ids"
            else {}
            for name in names
        }

    def _open_page(self, shown):
        """Ask what the browser asks: a page of members, the funnel, what is open."""
        context = {"allowed_company_ids": self.company.ids}
        members = self._rpc(
            self.boss,
            "pact.member",
            "web_search_read",
            [],
            shown,
            limit=80,
            count_limit=10001,
            context=context,
        )
        self._rpc(
            self.boss, "pact.invitation", "get_funnel", self.company.id, context=context
        )
        self._rpc(
            self.boss,
            "pact.invitation",
            "web_search_read",
            [("company_id", "=", self.company.id), ("is_over", "=", False)],
            PANEL,
            limit=8,
            context=context,
        )
        return members

    @warmup
    def test_five_thousand_members_open_in_under_fifteen_queries(self):
        self._fill(5000)
        self.env["pact.invitation"].with_user(self.boss).create(
            [
                {"email": f"guest{number}@example.com", "company_id": self.company.id}
                for number in range(20)
            ]
        )
        for kind in ("list", "kanban"):
            shown = self._shown(kind)
            self.env.flush_all()
            self._open_page(shown)
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            members = self._open_page(shown)
            self.assertLess(self.cr.sql_log_count - before, 15, kind)
            self.assertEqual((len(members["records"]), members["length"]), (80, 5004))
