"""What the business may send, when, to whom and how fast."""

from common import (
    DAY,
    HOUR,
    MARIA,
    MARIA_WA_ID,
    MINUTE,
    SISTER_NUMBER,
    SimulatorCase,
)


class TestWindow(SimulatorCase):
    def test_closes_after_a_day(self):
        """WA7: a free message passes until 23:59:59, and fails at 24:00:00."""
        self.open_window()
        self.simulator.clock.advance(DAY - 1)
        in_time = self.send_accepted()
        self.simulator.clock.advance(1)
        late = self.send_accepted()
        self.simulator.flush()
        self.assertEqual(self.business.states(in_time), ["sent", "delivered"])
        self.assertEqual(self.business.states(late), ["failed"])
        self.assertEqual(self.error_of(late), 131047)

    def test_counts_from_when_it_was_written(self):
        """WA7: a message that arrives late opens only what is left of its day."""
        date = self.simulator.clock.now() - DAY + MINUTE
        self.maria.send_text("Enviada ontem", date=date)
        self.assertEqual(self.outcome(self.send_accepted()), "delivered")
        self.simulator.clock.advance(MINUTE)
        self.assertEqual(self.outcome(self.send_accepted()), "failed")

    def test_late_retry_does_not_shorten_it(self):
        """WA31: an older message after a newer one changes nothing."""
        self.maria.send_text("Agora")
        self.maria.send_text("Antiga", date=self.simulator.clock.now() - 3 * DAY)
        self.assertEqual(self.outcome(self.send_accepted()), "delivered")

    def test_old_message_does_not_open_it(self):
        """WA31: what was written three days ago opens no window."""
        self.maria.send_text("Antiga", date=self.simulator.clock.now() - 3 * DAY)
        self.assertEqual(self.outcome(self.send_accepted()), "failed")

    def test_message_from_the_future_counts_from_now(self):
        """WA31: a wrong clock on the phone makes no window longer."""
        self.maria.send_text("Amanhã", date=self.simulator.clock.now() + 5 * DAY)
        self.simulator.clock.advance(DAY)
        self.assertEqual(self.outcome(self.send_accepted()), "failed")

    def test_belongs_to_one_number(self):
        """WA7: writing to one number does not open another one."""
        self.maria.send_text("Olá", SISTER_NUMBER)
        self.assertEqual(self.outcome(self.send_accepted()), "failed")

    def test_may_be_refused_at_once(self):
        """WA7: the same refusal, in the answer itself."""
        self.simulator.settings.refuse_closed_window_at_once = True
        answer = self.send()
        self.assertEqual(answer.status_code, 400)
        self.assert_refused(answer, 131047)

    def test_template_needs_none(self):
        """WA7: an approved template passes a closed window."""
        wamid = self.send_template().json()["messages"][0]["id"]
        self.assertEqual(self.outcome(wamid), "delivered")

    def outcome(self, wamid):
        self.simulator.flush()
        return self.business.states(wamid)[-1]

    def error_of(self, wamid):
        (failed,) = [
            each for each in self.business.parts("statuses") if each["id"] == wamid
        ]
        return failed["errors"][0]["code"]


