"""Who may do what: table A.7, asserted role by role, allowed and refused.

The person of each class has their role in one company and another role, with other
rights, in a second company at the same time.
"""

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_case import AccessCase
from .ticket_rights import EveryRightOfTickets

# One row per right: agent, conversation agent, manager, supervisor, payments,
# stakeholder, administrator. x by default, o when ticked, - never.
A7 = {
    "may_answer": "xxxx-xx",
    "may_take": "xoxx-xx",
    "may_dispense": "oooo--o",
    "may_read_others": "--xx-xx",
    "may_transfer": "ooxx-xx",
    "may_assign": "--xx-xx",
    "may_start": "xxxx-xx",
    "may_edit_contacts": "xxxx-xx",
    "may_read_history": "ooxx-xx",
    "may_send_catalogue": "oxxx-xx",
    "may_order": "oxoo-xx",
    "may_open_orders": "---oxxx",
    "may_order_freely": "-o-ooox",
    "may_manage_orders": "---oxxx",
    "may_reconcile": "---oo-x",
    "may_see_own_figures": "xxxx-xx",
    "may_see_team_figures": "--xo--x",
    "may_report_own": "-xxo-xx",
    "may_report": "--xo-xx",
    "may_report_payments": "---ooxx",
    "may_read_feedback": "--xo--x",
    "may_use_templates": "xxxx-xx",
    "may_manage_templates": "-x-o-xx",
    "may_pause": "xxxx--x",
    "may_grant_pauses": "--oo--x",
    "may_invite": "--x---x",
    "may_configure": "------x",
    "may_remove": "--o---x",
    "may_delete": "------x",
    "may_read_confidential": "ooxo-ox",
    "may_chat": "ooxxoxx",
}
COLUMNS = (
    "agent",
    "conversation",
    "manager",
    "supervisor",
    "payments",
    "stakeholder",
    "administrator",
)


class RoleCase(AccessCase):
    """Somebody with one role here and another one in the second company."""

    kind = None
    kind_elsewhere = "agent"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._make_member(f"{cls.kind}_here", cls.kind, cls.team)
        cls.person.sudo().company_ids = [Command.link(cls.other_company.id)]
        cls.elsewhere = cls._enlist(cls.person, cls.kind_elsewhere, cls.other_team)
        cls.here = cls.env["pact.member"].search(
            [("user_id", "=", cls.person.id), ("company_id", "=", cls.company.id)]
        )
        cls.novice = cls._make_user("novice_pact")

    @classmethod
    def _enlist(cls, user, kind, team):
        member = cls.env["pact.member"].create(
            {
                "user_id": user.id,
                "company_id": team.company_id.id,
                "role_ids": [Command.set(cls._role(kind).ids)],
                "team_ids": [Command.set(team.ids)],
            }
        )
        member._become("available", cause="login")
        return member

    def _mark(self, right):
        return A7[right][COLUMNS.index(self.kind)]

    def _tick(self, right):
        option = self.env["pact.right"].search([("code", "=", right)])
        self._rpc(
            self.boss,
            "pact.member",
            "write",
            self.here.ids,
            {"option_ids": [Command.link(option.id)]},
        )

    def _assert_right(self, right, *call, **kwargs):
        """Assert what the table says of ``right``, by a call that needs it.

        What is ticked is refused before and allowed after.
        """
        mark = self._mark(right)
        if mark != "x":
            self._assert_refused(self.person, *call, **kwargs)
        if mark == "o":
            self._tick(right)
        if mark != "-":
            self._rpc(self.person, *call, **kwargs)
            self.env.flush_all()
            self.env.invalidate_all()

    def _tag(self, name, company=None):
        company = company or self.company
        return self.env["pact.tag"].create({"name": name, "company_id": company.id})

    def _theirs(self):
        """Return a conversation that the person holds, whatever they may do."""
        conversation = self._write("Bom dia", "5531987650009")
        conversation._pact_hold(self.person)
        self.env.flush_all()
        self.env.invalidate_all()
        return conversation


