"""The product as real processes, and a language to say what happens to it."""

import atexit
import functools
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor

import psycopg2
from lanes import Lanes
from network import Network
from waiting import PATIENCE, wait_until

from setup import odoo_process, rpc
from setup.product import Product


@functools.cache
def running_product():
    """Start the product when first asked for, for all tests of this process."""
    product = Product()
    atexit.register(product.stop)
    return product.start()


class Live(unittest.TestCase):
    """Each test has customers of its own on the one product that all share."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = running_product()
        cls.network = Network(cls.product.simulator_url)

    def setUp(self):
        super().setUp()
        self._sessions = {}
        self._database = psycopg2.connect(dbname=self.product.database)
        self._database.autocommit = True
        self.addCleanup(self._database.close)
        self.lanes = Lanes(self.product.database, self.sql)
        self.addCleanup(self._calm)
        self.addCleanup(self._assert_no_new_error, self._errors())

    # What people do

    def greeted(self, login="ana"):
        """Return a customer who wrote, and the conversation that ``login`` took."""
        customer = self.network.customer()
        self.network.write_as(customer, "Bom dia")
        conversation = self.conversation_of(customer)
        self.take(login, conversation)
        return customer, conversation

    def take(self, login, conversation):
        self.user(login).call("discuss.channel", "action_pact_take", [conversation])

    def answer(self, login, conversation, text):
        """Write in the conversation as the composer of Discuss does."""
        self.user(login).post(
            "/mail/message/post",
            thread_model="discuss.channel",
            thread_id=conversation,
            post_data={
                "body": text,
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
            },
        )

    def user(self, login):
        if login not in self._sessions:
            self._sessions[login] = self.product.log_in(login)
        return self._sessions[login]

    def at_once(self, *actions):
        """Do all of ``actions`` at the same moment; return what each gave or raised."""
        gate = threading.Barrier(len(actions))

        def act(action):
            gate.wait(PATIENCE)
            try:
                return action()
            except rpc.RemoteError as error:
                return error

        with ThreadPoolExecutor(len(actions)) as pool:
            return list(pool.map(act, actions))

    # What came of it

    def conversation_of(self, customer):
        """Wait for the conversation of ``customer``; return its id."""
        query = """
            SELECT channel.id FROM discuss_channel channel
              JOIN pact_identity identity ON identity.id = channel.pact_identity_id
             WHERE identity.phone = %s ORDER BY channel.id DESC
        """
        return wait_until(lambda: self.sql(query, customer.phone))[0][0]

    def said_by(self, customer):
        """Return what Odoo shows of what ``customer`` wrote, in order."""
        query = """
            SELECT regexp_replace(said.body, '<[^>]*>', '', 'g')
              FROM mail_message said
              JOIN pact_message message ON message.message_id = said.id
              JOIN pact_identity identity ON identity.id = message.identity_id
             WHERE identity.phone = %s AND message.direction = 'in' ORDER BY said.id
        """
        return [text for (text,) in self.sql(query, customer.phone)]

    def outbox(self, customer):
        """Return ``(text, state, kind of failure)`` of each answer, in order."""
        query = """
            SELECT message.text, message.state, message.failure_kind
              FROM pact_message message
              JOIN pact_identity identity ON identity.id = message.identity_id
             WHERE identity.phone = %s AND message.direction = 'out'
             ORDER BY message.id
        """
        return self.sql(query, customer.phone)

    def states(self, customer):
        return [state for _text, state, _kind in self.outbox(customer)]

    def sql(self, query, *values):
        with self._database.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def assert_phone(self, customer, expected, patience=PATIENCE):
        """Wait until the answers on the phone are the expected ones."""
        self.assert_soon(expected, lambda: self.network.phone(customer), patience)

    def assert_soon(self, expected, question, patience=PATIENCE):
        """Wait until ``question`` gives ``expected``; fail with what it gives."""
        try:
            wait_until(lambda: question() == expected, patience)
        except AssertionError:
            self.assertEqual(question(), expected)

    def _calm(self):
        self.network.calm()
        # Hundreds of statuses are told one by one: the next test's customers would
        # wait behind all of them.
        self.network.deliver()
        self.sql("UPDATE pact_inbox SET stop_reason = NULL, pause_date = NULL")

    def _errors(self):
        lines = odoo_process.log_of(f"{self.product.database}-server").read_text()
        return [
            line
            for line in filter(odoo_process.is_error, lines.splitlines())
            # Odoo notes a conflict before it tries again; what is not retried is
            # noted a second time.
            if "odoo.sql_db: bad query" not in line
        ]

    def _assert_no_new_error(self, known):
        self.assertEqual(self._errors()[len(known) :], [])
