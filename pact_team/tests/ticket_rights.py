from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import mute_logger

RULES = "odoo.addons.base.models.ir_rule"


class EveryRightOfTickets:
    """The rows of table A.7 that requests open, the same for each role."""

    allow_inherited_tests_method = True

    def _ticket(self, user=None, team=None, **vals):
        """Return a request of the company, held by ``user``, else waiting."""
        team = team or self.team
        ticket = self.env["pact.ticket"].create(
            {
                "company_id": team.company_id.id,
                "team_id": team.id,
                "contact_name": "Segredo",
                **vals,
            }
        )
        if user:
            ticket._give_to(user)
        self.env.flush_all()
        self.env.invalidate_all()
        return ticket

    def _does(self, method, ticket, *args, **kwargs):
        """Return whether the person may call it, refused in words else."""
        with mute_logger(RULES, "odoo.models"):
            try:
                with self.env.cr.savepoint():
                    self._rpc(self.person, ticket._name, method, *args, **kwargs)
                    self.env.flush_all()
                return True
            except UserError:
                return False
            finally:
                self.env.invalidate_all()

    def _has(self, right):
        return self._mark(right) == "x"

    def _readings(self, ticket):
        """Yield whether each way of reading a request gives it to the person."""
        this = [("id", "=", ticket.id)]
        for method, args in (
            ("read", (ticket.ids, ["contact_name"])),
            ("web_read", (ticket.ids, {"contact_name": {}})),
            ("export_data", (ticket.ids, ["contact_name", "message_ids/body"])),
            ("message_get_suggested_recipients", (ticket.ids,)),
        ):
            if method in dir(ticket):
                yield method, self._does(method, ticket, *args)
        for method, args in (
            ("search", (this,)),
            ("search_count", (this,)),
            ("search_read", (this, ["contact_name"])),
            ("name_search", (ticket.protocol,)),
            ("formatted_read_group", (this, ["contact_name"], ["__count"])),
        ):
            with mute_logger(RULES):
                try:
                    found = self._rpc(self.person, "pact.ticket", method, *args)
                except UserError:
                    found = []
            yield method, bool(found)
            self.env.invalidate_all()

    def _assert_read(self, ticket, is_read):
        # Core lets nobody export without it.
        exporting = self.env.ref("base.group_allow_export")
        self.person.sudo().group_ids = [Command.link(exporting.id)]
        for method, was_read in self._readings(ticket):
            with self.subTest(method=method):
                self.assertEqual(was_read, is_read)
        said = ticket.message_post(
            body="Segredo", attachments=[("segredo.txt", b"segredo")]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        for record, names in (
            (said, ["body"]),
            (said.attachment_ids, ["raw"]),
            (said.attachment_ids, ["name"]),
        ):
            with self.subTest(record=record, names=names):
                read = self._does("read", record, record.ids, names)
                self.assertEqual(read, is_read)
        named = [("id", "in", said.ids)]
        found = self._rpc(self.person, "mail.message", "search", named)
        self.assertEqual(bool(found), is_read)

    def test_own_requests(self):
        """H10, U8: read and changed by who answers, and by nobody who does not."""
        ticket = self._ticket(self.person)
        answers = self._has("may_answer")
        self._assert_read(ticket, answers)
        for method in ("ask_customer", "resume", "finish", "reopen"):
            done = self._does(f"action_{method}", ticket, ticket.ids)
            self.assertEqual(done, answers, method)
        vals = {"reference": "7"}
        self.assertEqual(self._does("write", ticket, ticket.ids, vals), answers)

    def test_waiting_requests(self):
        """X5: read and taken by their team, where the role takes at all."""
        waiting = self._ticket()
        takes = self._has("may_take")
        self._assert_read(waiting, takes or self._has("may_read_others"))
        self.assertEqual(self._does("action_take", waiting, waiting.ids), takes)
        elsewhere = self._ticket(team=self._make_team("Outra fila"))
        self._assert_read(elsewhere, self._has("may_read_others"))
        self.assertFalse(self._does("action_take", elsewhere, elsewhere.ids))

    def test_others_requests(self):
        """H14, U18, U19: read by one right, decided about by another."""
        theirs = self._ticket(self.ana)
        self._assert_read(theirs, self._has("may_read_others"))
        self._assert_decides(theirs, self._has("may_assign"))

    def test_finished_requests(self):
        """H14: what is over is as open, or as closed, as it was."""
        theirs = self._ticket(self.ana)
        theirs._go("finished")
        self._assert_read(theirs, self._has("may_read_others"))
        reopened = self._does("action_reopen", theirs, theirs.ids)
        self.assertEqual(reopened, self._has("may_assign"))

    def _assert_decides(self, ticket, may):
        for method, args in (
            ("ask_customer", ()),
            ("finish", ()),
            ("assign", (self.bia.id,)),
            ("transfer", (ticket.team_id.id,)),
        ):
            with self.subTest(method=method):
                done = self._does(f"action_{method}", ticket, ticket.ids, *args)
                self.assertEqual(done, may)
        ticket._give_to(self.ana)
        self.env.flush_all()
        for method, args in (
            ("write", ({"reference": "7"},)),
            ("activity_schedule", ("mail.mail_activity_data_todo",)),
        ):
            with self.subTest(method=method):
                done = self._does(method, ticket, ticket.ids, *args)
                reads = method != "write" and self._has("may_read_others")
                self.assertEqual(done, may or reads)

    def test_followers(self):
        """H10: nobody follows what they may not read."""
        theirs, me = self._ticket(self.ana), self.person.partner_id
        self._does("message_subscribe", theirs, theirs.ids, me.ids)
        follows = me in theirs.message_partner_ids
        self.assertEqual(follows, self._has("may_read_others"))

    def test_requests_of_the_other_company(self):
        """P7: by the role there, whatever the one here."""
        theirs = self._ticket(self.stranger, self.other_team)
        self._assert_read(theirs, self._is_right_elsewhere("may_read_others"))
        done = self._does("action_finish", theirs, theirs.ids)
        self.assertEqual(done, self._is_right_elsewhere("may_assign"))

    def test_requests_are_filed(self):
        """S28: for a customer, by who answers in the company."""
        for company, may in (
            (self.company, self._has("may_answer")),
            (self.other_company, self._is_right_elsewhere("may_answer")),
        ):
            vals = {"company_id": company.id, "contact_name": "Maria"}
            filed = self._does("create", self.env["pact.ticket"], [vals])
            self.assertEqual(filed, may)

    def test_requests_are_deleted(self):
        """H18: by who may delete, and decides about them."""
        theirs = self._ticket(self.ana)
        deleted = self._does("unlink", theirs, theirs.ids)
        self.assertEqual(deleted, self._has("may_delete"))

    def test_contact_methods(self):
        """S4: read by who answers, kept by who configures."""
        model, company = "pact.contact.method", self.company
        vals = {"name": "Carta", "company_id": company.id}
        made = self.env[model].create(vals | {"name": "Fax"})
        self._assert_right("may_answer", model, "read", made.ids, ["name"])
        self._assert_right("may_configure", model, "create", [vals])
        self._assert_right("may_configure", model, "write", made.ids, {"name": "F"})

    def test_who_is_responsible_is_named(self):
        """S29: of a customer's requests, by nobody without the right to edit them."""
        contact = self.env["res.partner"].create({"name": "Maria Souza"})
        vals = {"pact_is_responsible": True}
        if not self._has("may_edit_contacts"):
            self.assertFalse(self._does("write", contact, contact.ids, vals))
        self.assertFalse(contact.pact_is_responsible and not self._has("may_answer"))
