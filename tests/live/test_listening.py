"""Whoever no longer holds a conversation hears nothing more of it."""

import itertools

from ears import Ears
from waiting import wait_until

from common import Live

_words = (f"palavra{number}" for number in itertools.count(1))


class TestListening(Live):
    def ears(self, login, conversation):
        """Return ears of ``login`` that certainly listen to ``conversation``."""
        ears = Ears(self.product, login)
        self.addCleanup(ears.close)
        [(last,)] = self.sql("SELECT max(id) FROM bus_bus")
        ears.listen_to(conversation, since=last)
        return ears

    def hire(self, login):
        """Add an agent to the team of the demonstration."""
        admin = self.user("admin")
        [group] = self.ids("base.group_user")
        [team] = self.ids("pact_team.pact_team_demo")
        [user_id] = admin.call(
            "res.users",
            "create",
            [{"name": login, "login": login, "password": login, "group_ids": [group]}],
        )
        values = {"user_id": user_id, "team_ids": [team]}
        [member_id] = admin.call("pact.member", "create", [values])
        return member_id

    def ids(self, xmlid):
        query = "SELECT res_id FROM ir_model_data WHERE module = %s AND name = %s"
        return [res_id for (res_id,) in self.sql(query, *xmlid.split("."))]

    def say(self, customer):
        """Let ``customer`` say a word that nobody said before; return it."""
        word = next(_words)
        self.network.write_as(customer, word)
        return word

    def test_a_holder_hears_the_customer_at_once(self):
        customer, conversation = self.greeted()
        ana = self.ears("ana", conversation)
        word = self.say(customer)
        wait_until(lambda: ana.heard(word), patience=3)

    def test_a_former_holder_hears_the_queue_but_not_the_customer(self):
        """The session and the websocket stay open; the stint is over."""
        customer, conversation = self.greeted()
        ana = self.ears("ana", conversation)
        word = self.say(customer)
        wait_until(lambda: ana.heard(word))
        self.user("ana").call("discuss.channel", "action_pact_return", [conversation])
        waiting_word = self.say(customer)
        self.take("bruno", conversation)
        bruno = self.ears("bruno", conversation)
        later_word = self.say(customer)
        wait_until(lambda: bruno.heard(later_word), patience=3)
        self.assert_hears_the_queue(ana)
        self.assertFalse(ana.heard(waiting_word) or ana.heard(later_word))

    def test_a_removed_member_is_logged_out_and_deaf(self):
        """What they held waits again; no door of theirs is open."""
        member_id = self.hire("carla.reis")
        customer, conversation = self.greeted("carla.reis")
        carla = self.ears("carla.reis", conversation)
        word = self.say(customer)
        wait_until(lambda: carla.heard(word))
        self.user("admin").call("pact.member", "action_remove", [member_id])
        self.assertEqual(self.state(conversation), "waiting")
        waiting_word = self.say(customer)
        self.take("bruno", conversation)
        bruno = self.ears("bruno", conversation)
        later_word = self.say(customer)
        wait_until(lambda: bruno.heard(later_word), patience=3)
        wait_until(lambda: not carla.is_open)
        self.assertFalse(carla.heard(waiting_word) or carla.heard(later_word))
        self.assert_logged_out(carla)

    def assert_hears_the_queue(self, ears):
        """Let something arrive that ``ears`` may hear, and wait until they do."""
        customer = self.network.customer()
        self.network.write_as(customer, "Mais alguém?")
        conversation = self.conversation_of(customer)
        wait_until(lambda: ears.heard(f'"id":{conversation},'))

    def assert_logged_out(self, ears):
        answer = ears.ask("/web/session/get_session_info")
        self.assertEqual(
            answer["error"]["data"]["name"], "odoo.http.SessionExpiredException"
        )

    def state(self, conversation):
        query = "SELECT pact_state FROM discuss_channel WHERE id = %s"
        return self.sql(query, conversation)[0][0]
