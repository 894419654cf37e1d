from odoo.tools import SQL
from odoo.tools.sql import table_columns

from .common import PactCase

FIRST = 1_000_000


class CrowdCase(PactCase):
    """Many who work here as Ana does."""

    def _fill(self, count, **fresh):
        """Let ``count`` people work here; copied in the database, which is fast.

        :param fresh: columns of the members that are not Ana's
        :return: the members
        """
        member = self._member_of(self.ana)
        self.env.flush_all()
        user = {"login": SQL("'many' || n"), "partner_id": SQL("n")}
        self._copy(count, "res_partner", self.ana.partner_id)
        self._copy(count, "res_users", self.ana, **user)
        self._copy(count, "pact_member", member, user_id=SQL("n"), **fresh)
        self._link(count, "res_company_users_rel", "user_id", "cid", self.company)
        self._link(count, "res_groups_users_rel", "uid", "gid", self.ana.group_ids)
        for name, record in (("role", member.role_ids), ("team", self.team)):
            table = f"pact_member_pact_{name}_rel"
            self._link(count, table, "pact_member_id", f"pact_{name}_id", record)
        self.env.invalidate_all()
        return member.browse(range(FIRST, FIRST + count))

    def _copy(self, count, table, source, **fresh):
        columns = list(table_columns(self.env.cr, table))
        fresh = {"id": SQL("n")} | fresh
        values = [fresh.get(name, SQL.identifier(name)) for name in columns]
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s) SELECT %s FROM %s, generate_series(%s, %s) n "
                "WHERE id = %s",
                SQL.identifier(table),
                SQL(", ").join(map(SQL.identifier, columns)),
                SQL(", ").join(values),
                SQL.identifier(table),
                FIRST,
                FIRST + count - 1,
                source.id,
            )
        )

    def _link(self, count, table, column, other, records):
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s, %s) SELECT n, other"
                " FROM generate_series(%s, %s) n, unnest(%s) other",
                *map(SQL.identifier, (table, column, other)),
                FIRST,
                FIRST + count - 1,
                records.ids,
            )
        )