class EveryRight(EveryRightOfTickets):
    """The rows of the table, the same for each role."""

    allow_inherited_tests_method = True

    def test_rights_are_those_of_the_table(self):
        """A.7, U1, U39: granted, ticked or never, as the membership says."""
        for right in A7:
            mark = self._mark(right)
            with self.subTest(right=right):
                self.assertEqual(self.here[right], mark == "x")
                if mark == "o":
                    self._tick(right)
                    self.assertTrue(self.here[right])
                elif mark == "-":
                    with self.assertRaises(UserError):
                        self._tick(right)

    def _rated_with_file(self):
        """Return a rated request of the person, and a confidential file of it."""
        ticket = self.env["pact.ticket"].create(
            {"company_id": self.company.id, "user_id": self.person.id}
        )
        file = self.env["ir.attachment"].create(
            {
                "name": "laudo.pdf",
                "raw": b"laudo",
                "res_model": ticket._name,
                "res_id": ticket.id,
                "pact_is_confidential": True,
            }
        )
        ticket._go("finished")
        ticket._rate_of_customer("2", "")
        self.env.flush_all()
        self.env.invalidate_all()
        return ticket, file

    def test_confidential_files(self):
        """SN2: opened by right, by whoever reads the request."""
        if self._mark("may_answer") == "-":
            return
        _ticket, file = self._rated_with_file()
        call = ("ir.attachment", "read", file.ids, ["name", "raw"])
        self._assert_right("may_read_confidential", *call)

    def test_ratings(self):
        """S21: what customers say of requests is read by the right to feedback."""
        ticket, _file = self._rated_with_file()
        call = ("pact.rating", "read", ticket.rating_ids.ids, ["value"])
        self._assert_right("may_read_feedback", *call)

    def test_rights_here_are_not_rights_there(self):
        """P7: what the second membership gives follows from its own role."""
        column = COLUMNS.index(self.kind_elsewhere)
        for right, marks in A7.items():
            self.assertEqual(self.elsewhere[right], marks[column] == "x", right)

    def test_own_conversations(self):
        """H10, U8: whoever answers reads, answers and finishes their own."""
        theirs = self._theirs()
        self._assert_right(
            "may_answer", "discuss.channel", "read", theirs.ids, ["name"]
        )
        if self._mark("may_answer") == "x":
            self.assertTrue(self._answer(theirs, self.person))
        self._assert_right(
            "may_answer", "discuss.channel", "action_pact_finish", theirs.ids
        )

    def test_queue(self):
        """X5, CN1: whoever may take sees that somebody waits, and takes."""
        as_person = self.env["discuss.channel"].with_user(self.person)
        sees = self.waiting in as_person._pact_waiting_for_me(limit=None)
        self.assertEqual(sees, self._mark("may_take") == "x")
        self._assert_right(
            "may_take", "discuss.channel", "action_pact_take", self.waiting.ids
        )

    def test_the_dispenser(self):
        """U13: the next one by who may use the dispenser, and it is theirs."""
        self._assert_right("may_dispense", "discuss.channel", "action_pact_next")
        is_theirs = self.waiting.pact_agent_id == self.person
        self.assertEqual(is_theirs, self._mark("may_dispense") != "-")

    def test_why_others_have_something(self):
        """I1: told to who assigns; all the others hear of themselves alone."""
        right = "may_assign"
        self._assert_right(right, "discuss.channel", "pact_why", self.held.ids)
        call = ("pact.member", "why_nothing")
        self._assert_right(right, *call, self._member_of(self.bia).ids)
        self.assertTrue(self._rpc(self.person, *call, self.here.ids))

    def test_others_conversations_are_read(self):
        """H14, U18, U33: by right only, in search as in reading."""
        right = "may_read_others"
        self._assert_right(right, "discuss.channel", "read", self.held.ids, ["name"])
        found = self._rpc(
            self.person,
            "mail.message",
            "search",
            [("body", "ilike", "segredo de Maria")],
        )
        self.assertEqual(bool(found), self._mark(right) == "x")

    def test_history_is_read(self):
        """C17, U23: what others finished, by who may read the history."""
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", self.held.ids)
        self.env.invalidate_all()
        call = ("discuss.channel", "read", self.held.ids, ["name"])
        self._assert_right("may_read_history", *call)

    def test_contacts_are_edited(self):
        """C18, U21: a customer of the company, by who may edit contacts."""
        contact = self.held.pact_partner_id
        call = ("res.partner", "write", contact.ids, {"name": "Maria Prado"})
        self._assert_right("may_edit_contacts", *call)

    def test_others_conversations_are_finished(self):
        """U20, H16: whoever assigns may end what a colleague holds."""
        self._assert_right(
            "may_assign", "discuss.channel", "action_pact_finish", self.held.ids
        )

    def _template(self):
        return self.env["pact.template"].create(
            {
                "name": "lembrete",
                "company_id": self.company.id,
                "inbox_id": self.inbox.id,
                "language": "pt_BR",
                "body": "Podemos falar agora?",
                "state": "approved",
                "is_published": True,
            }
        )

    def test_templates_are_used(self):
        """C23, U11: read, and sent in one's own conversation."""
        right = "may_use_templates"
        template = self._template()
        self._assert_right(right, "pact.template", "read", template.ids, ["body"])
        theirs = self._theirs()
        self._assert_right(
            right, "discuss.channel", "action_pact_templates", theirs.ids
        )
        self._assert_right(
            right,
            "discuss.channel",
            "action_pact_send_template",
            theirs.ids,
            template.id,
        )

    def test_templates_are_published(self):
        """U11, C26: by who may manage them."""
        self._assert_right(
            "may_manage_templates",
            "pact.template",
            "write",
            self._template().ids,
            {"is_published": False},
        )

    def test_templates_are_written(self):
        """U11: by who may manage them."""
        values = {
            "name": "novo",
            "company_id": self.company.id,
            "inbox_id": self.inbox.id,
            "language": "pt_BR",
            "body": "Olá, podemos falar?",
        }
        self._assert_right("may_manage_templates", "pact.template", "create", [values])

    def test_templates_are_submitted(self):
        """U11: by who may manage them."""
        template = self._template()
        template.state = "draft"
        self._assert_right(
            "may_manage_templates", "pact.template", "action_submit", template.ids
        )

    def test_templates_are_deleted(self):
        """U11: by who may manage them."""
        self._assert_right(
            "may_manage_templates", "pact.template", "unlink", self._template().ids
        )

    def test_conversations_are_started(self):
        """C16: with a template, for one of their own teams."""
        template = self.env["pact.template"].create(
            {
                "name": "novidade",
                "company_id": self.company.id,
                "inbox_id": self.inbox.id,
                "language": "pt_BR",
                "state": "approved",
                "is_published": True,
                "body": "Podemos falar?",
            }
        )
        new = {
            "number": "+5531987650066",
            "team_id": self.team.id,
            "inbox_id": self.inbox.id,
            "template_id": template.id,
        }
        for action in ("preflight", "start"):
            method = f"action_pact_{action}"
            self._assert_right("may_start", "discuss.channel", method, new)
        started = self._conversation("5531987650066")
        held_by = started.pact_agent_id
        self.assertEqual(held_by == self.person, self._mark("may_start") == "x")

    def test_tags_are_used(self):
        """C23: on one's own conversation by who may use tags."""
        tag = self._tag("Troca")
        self._assert_right(
            "may_use_templates",
            "discuss.channel",
            "action_pact_tag",
            self._theirs().ids,
            tag.ids,
        )

    def test_tags_are_read(self):
        """U10, C23: those of the company, by who may use them."""
        tag = self._tag("Troca")
        self._assert_right(
            "may_use_templates", "pact.tag", "read", tag.ids, ["name", "color"]
        )

    def test_others_conversations_are_tagged(self):
        """C23, U20: a colleague's by who assigns."""
        tag = self._tag("Troca")
        self._assert_right(
            "may_assign",
            "discuss.channel",
            "action_pact_tag",
            self.held.ids,
            tag.ids,
        )

    def test_tags_are_made(self):
        """U10, C26, A.7: by who may manage them."""
        values = {"name": "Nova", "company_id": self.company.id}
        self._assert_right("may_manage_templates", "pact.tag", "create", [values])

    def test_tags_are_renamed(self):
        """U10, C26, A.7: by who may manage them."""
        tag, values = self._tag("Troca"), {"name": "Trocas"}
        right = "may_manage_templates"
        self._assert_right(right, "pact.tag", "write", tag.ids, values)

    def test_tags_are_deleted(self):
        """U10, C26, A.7: by who may manage them."""
        tag = self._tag("Troca")
        self._assert_right("may_manage_templates", "pact.tag", "unlink", tag.ids)

    def test_own_conversations_are_transferred(self):
        """U14: to a colleague, by who may transfer and answers at all."""
        theirs = self._theirs()
        call = ("discuss.channel", "action_pact_transfer", theirs.ids)
        self._assert_right("may_transfer", *call, {"user_id": self.bia.id})

    def test_others_conversations_are_assigned(self):
        """U19: what waits is given to somebody, by who may assign."""
        call = ("discuss.channel", "action_pact_transfer", self.waiting.ids)
        self._assert_right("may_assign", *call, {"user_id": self.bia.id})

    def test_others_conversations_are_transferred(self):
        """U19: from colleague to colleague, by who may assign."""
        call = ("discuss.channel", "action_pact_transfer", self.held.ids)
        self._assert_right("may_assign", *call, {"user_id": self.bia.id})

    def test_others_conversations_are_returned_and_reopened(self):
        """U19, U20: by who may assign."""
        right = "may_assign"
        self._assert_right(
            right, "discuss.channel", "action_pact_return", self.held.ids
        )
        finished = self._write("Tchau", "5531987650008")
        self._take(finished)
        finished._pact_finish()
        self._assert_right(right, "discuss.channel", "action_pact_reopen", finished.ids)

    def test_others_conversations_are_joined_and_left(self):
        """H16: visibly, by who may assign."""
        right = "may_assign"
        self._assert_right(right, "discuss.channel", "action_pact_join", self.held.ids)
        if self._mark(right) == "x":
            self._rpc(
                self.person, "discuss.channel", "action_pact_leave", self.held.ids
            )

    def test_a_whisper(self):
        """H16: a note in what a colleague holds, by who may assign."""
        # sudo: discuss.channel - what the composer's route does after its check
        poster = self.held.with_user(self.person).sudo()
        note = {"message_type": "comment", "subtype_xmlid": "mail.mt_note"}
        if self._mark("may_assign") == "x":
            poster.message_post(body="Calma", **note)
        else:
            with self.assertRaises(UserError):
                poster.message_post(body="Calma", **note)
        self.assertFalse(self._outbox(self.held))

    def test_nothing_of_the_other_company_is_decided(self):
        """P7: whatever the role there, what belongs here follows from the one here."""
        inbox = self._make_inbox(self.other_team, number_ref="7", account_ref="8")
        self._receive(self._element(sender="5531987650007"), inbox=inbox)
        theirs = self.env["discuss.channel"].search([("pact_inbox_id", "=", inbox.id)])
        may = A7["may_assign"][COLUMNS.index(self.kind_elsewhere)] == "x"
        values = {"user_id": self.person.id}
        call = ("discuss.channel", "action_pact_transfer", theirs.ids, values)
        if may:
            self._rpc(self.person, *call)
        else:
            self._assert_refused(self.person, *call)

    def test_pauses(self):
        """C5: taken by whom the table lets."""
        kind = self.env["pact.pause.type"].create(
            {"name": "Lanche", "company_id": self.company.id}
        )
        here = {"allowed_company_ids": self.company.ids}
        call = ("pact.member", "begin_pause", kind.id)
        self._assert_right("may_pause", *call, context=here)

    def test_exceptions_are_granted(self):
        """C12: asked by an agent, granted by whom the table lets."""
        model, kind = "pact.pause.exception", self._snack()
        member = self._member_of(self.ana)
        asked = self.env[model]._ask(member, kind, "early", "Dentist")
        self._assert_right("may_grant_pauses", model, "action_grant", asked.ids)
        self.assertEqual(
            asked.state, "asked" if self._mark("may_grant_pauses") == "-" else "granted"
        )

    def test_exceptions_are_refused(self):
        """C12: by whom the table lets."""
        model, kind = "pact.pause.exception", self._snack()
        member = self._member_of(self.ana)
        asked = self.env[model]._ask(member, kind, "early", "Dentist")
        self._assert_right("may_grant_pauses", model, "action_refuse", asked.ids)

    def test_exceptions_are_read(self):
        """P3: of others, by who may grant them."""
        model, kind = "pact.pause.exception", self._snack()
        member = self._member_of(self.ana)
        asked = self.env[model]._ask(member, kind, "early", "Dentist")
        self._assert_right("may_grant_pauses", model, "read", asked.ids, ["why"])

    def test_exceptions_are_asked(self):
        """C12: of one's own, by who takes pauses."""
        kind = self._snack(opens=23.98, closes=24)
        here = {"allowed_company_ids": self.company.ids}
        call = ("pact.member", "ask_exception", kind.id, "Dentist")
        with freeze_time("2026-03-02 12:00:00"):
            self._assert_right("may_pause", *call, context=here)

    def test_who_waits_is_let_go(self):
        """I2: beyond a team's minimum, by who may grant pauses."""
        model, member = "pact.pause.turn", self._member_of(self.ana)
        turn = self.env[model]._ask(member, self._snack())
        self._assert_right("may_grant_pauses", model, "action_let_go", turn.ids)
        if self._mark("may_grant_pauses") != "-":
            self.assertEqual(member.availability, "paused")

    def test_who_waits_for_a_pause_is_read(self):
        """I2, P3: of others, by who may grant pauses, in each company for itself."""
        right, model = "may_grant_pauses", "pact.pause.turn"
        turn = self.env[model]._ask(self._member_of(self.ana), self._snack())
        self._assert_right(right, model, "read", turn.ids, ["pause_type_id"])
        lunch = self._snack(company_id=self.other_company.id)
        theirs = self.env[model]._ask(self._member_of(self.stranger), lunch)
        self._assert_elsewhere(right, model, "read", theirs.ids, ["pause_type_id"])

    def test_a_team_is_paused_and_resumed(self):
        """A.7: the whole work of a team, by who assigns in its company."""
        right = "may_assign"
        for team, check in (
            (self.team, self._assert_right),
            (self.other_team, self._assert_elsewhere),
        ):
            vals = {"team_id": team.id, "reason": "Sem luz"}
            check(right, "pact.team", "action_pause", team.ids)
            check(right, "pact.team.pausing", "create", [vals])
            team._pause("Sem luz")
            check(right, "pact.team", "action_resume", team.ids)

    def test_holidays(self):
        """HN8: read by who answers, kept by who configures."""
        model, holidays = "pact.holiday", self.env["pact.holiday"]
        for company, check in (
            (self.company, self._assert_right),
            (self.other_company, self._assert_elsewhere),
        ):
            vals = {"name": "Natal", "date": "2026-12-25", "company_id": company.id}
            day = holidays.create(vals)
            check("may_answer", model, "read", day.ids, ["name"])
            check("may_configure", model, "create", [vals])
            check("may_configure", model, "write", day.ids, {"is_yearly": True})

    def test_others_leave(self):
        """C1, U19: marked as gone, and what they hold, by who may assign."""
        right, model = "may_assign", "pact.member"
        for user, held, check in (
            (self.ana, self.held, self._assert_right),
            (self.stranger, self._held_elsewhere(), self._assert_elsewhere),
        ):
            member = self._member_of(user)
            company = {"allowed_company_ids": member.company_id.ids}
            given = [[{"id": held.id, "heir_id": False}], "", member.id]
            check(right, model, "leave", member.id, context=company)
            check(right, model, "leave_hand_over", *given, context=company)
            may = check == self._assert_right and self._mark(right) == "x"
            may |= check == self._assert_elsewhere and self._is_right_elsewhere(right)
            self.assertEqual(held.pact_state == "waiting", may)
            self.assertEqual(member.availability == "unavailable", may)

    def _held_elsewhere(self):
        inbox = self._make_inbox(self.other_team, number_ref="7", account_ref="8")
        self._receive(self._element(sender="5531987650007"), inbox=inbox)
        held = self.env["discuss.channel"].search([("pact_inbox_id", "=", inbox.id)])
        held._pact_hold(self.stranger)
        return held

    def _is_right_elsewhere(self, right):
        return A7[right][COLUMNS.index(self.kind_elsewhere)] == "x"

    def _assert_elsewhere(self, right, *call, **kwargs):
        """Assert that the role in the other company decides about what is there."""
        if self._is_right_elsewhere(right):
            self._rpc(self.person, *call, **kwargs)
            self.env.flush_all()
            self.env.invalidate_all()
        else:
            self._assert_refused(self.person, *call, **kwargs)

    def _snack(self, **vals):
        return self.env["pact.pause.type"].create(
            {"name": "Lanche", "company_id": self.company.id, **vals}
        )

    def test_conversations_are_forced(self):
        """H19: beyond a maximum, by whoever assigns."""
        self._member_of(self.bia).max_open = 1
        self._take(self._write("Oi", "5531987650003"), self.bia)
        values = {"user_id": self.bia.id, "is_forced": True}
        call = ("discuss.channel", "action_pact_transfer", self.held.ids, values)
        self._assert_right("may_assign", *call)

    def test_types_of_pause(self):
        """C9, P3: read by who takes them, made by who may configure."""
        model = "pact.pause.type"
        values = {"name": "Lanche", "company_id": self.company.id}
        made = self.env[model].create(values)
        self._assert_right("may_pause", model, "read", made.ids, ["name"])
        self._assert_right("may_configure", model, "create", [values | {"name": "B"}])

    def test_classifications(self):
        """P3: by who may configure; read by who answers."""
        model = "pact.classification"
        values = {"name": "Billing", "company_id": self.company.id}
        made = self.env[model].create(values)
        self._assert_right("may_answer", model, "read", made.ids, ["name"])
        self._assert_right("may_configure", model, "create", [values | {"name": "B"}])

    def test_correspondences(self):
        """P4: seen with templates, prepared by who starts, let out by who assigns."""
        one = self.env["pact.correspondence"].create(
            {"name": "Novidades", "company_id": self.company.id, "state": "paused"}
        )
        self._assert_right("may_use_templates", one._name, "read", one.ids, ["name"])
        self._assert_right(
            "may_start",
            one._name,
            "create",
            [{"name": "Offers", "company_id": self.company.id}],
        )
        self._assert_right("may_assign", one._name, "action_cancel", one.ids)

    def test_agents_are_enlisted(self):
        """H13, P14, X1: an agent by who may invite."""
        self._assert_right(
            "may_invite",
            "pact.member",
            "create",
            [{"user_id": self.novice.id, "company_id": self.company.id}],
        )

    def test_agents_are_edited(self):
        """H13: an agent's maximum by who may invite."""
        self._assert_right(
            "may_invite",
            "pact.member",
            "write",
            self._member_of(self.bia).ids,
            {"max_open": 3},
        )

    def test_others_than_agents_are_enlisted(self):
        """H17, X1: any other role by who may configure."""
        self._assert_right(
            "may_configure",
            "pact.member",
            "create",
            [
                {
                    "user_id": self.novice.id,
                    "company_id": self.company.id,
                    "role_ids": [Command.set(self._role("supervisor").ids)],
                }
            ],
        )

    def test_agents_are_promoted(self):
        """H13, H17: nobody but who may configure makes an administrator."""
        self._assert_right(
            "may_configure",
            "pact.member",
            "write",
            self._member_of(self.bia).ids,
            {"role_ids": [Command.set(self._role("administrator").ids)]},
        )

    def test_configuration(self):
        """P3, H17, C3: teams, roles and inboxes by who may configure."""
        right = "may_configure"
        self._assert_right(
            right, "pact.team", "write", self.team.ids, {"name": "Renamed"}
        )
        self._assert_right(right, "pact.team", "create", [{"name": "Another"}])
        self._assert_right(
            right, "pact.role", "create", [{"name": "Night", "kind": "agent"}]
        )
        self._assert_right(right, "pact.inbox", "write", self.inbox.ids, {"name": "I"})
        self._assert_right(right, "pact.inbox", "read", self.inbox.ids, ["name"])

    def test_agents_are_removed(self):
        """P12, A.7: an agent by who may remove."""
        self._assert_right(
            "may_remove",
            "pact.member",
            "action_remove",
            self._member_of(self.bia).ids,
        )

    def test_administrators_are_removed(self):
        """P12: anybody else by who may also configure."""
        self._make_member("chief_pact", "administrator", self.team)
        if self._mark("may_remove") == "o":
            self._tick("may_remove")
        self._assert_right(
            "may_configure",
            "pact.member",
            "action_remove",
            self._member_of(self.boss).ids,
        )

    def test_records_are_deleted(self):
        """H18: by who may delete."""
        empty = self._make_team("Empty")
        self._assert_right("may_delete", "pact.team", "unlink", empty.ids)

    def test_memberships_are_deleted_by_nobody(self):
        """P12, X3: a member is removed, never deleted."""
        self._assert_refused(
            self.person, "pact.member", "unlink", self._member_of(self.bia).ids
        )

    def test_no_right_is_written(self):
        """An invited agent makes nobody an administrator, themself least of all."""
        for vals in (
            {"may_configure": True},
            {"is_agent_only": True},
            {"user_id": self.novice.id},
            {"company_id": self.other_company.id},
        ):
            self._assert_refused(
                self.person, "pact.member", "write", self.here.ids, vals
            )
        self._assert_refused(
            self.person,
            "pact.member",
            "create",
            [
                {
                    "user_id": self.novice.id,
                    "company_id": self.company.id,
                    "role_ids": [Command.set(self._role("supervisor").ids)],
                    "is_agent_only": True,
                }
            ],
        )
        self._assert_refused(
            self.person,
            "pact.role",
            "write",
            self._role("agent").ids,
            {"may_configure": True},
        )
        self._assert_refused(
            self.person,
            "pact.role",
            "create",
            [{"name": "Mine", "kind": "agent", "member_ids": [(4, self.here.id)]}],
        )
        group = self.env.ref("pact_team.pact_team_group_administrator")
        self._assert_refused(
            self.person,
            "res.users",
            "write",
            self.person.ids,
            {"group_ids": [Command.link(group.id)]},
        )

    def test_a_role_elsewhere_opens_nothing_here(self):
        """P7: a role of the other company cannot be held in this one."""
        foreign = self.env["pact.role"].create(
            {"name": "F", "kind": "administrator", "company_id": self.other_company.id}
        )
        self._assert_refused(
            self.person,
            "pact.member",
            "write",
            self.here.ids,
            {"role_ids": [Command.set(foreign.ids)]},
        )

    def test_colleagues_days(self):
        """I4: log, day and evidence of others, by either of two rights."""
        theirs = self.env["pact.availability"].search(
            [("user_id", "=", self.bia.id)], limit=1
        )
        elsewhere = self.env["pact.availability"].search(
            [("user_id", "=", self.stranger.id)], limit=1
        )
        rights = ("may_see_team_figures", "may_grant_pauses")
        marks = [self._mark(right) for right in rights]
        self._assert_sees_day("x" in marks, theirs)
        for right in rights:
            if self._mark(right) == "o":
                self._tick(right)
                self._assert_sees_day(True, theirs)
        column = COLUMNS.index(self.kind_elsewhere)
        there = "x" in [A7[right][column] for right in rights]
        self._assert_sees_day(there, elsewhere)

    def _assert_sees_day(self, is_seen, stretch):
        """Assert it of all doors: the log, the picture, and the evidence."""
        context = {"allowed_company_ids": stretch.company_id.ids}
        told = self._rpc(
            self.person, "pact.availability", "day_of_team", context=context
        )
        shown = stretch.member_id.id in [one["id"] for one in told["people"]]
        self.assertEqual(shown, is_seen)
        read = ("pact.availability", "read", stretch.ids, ["state"])
        if is_seen:
            self._rpc(self.person, *read)
            self.assertTrue(self._prove(stretch, context))
        else:
            self._assert_refused(self.person, *read)
            with mute_logger("odoo.models"), self.assertRaises(UserError):
                self._prove(stretch, context)

    def _prove(self, stretch, context):
        model, company = "pact.rest.evidence", stretch.company_id
        asked = [{"company_id": company.id, "member_ids": stretch.member_id.ids}]
        made = self._rpc(self.person, model, "create", asked, context=context)
        return self._rpc(self.person, model, "action_pdf", made)


