from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..rules import transfer
from .custody_case import CustodyCase


@tagged("post_install", "-at_install")
class TestTransfer(CustodyCase):
    """U14, U19: a conversation goes to whom it may go, by who may hand it over."""

    def test_to_a_colleague(self):
        """U14: the colleague holds it, the sender is out in the same breath."""
        self._transfer(self.ana, user_id=self.bia.id)
        self.assertEqual(self.channel.pact_agent_id, self.bia)
        self.assertEqual(self.channel.pact_state, "in_progress")
        self.assertEqual(
            self.channel.channel_member_ids.partner_id, self.bia.partner_id
        )
        self.assertTrue(self._reads(self.bia))

    def test_the_sender_is_out_at_once(self):
        """H10: neither the conversation nor one's own words can be read any more."""
        message = self._answer(self.channel)
        self._transfer(self.ana, user_id=self.bia.id)
        self.assertFalse(self._reads(self.ana))
        self._assert_refused(
            AccessError,
            "",
            self._rpc,
            self.ana,
            "mail.message",
            "read",
            message.ids,
            ["body"],
        )
        self._assert_refused(
            AccessError, "Take the conversation", self._answer, self.channel
        )

    def test_to_a_team(self):
        """U14: it waits in that team's queue, and no longer in one's own."""
        self._transfer(self.ana, team_id=self.sales.id)
        self.assertEqual(self.channel.pact_team_id, self.sales)
        self.assertEqual(self.channel.pact_state, "waiting")
        self.assertFalse(self.channel.channel_member_ids)
        self._take(self.channel, self.caio)
        self.assertEqual(self.channel.pact_agent_id, self.caio)

    def test_to_a_colleague_of_a_team(self):
        self._transfer(self.ana, team_id=self.sales.id, user_id=self.caio.id)
        self.assertEqual(self.channel.pact_team_id, self.sales)
        self.assertEqual(self.channel.pact_agent_id, self.caio)

    def test_the_receiver_sees_why(self):
        """U14: from whom and why: in the thread, on the stint, as a notification."""
        self._transfer(
            self.ana, user_id=self.bia.id, note="Pediu <b>nota</b>", reason="knowledge"
        )
        stint = self.channel.pact_stint_id
        self.assertEqual((stint.reason, stint.by_user_id), ("transferred", self.ana))
        self.assertEqual(stint.note, "Pediu <b>nota</b>")
        self.assertEqual(stint.transfer_reason, "knowledge")
        [line] = self._notes()
        self.assertIn("ana_pact", line.body)
        self.assertIn("Pediu &lt;b&gt;nota&lt;/b&gt;", line.body)
        self.assertIn("Somebody else knows it better", line.body)
        told = self._sent_to(self.bia)
        self.assertIn("pact/handed_over", told)
        self.assertIn("discuss.channel/joined", told)
        self.assertNotIn("invited_by_user_id", told)

    def test_the_note_never_leaves(self):
        """U14: what is said to a colleague is not sent to the customer."""
        self._transfer(self.ana, user_id=self.bia.id, note="Cuidado com ele")
        self.assertFalse(self._outbox(self.channel))
        self._transfer(self.boss, team_id=self.sales.id, note="De novo")
        self.assertFalse(self._outbox(self.channel))

    def test_needs_the_right(self):
        """U14: without the right one's own conversation stays."""
        waiting = self._write("Oi", "5531987650002")
        self._take(waiting, self.bia)
        self._assert_refused(
            AccessError,
            "Your roles do not let you",
            self._transfer,
            self.bia,
            waiting,
            user_id=self.ana.id,
        )
        self._tick(self.bia, "may_transfer")
        self._transfer(self.bia, waiting, user_id=self.ana.id)
        self.assertEqual(waiting.pact_agent_id, self.ana)

    def test_of_others_needs_the_right_to_assign(self):
        """U19, CN4: a supervisor moves what a colleague holds, an agent does not."""
        self._tick(self.bia, "may_transfer")
        self._assert_refused(
            AccessError,
            "Your roles",
            self._transfer,
            self.bia,
            user_id=self.bia.id,
        )
        self._transfer(self.rosa, user_id=self.bia.id)
        self.assertEqual(self.channel.pact_agent_id, self.bia)

    def test_a_supervisor_moves_what_waits(self):
        """U19: also from one queue to another; nobody waits anew for that."""
        waiting = self._write("Oi", "5531987650002")
        since = waiting.pact_waiting_date
        self._transfer(self.rosa, waiting, team_id=self.sales.id)
        self.assertEqual(waiting.pact_team_id, self.sales)
        self.assertEqual(waiting.pact_stint_id.reason, "moved")
        self.assertEqual(waiting.pact_waiting_date, since)

    def test_an_agent_does_not_move_what_waits(self):
        self._act(self.ana, "return")
        self._assert_refused(
            AccessError, "Your roles", self._transfer, self.ana, user_id=self.bia.id
        )

    def test_only_to_allowed_destinations(self):
        """U14, H5: the team's own list says where it transfers to."""
        self.team.destination_ids = [Command.link(self.sales.id)]
        self._assert_refused(
            UserError,
            "does not take over",
            self._transfer,
            self.ana,
            team_id=self.finance.id,
        )
        self._assert_refused(
            UserError,
            "does not take over",
            self._transfer,
            self.rosa,
            team_id=self.finance.id,
        )
        self._transfer(self.ana, team_id=self.sales.id)

    def test_a_person_of_no_destination_is_refused(self):
        """U14: naming no team is no way around the list."""
        eva = self._make_member("eva_pact", "agent", self.finance)
        self.team.destination_ids = [Command.link(self.sales.id)]
        self._assert_refused(
            UserError, "a team it may go to", self._transfer, self.ana, user_id=eva.id
        )
        self._transfer(self.ana, user_id=self.caio.id)
        self.assertEqual(self.channel.pact_agent_id, self.caio)

    def test_only_to_who_is_in_the_team(self):
        self._assert_refused(
            UserError,
            "a team it may go to",
            self._transfer,
            self.ana,
            team_id=self.sales.id,
            user_id=self.bia.id,
        )

    def test_only_to_active_members_who_answer(self):
        """U14: no stranger, nobody who was removed, nobody without the right."""
        payer = self._make_member("payer_pact", "payments", self.team)
        gone = self._make_member("gone_pact", "agent", self.team)
        self._member_of(gone).action_remove()
        other = self._make_team("Outra", self.env["res.company"].create({"name": "O"}))
        stranger = self._make_member("stranger_pact", "agent", other)
        employee = self._make_user("employee_pact")
        for user in payer + gone + stranger + employee:
            with self.subTest(user=user.login):
                self._assert_refused(
                    UserError,
                    "does not answer customers",
                    self._transfer,
                    self.ana,
                    user_id=user.id,
                )
        self._assert_refused(
            UserError, "does not take over", self._transfer, self.ana, team_id=other.id
        )

    def test_never_to_who_holds_it(self):
        self._assert_refused(
            UserError, "already", self._transfer, self.ana, user_id=self.ana.id
        )

    def test_it_needs_somewhere_to_go(self):
        for values in ({}, {"user_id": "1"}, {"team_id": True}, {"user_id": [1]}):
            with self.subTest(values=values):
                self._assert_refused(
                    UserError, "Choose a colleague", self._transfer, self.ana, **values
                )
        self._assert_refused(
            UserError, "Choose a colleague", self._act, self.ana, "transfer", None
        )
        self._assert_refused(
            UserError,
            "with this team already",
            self._transfer,
            self.ana,
            team_id=self.team.id,
        )

    def test_a_note_where_the_company_wants_one(self):
        """U14: optional, or required by the setting."""
        self.company.pact_transfer_note = True
        self._assert_refused(
            UserError,
            "in a note why",
            self._transfer,
            self.ana,
            user_id=self.bia.id,
            note=" \n",
        )
        self._transfer(self.ana, user_id=self.bia.id, note="Férias")

    def test_a_note_of_any_text(self):
        """What no database keeps is left out; what is too long is refused in words."""
        self._assert_refused(
            UserError,
            "fewer words",
            self._transfer,
            self.ana,
            user_id=self.bia.id,
            note="x" * (transfer.LONGEST_NOTE + 1),
        )
        self._transfer(
            self.ana, user_id=self.bia.id, note="a\0b\ud800c", reason={"x": 1}
        )
        self.assertEqual(self.channel.pact_stint_id.note, "abc")

    def test_without_departments_only_to_persons(self):
        """C3: where nobody works in departments, none can be named."""
        self.company.pact_uses_departments = False
        self._assert_refused(
            UserError,
            "does not take over",
            self._transfer,
            self.ana,
            team_id=self.sales.id,
        )
        self._transfer(self.ana, user_id=self.caio.id)
        self.assertEqual(self.channel.pact_agent_id, self.caio)

    def test_finished_goes_nowhere(self):
        self._act(self.ana, "finish")
        self._assert_refused(
            UserError, "already finished", self._transfer, self.ana, user_id=self.bia.id
        )

    def test_what_the_dialog_offers_is_what_is_taken(self):
        """U14: every person and team offered is accepted, nobody else is."""
        self.team.destination_ids = [Command.link(self.sales.id)]
        self._make_member("eva_pact", "agent", self.finance)
        offer = self._rpc(
            self.ana, "discuss.channel", "pact_destinations", self.channel.ids
        )
        names = {team["name"] for team in offer["teams"]}
        self.assertEqual(names, {"Support", "Sales"})
        people = {person["id"] for person in offer["people"]}
        expected = self.bia + self.boss + self.caio + self.rosa
        self.assertEqual(people, set(expected.ids))
        self.assertFalse(offer["needs_note"])

    def test_the_offer_is_for_who_may_hand_over(self):
        for user in (self.bia, self.caio):
            self._assert_refused(
                AccessError,
                "Your roles",
                self._rpc,
                user,
                "discuss.channel",
                "pact_destinations",
                self.channel.ids,
            )

    def test_no_other_kind_of_channel_is_handed_over(self):
        group = self.env["discuss.channel"].create(
            {"name": "Group", "channel_type": "group"}
        )
        self._assert_refused(
            AccessError, "", self._transfer, self.boss, group, user_id=self.ana.id
        )

    def test_assigned_from_the_queue(self):
        """U19: a supervisor decides who answers what waits."""
        waiting = self._write("Oi", "5531987650002")
        self._transfer(self.rosa, waiting, user_id=self.bia.id, note="Atenda já")
        self.assertEqual(waiting.pact_agent_id, self.bia)
        stint = waiting.pact_stint_id
        self.assertEqual((stint.reason, stint.by_user_id), ("assigned", self.rosa))
        self.assertEqual(stint.note, "Atenda já")

    def test_assigning_needs_the_right(self):
        """U19: what waits is given to nobody by who only answers."""
        waiting = self._write("Oi", "5531987650002")
        for user in (self.ana, self.bia):
            self._assert_refused(
                AccessError,
                "Your roles",
                self._transfer,
                user,
                waiting,
                user_id=user.id,
            )

    def test_what_somebody_took_meanwhile_is_not_assigned(self):
        """U19: who looked at a dialog decided about what they saw there."""
        for seen in (False, self.bia.id, "x"):
            self._assert_refused(
                UserError,
                "already took",
                self._transfer,
                self.rosa,
                user_id=self.bia.id,
                holder_id=seen,
            )
        self._transfer(self.rosa, user_id=self.bia.id, holder_id=self.ana.id)
        self.assertEqual(self.channel.pact_agent_id, self.bia)

    def test_the_button_is_shown_to_who_may(self):
        """U14, U19: in lists and forms, to its holder and to who assigns."""
        waiting = self._write("Oi", "5531987650002")
        names = ["pact_may_hand_over"]
        for user, channels in (
            (self.ana, self.channel),
            (self.rosa, self.channel + waiting),
        ):
            rows = self._rpc(user, "discuss.channel", "read", channels.ids, names)
            self.assertTrue(all(row["pact_may_hand_over"] for row in rows), user.login)
        self.env["pact.member"]._open_to(self.ana).option_ids = [Command.clear()]
        self.env.flush_all()
        self.env.invalidate_all()
        [row] = self._rpc(self.ana, "discuss.channel", "read", self.channel.ids, names)
        self.assertFalse(row["pact_may_hand_over"])
        self._act(self.ana, "finish")
        [row] = self._rpc(self.rosa, "discuss.channel", "read", self.channel.ids, names)
        self.assertFalse(row["pact_may_hand_over"])
