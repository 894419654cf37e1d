import json
from datetime import datetime, timedelta

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .operation_case import HOUR, JOAO, MINUTE, NOON, WORDS, OperationCase


@tagged("post_install", "-at_install")
class TestOperation(OperationCase):
    """The whole operation of a team is paused and resumed."""

    def test_by_hand(self):
        """Nothing is given by itself; who did it, when and why is kept."""
        self.assertTrue(self.team._deals(NOON))
        self._pause(self.manager)
        self.assertFalse(self.team._deals(NOON + HOUR))
        self._resume(self.boss)
        self.assertTrue(self.team._deals(NOON + HOUR))
        [row] = self._log()
        self.assertEqual(
            (row.reason, row.cause, row.by_user_id, row.ended_by_user_id),
            ("Sem luz", "hand", self.manager, self.boss),
        )
        self.assertEqual((row.date_from, row.date_to), (NOON, NOON + HOUR))

    def test_people_go_on_by_hand(self):
        """What waits is still taken, and what is held is answered."""
        conversation = self._write()
        self._pause(moment=datetime.now().replace(microsecond=0))
        self._take(conversation)
        self._answer(conversation)
        self.assertEqual(conversation.pact_agent_id, self.ana)

    def test_until_a_moment(self):
        """It is over at the second, and the job writes it down."""
        end = NOON + HOUR
        self._pause(until_date=end)
        for now, deals in ((end - timedelta(seconds=1), False), (end, True)):
            self.assertIs(self.team._deals(now), deals)
        trigger = self.env["ir.cron.trigger"].search([("call_at", "=", end)])
        self.assertEqual(trigger.cron_id, self.env.ref("pact_team.ir_cron_operation"))
        self._run_job(end + MINUTE)
        [row] = self._log()
        self.assertEqual((row.date_to, row.ended_by_user_id.id), (end, False))
        self.assertFalse(self.team.pause_id)

    def test_anew_before_the_job_has_come(self):
        self._pause(until_date=NOON + HOUR)
        self._pause(moment=NOON + 2 * HOUR)
        self.assertEqual(self._log().mapped("date_to"), [NOON + HOUR, False])

    def test_only_one_at_a_time(self):
        """Two who pause it at once: the second is told, in words."""
        self._pause()
        with self.assertRaisesRegex(UserError, "paused already"):
            self._pause(self.manager)
        self.assertEqual(len(self._log()), 1)

    def test_odd_wishes(self):
        for vals in (
            {"reason": " \n"},
            {"reason": "Luz", "until_date": NOON},
            {"reason": "Luz", "until_date": NOON - HOUR},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                self._pause(**vals)
        self.assertEqual(self._pause(reason="Lu\x00z\n\ud83d!").reason, "Luz !")

    def test_customers_are_told_once(self):
        """Who writes and waits hears it once in each pause."""
        self._pause()
        conversation = self._write_at(NOON + MINUTE)
        self._write_at(NOON + 2 * MINUTE, "Oi?")
        self.assertEqual(self._told(conversation), [WORDS])
        self._resume()
        self._write_at(NOON + HOUR + MINUTE, "Alô?")
        self.assertEqual(self._told(conversation), [WORDS])
        self._pause(moment=NOON + 2 * HOUR)
        self._write_at(NOON + 2 * HOUR + MINUTE, "De novo?")
        self.assertEqual(self._told(conversation), [WORDS] * 2)

    def test_who_is_being_served_is_not_told(self):
        conversation = self._write_at(NOON)
        with freeze_time(NOON):
            self._take(conversation)
        self._pause()
        self._write_at(NOON + MINUTE, "Sim")
        self.assertFalse(self._told(conversation))

    def test_nor_groups_nor_without_words(self):
        self._pause()
        with freeze_time(NOON + MINUTE):
            self._receive(self._element(group_id="120363"))
        self.team.pause_message = " "
        self.assertFalse(self._told(self._write_at(NOON + MINUTE, sender=JOAO)))
        automatic = self.env["pact.message"].search([("is_automatic", "=", True)])
        self.assertFalse(automatic)

    def test_outside_of_hours_comes_first(self):
        """Who writes at night hears when somebody is back, not of a pause."""
        self.team.out_of_hours_message = "Fechado"
        self.env["pact.holiday"].create(
            {"name": "Dia", "date": NOON.date(), "company_id": self.company.id}
        )
        self._pause()
        self.assertEqual(self._told(self._write_at(NOON)), ["Fechado"])

    def test_screens_of_members_show_it(self):
        """Those who see the queue see at once that it stands still."""
        waiting = self._write_at(NOON)
        for act, is_paused in ((self._pause, True), (self._resume, False)):
            self.env["bus.bus"].search([]).unlink()
            act()
            self.assertIn(
                (waiting.id, is_paused), self._heard(), "their screens were not told"
            )

    def _heard(self):
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].search([("channel", "like", "res.partner")])
        said = [json.loads(row.message)["payload"] for row in rows]
        return [
            (channel["id"], channel["pact_is_team_paused"])
            for payload in said
            for channel in payload.get("discuss.channel", [])
            if "pact_is_team_paused" in channel
        ]

    def test_it_has_a_history(self):
        """A team that was ever paused is archived, and not deleted."""
        team = self._make_team("Sales")
        self._pause(team=team)
        with self.assertRaises(UserError):
            team.unlink()
