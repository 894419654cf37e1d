from datetime import timedelta

from freezegun import freeze_time

from odoo import fields

from .test_availability import HALF_PAST_ELEVEN, MINUTE, PauseCase

JOAO = "5531987650002"
WORDS = "Ana volta às 12h."


class TestPauseMessage(PauseCase):
    def setUp(self):
        super().setUp()
        self.snack.message = f" {WORDS}\n"
        self._choose(self.ana)
        self.held = self._write()
        self._take(self.held)

    def _told(self, channel=None):
        rows = self._outbox(channel or self.held)
        return [row.text for row in rows if row.is_automatic]

    def test_once_in_a_conversation_and_pause(self):
        """HN4: the first word gets it, the second does not, the next pause does."""
        self._write("Alguém?")
        self.assertEqual(self._told(), [])
        self._begin(self.ana, self.snack)
        self._write("Alguém?")
        self._write("Olá?")
        self.assertEqual(self._told(), [WORDS])
        self._end(self.ana)
        self._write("Voltou?")
        self.assertEqual(self._told(), [WORDS])
        with freeze_time(fields.Datetime.now() + MINUTE):
            self._begin(self.ana, self.snack)
            self._write("E agora?")
        self.assertEqual(self._told(), [WORDS, WORDS])

    def test_only_where_it_is_true(self):
        """HN4: not what waits, nor of colleagues, nor of a pause without a word."""
        self.snack.message = False
        self._make_pause("Outra", message="Já volto")
        self._begin(self.ana, self.snack)
        waiting = self._write("Oi", JOAO)
        self._write("Alguém?")
        self.assertEqual(self._told() + self._told(waiting), [])
        self._take(waiting, self.bia)
        self._write("Oi?", JOAO)
        self.assertEqual(self._told(waiting), [])

    def test_who_answers_all_the_same(self):
        """HN4: where the agent answered in the pause, nothing contradicts them."""
        with freeze_time(fields.Datetime.now() - 2 * MINUTE):
            self._begin(self.ana, self.snack)
        self._answer(self.held)
        self._write("Obrigada")
        self.assertEqual(self._told(), [])

    def test_never_what_the_window_forbids_nor_in_a_loop(self):
        """HN4: what came late, our own words and emojis bring nothing."""
        self._begin(self.ana, self.snack)
        late = fields.Datetime.now() - timedelta(hours=30)
        self._age_window(self.held, hours=30)
        self._receive(self._element("text", {"body": "Tarde"}, sent_date=late))
        self.assertEqual(self._told(), [])

    def test_out_of_hours_that_is_said(self):
        """HN4: one word by itself, not two."""
        calendar = self.env["resource.calendar"].create(
            {"name": "Nunca", "company_id": self.company.id, "attendance_ids": []}
        )
        calendar.attendance_ids.unlink()
        self.inbox.write(
            {"calendar_id": calendar.id, "out_of_hours_message": "Fechado"}
        )
        self._begin(self.ana, self.snack)
        self._write("Alguém?")
        self.assertEqual(self._told(), ["Fechado"])

    def test_a_pause_that_is_deleted_says_nothing(self):
        """HN4: what was remembered of it is forgotten with it."""
        self.assertTrue(self.inbox._has_pause_words())
        self.snack.sudo().unlink()
        self.assertFalse(self.inbox._has_pause_words())

    def test_it_costs_nothing_where_nothing_is_said(self):
        """HN4: without a word in the company, receiving asks nothing more."""
        self.snack.message = False
        kinds = self.env["pact.pause.type"]
        kinds._speaking_companies()
        self.env.flush_all()
        with self.assertQueryCount(0):
            self.assertFalse(self.inbox._has_pause_words())


class TestOverrun(PauseCase):
    def _see(self):
        with self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_overrun").method_direct_trigger()
        self.env.invalidate_all()

    def test_supervisors_are_told_once(self):
        """C8: at the second after the most minutes, marked while it still runs."""
        self._choose(self.ana)
        with freeze_time(HALF_PAST_ELEVEN):
            self._begin(self.ana, self.snack)
        running = self._log(self.ana)[-1]
        with freeze_time(HALF_PAST_ELEVEN + 15 * MINUTE):
            self._see()
        self.assertFalse(running.outcome)
        self.env["bus.bus"].search([]).unlink()
        with freeze_time(HALF_PAST_ELEVEN + 15 * MINUTE + timedelta(seconds=1)):
            self._see()
        self.assertEqual(running.outcome, "overrun")
        self.assertIn("still in the pause Lanche", self._heard_by(self.boss))
        self.assertNotIn("still in the pause", self._heard_by(self.bia))
        self.env["bus.bus"].search([]).unlink()
        with freeze_time(HALF_PAST_ELEVEN + 17 * MINUTE):
            self._see()
            self.assertNotIn("still", self._heard_by(self.boss))
            self._end(self.ana)
        self.assertEqual((running.outcome, running.real_minutes), ("overrun", 17))

    def test_those_who_look_after_the_team(self):
        """C8: of its supervisors, where it has any; and nobody about themself."""
        lead = self._make_member("lead_pact", "manager", self.team)
        self.team.supervisor_ids = self._member_of(lead)
        self.env["bus.bus"].search([]).unlink()
        self._choose(self.ana)
        with freeze_time(HALF_PAST_ELEVEN):
            self._begin(self.ana, self.snack)
        with freeze_time(HALF_PAST_ELEVEN + 20 * MINUTE):
            self._see()
        self.assertIn("still in the pause", self._heard_by(lead))
        self.assertNotIn("still in the pause", self._heard_by(self.boss))
