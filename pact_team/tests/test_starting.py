"""C16, C20 to C24, C28 to C30, CN2: an agent writes first."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import MARIA
from .start_case import LUA, LUA_KEY, StartCase


@tagged("post_install", "-at_install")
class TestStarting(StartCase):
    _refusal = UserError

    def test_the_agent_holds_it_from_the_beginning(self):
        """C16, C30: in progress, mine, team, inbox and subject as chosen."""
        channel = self._start(team_id=self.team.id)
        self.assertEqual(channel.pact_state, "in_progress")
        self.assertEqual(channel.pact_agent_id, self.ana)
        self.assertEqual(channel.channel_member_ids.partner_id, self.ana.partner_id)
        self.assertEqual(channel.pact_team_id, self.team)
        self.assertEqual(channel.pact_inbox_id, self.inbox)
        self.assertEqual(channel.pact_partner_id, self.lua)
        self.assertEqual(channel.pact_subject, "o pedido 42")
        self.assertEqual(channel.pact_stint_id.reason, "started")
        self.assertEqual(channel.pact_stint_id.user_id, self.ana)
        self.assertEqual(channel.pact_company_id, self.company)

    def test_the_template_stands_in_the_thread_on_its_way(self):
        """C28, C30: with subject, agent and company; the thread shows its state."""
        channel = self._start()
        row = self._outbox(channel)
        said = "Olá Lua Dias, aqui é ana_pact"
        self.assertEqual(row.state, "queued")
        self.assertIn(said, row.text)
        self.assertIn("de Bela Vista, sobre o pedido 42. Podemos falar?", row.text)
        self.assertIn("sobre o pedido 42. Podemos falar?", row.message_id.body)
        self.assertEqual(row._packed()[2].recipient, LUA)

    def test_the_preview_is_what_is_sent(self):
        """C28: the panel and the thread show the same words, the subject as well."""
        for typed in ({}, {"body:4": "outra coisa"}):
            values = {"body:4": "o pedido 42", "body:5": "Agora", **typed}
            [choice] = self._look(**self._asked())["templates"]
            shown = "".join(
                piece.get("text") or values[piece["blank"]] for piece in choice["body"]
            )
            with self.env.cr.savepoint() as savepoint:
                row = self._outbox(self._start(values={"body:5": "Agora", **typed}))
                self.assertEqual(row.text, shown)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_the_answer_comes_into_it_and_opens_the_window(self):
        """CN3: the box is closed until the customer answers."""
        channel = self._start()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._answer(channel)
        self.assertEqual(self._write("Sim", LUA_KEY), channel)
        self._answer(channel, body="Que bom")

    def test_a_new_number_makes_one_contact(self):
        """C16: the contact comes to be with the conversation, not before."""
        typed = {"partner_id": None, "number": "(31) 98765-0008", "name": "Novo"}
        self._look(**typed, team_id=self.team.id, inbox_id=self.inbox.id)
        self.assertFalse(self.env["res.partner"].search([("name", "=", "Novo")]))
        channel = self._start(**typed)
        partner = channel.pact_partner_id
        self.assertEqual(partner.name, "Novo")
        self.assertEqual(partner.phone_sanitized, "+5531987650008")
        self.assertEqual(partner.company_id, self.company)

    def test_a_known_number_is_the_known_contact(self):
        """C19: in whatever spelling it was typed."""
        for number in ("31 98765-0007", "+55 31 8765-0007", LUA):
            with self.subTest(number), self.env.cr.savepoint() as savepoint:
                channel = self._start(partner_id=None, number=number, name="Other")
                self.assertEqual(channel.pact_partner_id, self.lua)
                savepoint.rollback()

    def test_a_customer_without_number_is_reached_where_they_wrote(self):
        """A withheld number stays withheld; the network's id reaches them."""
        hidden = self.env["pact.identity"].create(
            {
                "inbox_id": self.inbox.id,
                "company_id": self.company.id,
                "partner_id": self._make_contact("Sol", False).id,
                "key_ids": [
                    Command.create({"inbox_id": self.inbox.id, "value": "BR.777"})
                ],
            }
        )
        sol = hidden.partner_id
        self._refused("no phone number", partner_id=sol.id, inbox_id=self.second.id)
        channel = self._start(partner_id=sol.id)
        self.assertEqual(channel.pact_identity_id, hidden)
        self.assertEqual(self._outbox(channel)._packed()[2].recipient, "BR.777")

    def test_only_one_of_my_teams(self):
        """C20: neither another team nor an archived one, by RPC either."""
        mine = "one of your own teams"
        for team in (self.sales.id, self.other_team.id, 0, None, "1", 2**40, True):
            self._refused(mine, team_id=team)
        self._member_of(self.ana).team_ids += self.sales
        self.sales.active = False
        self._refused(mine, team_id=self.sales.id)

    def test_only_an_inbox_that_begins_conversations(self):
        """C21, C22: not inbound only, another team's, archived, another company's."""
        choose = "Choose an inbox"
        for inbox in (self.foreign_inbox.id, 0, "x"):
            self._refused(choose, inbox_id=inbox)
        for change in (
            {"use": "inbound"},
            {"active": False},
            {"team_ids": [Command.set(self.sales.ids)]},
        ):
            with self.env.cr.savepoint() as savepoint:
                self.inbox.write(change)
                self._refused(choose)
                savepoint.rollback()
            self.env.invalidate_all()
        self.inbox.write({"use": "outbound", "team_ids": [Command.set(self.team.ids)]})
        self.assertTrue(self._start())

    def test_outside_of_the_window_only_a_template(self):
        """C24: 23:59:59 is inside, 24:00:00 is not; another inbox opens nothing."""
        needed = "Choose one"
        self._refused(needed, template_id=None)
        self._refused(needed, template_id=None, text="Oi")
        channel = self._start()
        self._write("Sim", LUA_KEY)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        identity = channel.pact_identity_id
        now = fields.Datetime.now()
        identity.last_inbound_date = now - timedelta(hours=24)
        self._refused(needed, template_id=None, text="Oi")
        identity.last_inbound_date = now - timedelta(hours=23, minutes=59)
        self._refused(needed, template_id=None, text="Oi", inbox_id=self.second.id)
        again = self._start(template_id=None, text="Oi <b>você</b>")
        self.assertEqual(self._outbox(again).text, "Oi <b>você</b>")
        self.assertEqual(again.pact_window_date, identity._window_closes())

    def test_inside_the_window_a_first_word_is_not_asked_for(self):
        """C24: the template is mandatory outside only."""
        first = self._start()
        self._write("Sim", LUA_KEY)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", first.ids)
        self._refused("either", text="Oi")
        again = self._start(template_id=None)
        self.assertNotEqual(again, first)
        self.assertFalse(again.message_ids)

    def test_only_a_template_that_is_sendable(self):
        """C26: approved, published, of my team and of this account."""
        theirs = self._make_template(self.foreign_inbox, name="deles")
        elsewhere = self._make_template(
            self._make_inbox(number_ref="9", account_ref="9"), name="fora"
        )
        for template in (theirs, elsewhere):
            self._refused("template", template_id=template.id)
        for change in (
            {"state": "paused"},
            {"is_published": False},
            {"team_ids": [Command.set(self.sales.ids)]},
        ):
            with self.env.cr.savepoint() as savepoint:
                self.template.write(change)
                self._refused("template")
                savepoint.rollback()
            self.env.invalidate_all()

    def test_no_blank_is_sent_empty(self):
        """C28: what is missing is named; nothing is started."""
        self._refused("Fill in 5", values={})
        self._refused("Fill in Subject", subject="  ")

    def test_whoever_wants_no_advertising_gets_none(self):
        """I7: marketing is refused, what is useful to them is not."""
        channel = self._start()
        channel.pact_identity_id.is_opted_out = True
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self.template.category = "marketing"
        self._refused("no more advertising")
        self.template.category = "utility"
        self.assertTrue(self._start())

    def test_somebody_else_is_talking_to_them(self):
        """CN2: refused with a name; the other inbox is free."""
        held = self._start(self.bia)
        self._refused("bia_pact.* is talking to them.*Ask for a transfer")
        other = self._start(inbox_id=self.second.id)
        self.assertNotEqual(other, held)

    def test_a_transfer_is_asked_for_once(self):
        """CN2: the holder reads it as a note that never leaves the house."""
        held = self._start(self.bia)
        sent = self._outbox(held)
        ask = ("discuss.channel", "action_pact_ask_transfer")
        self._rpc(self.ana, *ask, self._asked(text="É minha <cliente>"))
        note = self._said(held)[-1]
        self.assertIn("É minha &lt;cliente&gt;", note.body)
        self.assertEqual(note.author_id, self.ana.partner_id)
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        self.assertEqual(self._outbox(held), sent)
        self.assertEqual(held.channel_member_ids.message_unread_counter, 1)
        self._assert_refused(self.ana, *ask, self._asked())
        self._assert_refused(self.ana, "mail.message", "read", note.ids, ["body"])
        self._assert_refused(self.bia, *ask, self._asked())

    def test_they_wait_for_my_team(self):
        """CN2: the queue goes first; the panel offers to take."""
        waiting = self._write("Oi", LUA_KEY)
        self._refused("queue of Support.*Take")
        running = self._line(self._look(**self._asked()))["running"]
        self.assertEqual(running["kind"], "waiting")
        self.assertEqual(running["id"], waiting.id)
        waiting.pact_team_id = self.sales
        self._refused("queue of Night shift, which")
        running = self._line(self._look(**self._asked()))["running"]
        self.assertEqual((running["kind"], running["id"]), ("queued", False))

    def _line(self, look):
        return next(one for one in look["inboxes"] if one["id"] == self.inbox.id)

    def test_my_own_is_opened_not_doubled(self):
        """C29: another press, or another window, opens what is there."""
        channel = self._start()
        self.assertEqual(self._start(), channel)
        self.assertEqual(len(self._outbox(channel)), 1)

    def test_one_request_is_one_conversation(self):
        """C29: a request that comes twice opens what it made, even if finished."""
        channel = self._start(request_key="k1")
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self.assertEqual(self._start(request_key="k1"), channel)
        # The key of a colleague finds nothing of theirs.
        self.assertNotEqual(
            self._start(self.bia, request_key="k1", inbox_id=self.second.id), channel
        )
        self.assertEqual(len(self._outbox(channel)), 1)
        self.assertNotEqual(self._start(request_key="k2"), channel)

    def test_whom_it_reaches_is_checked(self):
        """Neither colleagues, nor the archived, nor another company's contacts."""
        theirs = self._make_contact("Deles", "+5531987650099", self.other_company)
        for partner, message in (
            (theirs.id, "cannot be reached"),
            (2**30, "cannot be reached"),
            (self.bia.partner_id.id, "works here"),
        ):
            self._refused(message, partner_id=partner)
        self._refused("no phone number", partner_id=None, number="12")
        self.lua.active = False
        self._refused("archived")

    def test_a_number_that_is_another_contacts(self):
        """The network knows one person at this number: that contact is chosen."""
        maria = self._write("Oi", MARIA).pact_partner_id
        double = self._make_contact("Dona Maria", f"+{MARIA}")
        self._refused("number is Maria Souza's", partner_id=double.id)
        look = self._look(partner_id=double.id, team_id=self.team.id)
        self.assertIn(maria.name, self._line(look)["problem"])

    def test_nonsense_is_refused_in_words(self):
        """No request of whatever shape is an error of ours."""
        for asked in (None, [], {}, 7, {"partner_id": [1]}, {"values": 1}):
            for method in ("action_pact_start", "action_pact_ask_transfer"):
                self._assert_refused(self.ana, "discuss.channel", method, asked)
            self._rpc(self.ana, "discuss.channel", "action_pact_preflight", asked)
        channel = self._start(
            subject="a\0b\ud800",
            values={"body:5": "x\0\udfff\ny", 7: 3},
            request_key="k\0\ud800",
        )
        self.assertEqual(channel.pact_subject, "ab")
        self.assertIn("x y?", self._outbox(channel).text)

    def test_no_default_of_ones_own_slips_in(self):
        """Neither a default nor a context makes it somebody else's."""
        defaults = {
            "default_pact_agent_id": self.bia.id,
            "default_company_id": self.other_company.id,
            "default_user_id": self.bia.id,
        }
        self.env["ir.default"].with_user(self.ana).sudo().set(
            "res.partner", "company_id", self.other_company.id, user_id=self.ana.id
        )
        asked = self._asked(partner_id=None, number="31 98765-0011", name="Sem")
        self._rpc(
            self.ana, "discuss.channel", "action_pact_start", asked, context=defaults
        )
        partner = self.env["res.partner"].search([("name", "=", "Sem")])
        self.assertEqual(partner.company_id, self.company)
        self.assertFalse(partner.user_id)
        self.assertEqual(self._conversation("5531987650011").pact_agent_id, self.ana)

    def test_without_departments_the_general_team(self):
        """C20: where nobody chooses teams there is one."""
        self.company.pact_uses_departments = False
        general = self.company.pact_general_team_id
        look = self._look(partner_id=self.lua.id)
        self.assertEqual(look["team_id"], general.id)
        self.assertEqual(self._start(team_id=general.id).pact_team_id, general)

    def test_what_did_not_arrive_is_remembered(self):
        """I7: who has no WhatsApp here is told before the next try, with the reason."""
        channel = self._start()
        row = self._outbox(channel)
        row.uid = self._uid()
        errors = [{"code": 131026, "title": "x"}]
        self._status(row, "failed", errors=errors, recipient_id=LUA_KEY)
        self.assertEqual(row.failure_kind, "unreachable")
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        line = self._line(self._look(**self._asked()))
        self.assertEqual(line["attempt"]["state"], "failed")
        self.assertIn("cannot be reached", line["attempt"]["reason"])

    def test_who_may_not_start(self):
        """A.7: nobody without the right, and nobody in a company not theirs."""
        calls = ("start", "preflight", "ask_transfer")
        for user in (self.employee, self.settings, self.ticked):
            for name in calls:
                self._assert_refused(
                    user, "discuss.channel", f"action_pact_{name}", self._asked()
                )

    def test_another_companys_customers_stay_unknown(self):
        """P7: an administrator elsewhere neither starts, nor learns who is known."""
        asked = self._asked()
        for name in ("start", "ask_transfer"):
            self._assert_refused(
                self.stranger, "discuss.channel", f"action_pact_{name}", asked
            )
        self._start()
        look = self._look(self.stranger, **asked)
        self.assertFalse(look["partner"])
        self.assertEqual(look["inboxes"] + look["elsewhere"] + look["templates"], [])
        look = self._look(self.stranger, number=LUA)
        self.assertFalse(look["partner"])
        self.assertNotIn("Lua", str(look))
        with self.assertRaises(AccessError):
            self._start(self.stranger, self.company)