class TestRecipient(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.open_window()

    def test_network_spells_the_number_its_own_way(self):
        """WA13: a Brazilian mobile answers without its ninth digit."""
        answer = self.send(to=MARIA).json()["contacts"][0]
        self.assertEqual(answer, {"input": MARIA, "wa_id": MARIA_WA_ID})

    def test_both_spellings_reach_the_same_person(self):
        """WA13: with the ninth digit and without it, it is one phone."""
        self.send_accepted(to=MARIA)
        self.send_accepted(to=f"+{MARIA_WA_ID}")
        self.assertEqual(len(self.maria.messages()), 3)

    def test_mexico_and_argentina_have_theirs(self):
        """WA13: 52 becomes 521, 54 becomes 549."""
        for given, spelled in (
            ("+52 55 5555 0199", "5215555550199"),
            ("+54 11 5555-0199", "5491155550199"),
            ("+502 5550 1234", "50255501234"),
        ):
            with self.subTest(given=given):
                answer = self.send(to=given).json()["contacts"][0]
                self.assertEqual(answer["wa_id"], spelled)

    def test_missing_plus_gets_our_calling_code(self):
        """WA12: where the network is strict, the wrong person is meant."""
        self.simulator.settings.prepend_calling_code = True
        answer = self.send(to="50255501234").json()["contacts"][0]
        self.assertEqual(answer["wa_id"], "5550255501234")

    def test_nobody_there_fails_later(self):
        """WA14: a number without WhatsApp is accepted, then fails."""
        self.assert_fails_later(131026, to="+5511900000000")

    def test_blocked_business_fails_later(self):
        """WA14: who blocked us gets nothing."""
        self.maria.block()
        self.assert_fails_later(131026)
        self.assertEqual(len(self.maria.messages()), 1)

    def test_sender_is_no_recipient(self):
        """WA14: a message to oneself is refused."""
        self.assert_refused(self.send(to="+55 11 4000-1234"), 131021)

    def test_scoped_id_reaches_a_person_without_a_number(self):
        """WA13: who shows no number is reached by the scoped id."""
        lua = self.simulator.customer("lua")
        lua.send_text("Oi")
        user_id = lua.user_id()
        answer = self.post({"recipient": user_id, "text": {"body": "Olá!"}})
        self.assertEqual(
            answer.json()["contacts"], [{"input": user_id, "user_id": user_id}]
        )
        self.assertEqual(lua.messages()[-1].content["body"], "Olá!")

    def assert_fails_later(self, code, **options):
        wamid = self.send_accepted(**options)
        self.simulator.flush()
        (status,) = self.business.parts("statuses")
        self.assertEqual((status["id"], status["status"]), (wamid, "failed"))
        self.assertEqual(status["errors"][0]["code"], code)
        self.assertNotIn("contacts", self.business.values[0])


class TestLimits(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.open_window()

    def test_one_person_gets_a_burst_and_then_one_each_six_seconds(self):
        """WA15: only that person has to wait, and exactly six seconds."""
        self.simulator.settings.pair_burst = 3
        self.simulator.customer("carlos").send_text("Hola")
        for _ in range(3):
            self.send_accepted()
        self.simulator.clock.advance(5)
        self.assert_refused(self.send(), 131056)
        self.send_accepted(to="+50255501234")
        self.simulator.clock.advance(1)
        self.send_accepted()

    def test_number_has_its_rate(self):
        """WA15: over the rate the number waits, and is told so in minutes."""
        self.simulator.settings.number_rate = 2
        self.send_accepted()
        self.send_accepted()
        answer = self.send()
        self.assert_refused(answer, 130429)
        self.assertIn("regain_access", answer.headers["X-Business-Use-Case-Usage"])
        self.simulator.clock.advance(1)
        self.send_accepted()

    def test_new_people_per_day_are_counted(self):
        """WA15: the second new person of a day is one too many, a day later not."""
        self.simulator.settings.tier_limit = 1
        self.simulator.clock.advance(2 * DAY)
        self.send_template(to="+50255501234")
        self.simulator.clock.advance(DAY - 1)
        second = self.send_template().json()["messages"][0]["id"]
        self.simulator.clock.advance(1)
        third = self.send_template().json()["messages"][0]["id"]
        self.simulator.flush()
        self.assertEqual(self.business.states(second), ["failed"])
        self.assertEqual(self.business.states(third)[-1], "delivered")


class TestTag(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.open_window()

    def test_comes_back_in_every_status_only(self):
        """WA18: our own mark is in each status, and not in the answer."""
        answer = self.send(biz_opaque_callback_data="pact:7")
        self.maria.read()
        self.simulator.flush()
        tags = [each["biz_opaque_callback_data"] for each in self.statuses()]
        self.assertEqual(tags, ["pact:7"] * 3)
        self.assertNotIn("pact:7", answer.text)

    def test_has_at_most_512_characters(self):
        """WA18: 512 pass, 513 do not."""
        self.send_accepted(biz_opaque_callback_data="x" * 512)
        self.assert_refused(self.send(biz_opaque_callback_data="x" * 513), 100)

    def test_two_equal_posts_are_two_messages(self):
        """WA20: nobody notices a repetition; the customer sees it twice."""
        first, second = self.send_accepted(), self.send_accepted()
        self.assertNotEqual(first, second)
        bodies = [message.content["body"] for message in self.maria.messages()]
        self.assertEqual(bodies, ["Olá", "Boa tarde", "Boa tarde"])

    def test_read_receipt_needs_a_customers_message(self):
        """WA21: an unknown message and one of ours cannot be marked as read."""
        ours = self.send_accepted()
        for wamid in (ours, "wamid.unknown"):
            with self.subTest(wamid=wamid):
                answer = self.post({"status": "read", "message_id": wamid})
                self.assert_refused(answer, 100)

    def test_typing_ends_by_itself(self):
        """WA21: typing shows for 25 seconds, and marks as read."""
        wamid = self.maria.send_text("Alô?")
        typing = {"typing_indicator": {"type": "text"}}
        self.post({"status": "read", "message_id": wamid, **typing})
        self.assertTrue(self.maria.is_typed_to())
        self.simulator.clock.advance(25)
        self.assertFalse(self.maria.is_typed_to())
        self.assertIn("read", self.maria.messages()[-1].states)

    def statuses(self):
        return self.business.parts("statuses")


class TestHours(SimulatorCase):
    def test_length_of_the_window_can_be_set(self):
        """WA7: a test may make the window as short as it likes."""
        self.control("POST", "settings", {"window_hours": 1})
        self.open_window()
        self.simulator.clock.advance(HOUR)
        wamid = self.send_accepted()
        self.simulator.flush()
        self.assertEqual(self.business.states(wamid), ["failed"])
