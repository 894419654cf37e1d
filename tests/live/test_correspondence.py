"""A message to many is held, goes on, survives a killed server: once to each."""

import itertools

from waiting import wait_until

from common import Live

MANY = 300
# So many messages are on their way at the same time.
AT_ONCE = 8
# A share of the network's pace, and a busy machine.
PATIENCE = 180
_series = itertools.count(1)


class TestCorrespondence(Live):
    def setUp(self):
        super().setUp()
        self.admin = self.user("admin")
        self.network.set(unknown_has_whatsapp=True, tier_limit=1_000_000)
        self.addCleanup(self.network.set, unknown_has_whatsapp=False, tier_limit=250)
        self.sql("UPDATE pact_inbox SET has_no_people_limit = true")
        [[self.template]] = self.sql("""
            SELECT id FROM pact_template
             WHERE name = 'retomar_atendimento' AND language = 'pt_BR'
        """)

    def started(self, count, **values):
        """Return a running correspondence to ``count`` people nobody knows yet."""
        first = 930_000_000 + next(_series) * 100_000
        numbers = [f"+351{first + index}" for index in range(count)]
        [made] = self.admin.call(
            "pact.correspondence",
            "create",
            [
                {
                    "name": "Novidades",
                    "template_id": self.template,
                    "audience": "numbers",
                    "numbers": "\n".join(numbers),
                    **values,
                }
            ],
        )
        blanks = self.sql(
            "SELECT id FROM pact_correspondence_blank WHERE correspondence_id = %s",
            made,
        )
        self.admin.call(
            "pact.correspondence.blank", "write", [blanks[0][0]], {"text": "A-17"}
        )
        self.act("prepare", made)
        self.act("start", made)
        return made, numbers

    def act(self, action, correspondence):
        self.admin.call("pact.correspondence", f"action_{action}", [correspondence])

    def state(self, correspondence):
        query = "SELECT state FROM pact_correspondence WHERE id = %s"
        return self.sql(query, correspondence)[0][0]

    def count(self, correspondence, *states):
        query = """
            SELECT count(*) FROM pact_correspondence_recipient
             WHERE correspondence_id = %s AND state = ANY(%s)
        """
        return self.sql(query, correspondence, list(states))[0][0]

    def sent(self, correspondence):
        return self.count(correspondence, "sent", "delivered", "read", "replied")

    def on_phones(self, numbers):
        """Return how many messages stand on how many of these phones."""
        messages = self.network.phones(number.lstrip("+") for number in numbers)
        return sum(messages), sum(map(bool, messages))

    def test_held_gone_on_and_killed_in_the_middle(self):
        """P4: 300 contacts, paused, resumed, a killed server: one each."""
        made, numbers = self.started(MANY)
        wait_until(lambda: self.sent(made) >= 40, PATIENCE)
        self.act("pause", made)
        # What was on its way in this moment is all that may still arrive.
        self.lanes.run()
        held = self.sent(made)
        self.assertLess(held, MANY)
        self.lanes.run()
        self.assertEqual(self.sent(made), held)
        self.assertEqual(self.count(made, "waiting"), MANY - held)
        self.act("resume", made)
        wait_until(lambda: self.sent(made) >= held + 40, PATIENCE)
        self.product.kill_odoo()
        self.product.start_odoo()
        wait_until(lambda: self.state(made) == "done", PATIENCE)
        # What was on its way when it died may be unknown, but is never sent again.
        arrived, unknown = self.sent(made), self.count(made, "uncertain")
        self.assertEqual(arrived + unknown, MANY)
        self.assertLessEqual(unknown, AT_ONCE)
        messages, phones = self.on_phones(numbers)
        self.assertEqual(messages, phones)
        self.assertGreaterEqual(phones, arrived)

    def test_the_network_is_never_asked_for_too_much(self):
        """P4: a number with a lower limit, without one refusal."""
        self.network.set(number_rate=40)
        self.addCleanup(self.network.set, number_rate=80)
        self.sql("UPDATE pact_inbox SET throughput = 40")
        self.addCleanup(self.sql, "UPDATE pact_inbox SET throughput = 80")
        made, numbers = self.started(MANY)
        wait_until(lambda: self.sent(made) == MANY, PATIENCE)
        self.assertEqual(self.on_phones(numbers), (MANY, MANY))
        tried = """
            SELECT max(message.attempts) FROM pact_message message
              JOIN pact_correspondence_recipient recipient
                ON recipient.id = message.recipient_id
             WHERE recipient.correspondence_id = %s
        """
        self.assertEqual(self.sql(tried, made), [(1,)])

    def test_an_answer_does_not_wait_behind_it(self):
        """P4: an agent's answer is on the phone while many others still wait."""
        customer, conversation = self.greeted()
        made, _numbers = self.started(MANY)
        wait_until(lambda: self.sent(made) >= 20, PATIENCE)
        self.answer("ana", conversation, "Agora")
        self.assert_phone(customer, ["Agora"], patience=3)
        self.assertGreater(self.count(made, "waiting"), 0)
        self.act("cancel", made)
