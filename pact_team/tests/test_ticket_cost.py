import gc

from odoo.tests import tagged, warmup

from .test_ticket import TicketCase


@tagged("post_install", "-at_install")
class TestTicketCost(TicketCase):
    """What a request costs in SQL; it must not grow with those that are there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._file()

    def _count(self, work):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        gc.collect()
        before = self.cr.sql_log_count
        work()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.cr.sql_log_count - before

    def _settled(self, work):
        """Return what ``work`` costs once nothing is asked for the first time."""
        for _time in range(3):
            cost = self._count(work)
        return cost

    def _vals(self, count=1):
        return [
            {
                "company_id": self.company.id,
                "partner_id": self.maria.id,
                "classification_id": self.second_copy.id,
            }
        ] * count

    def _crowd(self, count):
        """Put ``count`` requests there, in the database, as they would be after years.

        Half of them are finished, and a tenth are this customer's.
        """
        self.env.flush_all()
        columns = [
            name
            for name, field in self.env["pact.ticket"]._fields.items()
            if field.store and field.column_type and name != "id"
        ]
        told = {
            "protocol": "gen_random_uuid()",
            "request_key": "NULL",
            "state": "CASE WHEN n %% 2 = 0 THEN 'finished' ELSE 'new' END",
            "finished_date": "CASE WHEN n %% 2 = 0 THEN now() END",
            "commercial_partner_id": "CASE WHEN n %% 10 = 0"
            " THEN t.commercial_partner_id ELSE NULL END",
            "team_id": "CASE WHEN n %% 10 = 1 THEN t.team_id ELSE NULL END",
        }
        values = ", ".join(told.get(name, f't."{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        copied = (
            f"INSERT INTO pact_ticket ({names}) SELECT {values}"  # noqa: S608 - our own
            " FROM pact_ticket t, generate_series(1, %s) n WHERE t.id = %s"
        )
        self.env.cr.execute(copied, (count, self._first().id))
        self.env.cr.execute("ANALYZE pact_ticket")
        self.env.invalidate_all()

    def _first(self):
        domain = [("company_id", "=", self.company.id)]
        return self.env["pact.ticket"].search(domain, order="id", limit=1)

    @warmup
    def test_filed_by_staff(self):
        """S28: one request by who works here: 20 at most."""
        tickets = self.env["pact.ticket"].with_user(self.ana)
        cost = self._settled(lambda: tickets.create(self._vals()))
        self.assertLessEqual(cost, 20)

    @warmup
    def test_a_hundred_at_once(self):
        """S18: two each at most."""
        tickets = self.env["pact.ticket"]
        for clock in ("legal", "working"):
            self.second_copy.write({"due_kind": clock, "due_hours": 16, "due_days": 5})
            with self.subTest(clock):
                cost = self._settled(lambda: tickets.create(self._vals(100)))
                self.assertLessEqual(cost, 200)

    @warmup
    def test_lists_stay_flat(self):
        """S20: the agent's list of eighty, whatever is there."""
        # Core counts what does not fit on the page.
        self._crowd(1000)
        before = self._lists()
        self._crowd(1000)
        self.assertEqual(self._lists(), before)

    def _lists(self):
        names = ("protocol", "state", "partner_id", "classification_id", "due_date")
        spec = {
            name: {"fields": {"display_name": {}}} if name.endswith("_id") else {}
            for name in names
        }
        tickets = self.env["pact.ticket"].with_user(self.ana)
        return self._settled(lambda: tickets.web_search_read([], spec, limit=80))

    @warmup
    def test_a_list_and_its_right_are_one_query(self):
        """H10: beside those of the membership; and one for the names of customers."""
        tickets = self.env["pact.ticket"].with_user(self.ana)

        def read(**spec):
            return self._settled(lambda: tickets.web_search_read([], spec, limit=80))

        tickets.create(self._vals(79))
        plain = read(protocol={})
        self.assertLessEqual(plain - self._settled(tickets._readable_domain), 1)
        named = {"fields": {"display_name": {}}}
        self.assertEqual(read(protocol={}, commercial_partner_id=named), plain + 1)

    def test_of_a_customer_their_name_is_read(self):
        """H10: and none of their forty other columns."""
        tickets = self.env["pact.ticket"].with_user(self.ana)
        spec = {"commercial_partner_id": {"fields": {"display_name": {}}}}
        self.env.flush_all()
        self.env.invalidate_all()
        [found] = tickets.web_search_read([], spec)["records"]
        name = found["commercial_partner_id"]["display_name"]
        self.assertEqual(name, "Metalúrgica Souza")
        self.assertTrue(self._is_unread(self.customer, "website"))

    def _is_unread(self, record, name):
        """Return whether this field has to be fetched now."""
        before = self.cr.sql_log_count
        record.mapped(name)
        return self.cr.sql_log_count > before

    @warmup
    def test_who_reads_all_is_not_asked_for_teams(self):
        """H10: of whoever reads all in a company, no team is looked up to count."""

        def count(user):
            tickets = self.env["pact.ticket"].with_user(user)
            return self._settled(lambda: tickets.search_count([]))

        reading = self._make_member("rita", "supervisor", self.team)
        self.assertLess(count(reading), count(self.ana))

    def _plan(self, query):
        # In a table of tests, sorting all or a bitmap may be as cheap.
        for way in ("seqscan", "bitmapscan", "sort"):
            self.env.cr.execute(f"SET LOCAL enable_{way} = off")
        self.env.cr.execute(f"EXPLAIN {query}")
        return " ".join(line for [line] in self.env.cr.fetchall())

    def test_what_agents_may_read_is_found_by_an_index(self):
        """H10: their own and what waits for their team."""
        self._crowd(1000)
        tickets = self.env["pact.ticket"].with_user(self.ana)
        tickets.search([("state", "!=", "finished")], limit=80, order="due_date")
        plan = self._plan(self.env.cr.query.decode())
        self.assertNotIn("Seq Scan on pact_ticket", plan)
        self.assertIn("Index", plan)

    def test_what_is_due_is_found_by_an_index(self):
        """SN3: among what is open, however much was finished over the years."""
        self._crowd(1000)
        tickets = self.env["pact.ticket"].with_user(self.boss)
        for urgency in ("late", "soon", "in_time", "held"):
            with self.subTest(urgency):
                found = [("urgency", "=", urgency)]
                tickets.search(found, limit=80, order="due_date")
                plan = self._plan(self.env.cr.query.decode())
                self.assertIn("pact_ticket_due_idx", plan)