@tagged("post_install", "-at_install")
class TestFigures(AccessCase):
    """What a role of the company's own gives without the right to assign."""

    def test_why_is_told_to_who_sees_the_figures(self):
        """I1: of their own company, by that right alone, and by no other."""
        person = self._make_member("figures_pact", "supervisor", self.team)
        member = self._member_of(person)
        rights = {"may_answer": True, "may_read_others": True, "may_assign": False}
        role = self.env["pact.role"].create(
            {"name": "F", "kind": "supervisor", "company_id": self.company.id} | rights
        )
        member.role_ids = role
        calls = (
            ("discuss.channel", "pact_why", self.held.ids),
            ("pact.member", "why_nothing", self._member_of(self.bia).ids),
        )
        self.assertFalse(member.may_assign)
        for call in calls:
            self._assert_refused(person, *call)
        role.may_see_team_figures = True
        self.env.flush_all()
        self.assertTrue(member.may_see_team_figures)
        for call in calls:
            self.assertTrue(self._rpc(person, *call))
        theirs = self._member_of(self.stranger).ids
        self._assert_refused(person, "pact.member", "why_nothing", theirs)
        bia = self._member_of(self.bia)
        self._assert_refused(person, "pact.member", "leave", bia.id)


@tagged("post_install", "-at_install")
class TestAgent(EveryRight, RoleCase):
    """An agent here, and the administrator of the other company."""

    kind = "agent"
    kind_elsewhere = "administrator"


