from datetime import datetime, timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import MARIA, PactCase

JOAO = "5531987650002"
# Tuesday; São Paulo is three hours behind all year.
CLOSED = datetime(2026, 3, 3, 23, 0)
OPEN = datetime(2026, 3, 3, 15, 0)
WORDS = "Voltamos amanhã às 9h.\nObrigado!"


class HoursCase(PactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls._make_calendar("America/Sao_Paulo")
        cls.inbox.write({"calendar_id": cls.calendar.id, "out_of_hours_message": WORDS})

    @classmethod
    def _make_calendar(cls, tz, company=None):
        """Return working hours: Monday to Friday, nine to six."""
        days = [
            Command.create(
                {
                    "name": "Day",
                    "dayofweek": str(day),
                    "day_period": "morning",
                    "hour_from": 9,
                    "hour_to": 18,
                }
            )
            for day in range(5)
        ]
        return cls.env["resource.calendar"].create(
            {
                "name": tz,
                "tz": tz,
                "company_id": (company or cls.company).id,
                "attendance_ids": [Command.clear(), *days],
            }
        )

    def _write_at(self, moment, *args, **kwargs):
        with freeze_time(moment):
            return self._write(*args, **kwargs)

    def _told(self, conversation):
        return self._outbox(conversation).filtered("is_automatic")


@tagged("post_install", "-at_install")
class TestInboxHours(HoursCase):
    def test_who_writes_at_night_is_told(self):
        """C13: outside of the working hours the customer hears when we are back."""
        conversation = self._write_at(CLOSED)
        sent = self._told(conversation)
        self.assertEqual((sent.state, sent.text), ("queued", WORDS))
        self.assertFalse(sent.user_id)
        words = self._said(conversation)[-1]
        self.assertIn("Voltamos amanhã", words.body)
        self.assertEqual(words.author_id, self.company.partner_id)
        self.assertEqual(conversation.pact_state, "waiting")
        self.assertEqual(conversation.pact_told_date, CLOSED)

    def test_nobody_is_told_while_we_are_there(self):
        self.assertFalse(self._told(self._write_at(OPEN)))

    def test_once_in_an_episode(self):
        """C13: no second time, however long it waits; the next episode tells anew."""
        conversation = self._write_at(CLOSED)
        for hours in (1, 2, 24):
            self._write_at(CLOSED + timedelta(hours=hours), f"Oi {hours}")
        self.assertEqual(len(self._told(conversation)), 1)
        conversation._pact_finish()
        again = self._write_at(CLOSED + timedelta(hours=25), "Voltei")
        self.assertNotEqual(again, conversation)
        self.assertEqual(len(self._told(again)), 1)

    def test_many_words_at_once_are_one_word_to_us(self):
        with freeze_time(CLOSED):
            self._receive(*(self._element() for _i in range(7)))
        self.assertEqual(len(self._told(self._conversation())), 1)

    def test_a_backlog_of_customers_is_told_one_by_one(self):
        with freeze_time(CLOSED):
            self._receive(*(self._element(sender=f"553198765{i:04}") for i in range(7)))
        told = self.env["pact.message"].search(
            [("inbox_id", "=", self.inbox.id), ("is_automatic", "=", True)]
        )
        self.assertEqual(len(told.channel_id), 7)
        self.assertEqual(len(told), 7)

    def test_a_colleague_who_stays_late_is_not_contradicted(self):
        """Whoever answered minutes ago is there, whatever the hour."""
        self.calendar.attendance_ids.unlink()
        self.inbox.out_of_hours_message = False
        conversation = self._write()
        self._take(conversation)
        self._answer(conversation)
        self.inbox.out_of_hours_message = WORDS
        self._write("Mais uma coisa")
        self.assertFalse(self._told(conversation))

    def test_a_group_is_not_told(self):
        with freeze_time(CLOSED):
            self._receive(self._element(group_id="120363"))
        told = self.env["pact.message"].search([("is_automatic", "=", True)])
        self.assertFalse(told.filtered(lambda row: row.inbox_id == self.inbox))

    def test_what_the_business_wrote_on_its_phone_is_not_answered(self):
        """No loop: our own words are no customer's."""
        echo = self._element(to=MARIA) | {"from": "551140000000"}
        with freeze_time(CLOSED):
            self._accept(self._change("smb_message_echoes", message_echoes=[echo]))
            self._process()
        self.assertFalse(self.env["pact.message"].search([("is_automatic", "=", True)]))

    def test_a_reaction_is_not_answered(self):
        with freeze_time(CLOSED):
            reaction = {"message_id": "wamid.unknown", "emoji": "👍"}
            self._receive(self._element("reaction", reaction))
        self.assertFalse(self._told(self._conversation()))

    def test_too_late_for_free_text_nothing_is_sent(self):
        """C24: not even a machine writes freely outside of the window."""
        with freeze_time(CLOSED):
            sent_date = CLOSED - timedelta(hours=25)
            conversation = self._write(sent_date=sent_date)
        self.assertFalse(self._told(conversation))

    def test_an_inbox_that_stands_still_promises_nothing(self):
        """What waits for days would be wrong by the time it leaves."""
        self.inbox.stop_reason = "131031"
        self.assertFalse(self._told(self._write_at(CLOSED)))

    def test_without_words_or_hours_nothing_is_sent(self):
        for values in (
            {"out_of_hours_message": " \n", "calendar_id": self.calendar.id},
            {"out_of_hours_message": WORDS, "calendar_id": False},
        ):
            self.inbox.write(values)
            self.assertFalse(self._told(self._write_at(CLOSED)), values)

    def test_flexible_hours_are_no_hours(self):
        self.calendar.schedule_type = "flexible"
        self.assertFalse(self._told(self._write_at(CLOSED)))

    def test_our_own_failure_costs_the_customer_nothing(self):
        """Nothing that a customer sent is lost because our answer cannot be made."""
        self.company.partner_id.active = False
        self.calendar.tz = "America/Sao_Paulo"
        conversation = self._write_at(CLOSED, "Importante")
        self.assertIn("Importante", self._said(conversation)[0].body)

    def test_what_we_said_by_ourselves_answers_nothing(self):
        """The first words a colleague has not read stay the customer's."""
        conversation = self._write_at(CLOSED)
        asked = self._said(conversation)[0]
        self._take(conversation)
        member = conversation.channel_member_ids
        self.assertLessEqual(member.new_message_separator, asked.id)
        self.assertFalse(conversation.pact_replier_ids)

    def test_the_screen_knows_that_no_person_wrote_it(self):
        conversation = self._write_at(CLOSED)
        sent = self._told(conversation)
        self.assertFalse(sent._is_from_phone())
        self.assertTrue(sent.is_automatic)


@tagged("post_install", "-at_install")
class TestHoursOfThePlace(HoursCase):
    def _is_open(self, *moment):
        return self.inbox._is_open(datetime(*moment))

    def test_to_the_second(self):
        """Open from nine to six in São Paulo, which is noon to nine in Greenwich."""
        for moment, expected in (
            ((2026, 3, 3, 11, 59, 59), False),
            ((2026, 3, 3, 12, 0, 0), True),
            ((2026, 3, 3, 20, 59, 59), True),
            ((2026, 3, 3, 21, 0, 0), False),
            ((2026, 3, 7, 15, 0, 0), False),
        ):
            with self.subTest(moment=moment):
                self.assertIs(self._is_open(*moment), expected)

    def test_summer_time_moves_the_hours(self):
        """Nine o'clock in Madrid is an hour earlier for the world after the change."""
        self.inbox.calendar_id = self._make_calendar("Europe/Madrid")
        for moment, expected in (
            ((2026, 3, 27, 7, 30), False),
            ((2026, 3, 27, 8, 0), True),
            ((2026, 3, 30, 7, 0), True),
            ((2026, 3, 30, 6, 59, 59), False),
            ((2026, 10, 26, 7, 30), False),
            ((2026, 10, 26, 8, 0), True),
        ):
            with self.subTest(moment=moment):
                self.assertIs(self._is_open(*moment), expected)

    def test_a_holiday_is_closed(self):
        other = self.env["res.company"].create({"name": "Outra"})
        self._make_holiday(other)
        self.assertTrue(self._is_open(2026, 3, 3, 15, 0))
        self._make_holiday(self.company)
        self.assertFalse(self._is_open(2026, 3, 3, 15, 0))

    def _make_holiday(self, company):
        made = self.env["resource.calendar.leaves"].with_company(company)
        day = made.create(
            {
                "name": "Carnaval",
                "date_from": "2026-03-03 03:00:00",
                "date_to": "2026-03-04 02:59:59",
            }
        )
        # Its company is that of whoever first asks for it.
        self.assertEqual(day.company_id, company)

    def test_hours_of_another_company_are_refused(self):
        """P7: working hours belong to the inbox's own company, or to all."""
        other = self.env["res.company"].create({"name": "Outra"})
        theirs = self._make_calendar("Europe/Madrid", other)
        with self.assertRaises(UserError):
            self._rpc(
                self.boss,
                "pact.inbox",
                "write",
                self.inbox.ids,
                {"calendar_id": theirs.id},
            )

    def test_an_administrator_sets_them(self):
        """C13: whoever configures chooses the hours and the words."""
        values = {"calendar_id": self.calendar.id, "out_of_hours_message": "Até já"}
        self._rpc(self.boss, "pact.inbox", "write", self.inbox.ids, values)
        self.assertEqual(self.inbox.out_of_hours_message, "Até já")
        with self.assertRaises(UserError):
            self._rpc(self.ana, "pact.inbox", "write", self.inbox.ids, values)