@tagged("post_install", "-at_install")
class TestConversationAgent(EveryRight, RoleCase):
    kind = "conversation"
    kind_elsewhere = "manager"


@tagged("post_install", "-at_install")
class TestManager(EveryRight, RoleCase):
    kind = "manager"
    kind_elsewhere = "administrator"


@tagged("post_install", "-at_install")
class TestSupervisor(EveryRight, RoleCase):
    kind = "supervisor"
    kind_elsewhere = "administrator"


@tagged("post_install", "-at_install")
class TestPayments(EveryRight, RoleCase):
    kind = "payments"
    kind_elsewhere = "administrator"


@tagged("post_install", "-at_install")
class TestStakeholder(EveryRight, RoleCase):
    kind = "stakeholder"
    kind_elsewhere = "administrator"


@tagged("post_install", "-at_install")
class TestAdministrator(EveryRight, RoleCase):
    """The administrator here, and an agent of the other company."""

    kind = "administrator"
    kind_elsewhere = "agent"

    def test_an_administrator_here_is_an_agent_there(self):
        """P7: nothing of the other company is configured."""
        for call in (
            ("pact.team", "write", self.other_team.ids, {"name": "Renamed"}),
            ("pact.member", "write", self.elsewhere.ids, {"max_open": 9}),
            (
                "pact.member",
                "write",
                self.elsewhere.ids,
                {"role_ids": [Command.set(self._role("administrator").ids)]},
            ),
            (
                "pact.grant",
                "create",
                [
                    {
                        "member_id": self.elsewhere.id,
                        "company_id": self.company.id,
                        "role_id": self._role("administrator").id,
                        "date_to": "2099-01-01",
                    }
                ],
            ),
        ):
            self._assert_refused(self.person, *call)
