"""The product as real processes, and a language to say what happens to it."""

import atexit
import functools
import itertools
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg2
import requests

from setup import rpc
from setup.product import Product

INBOX = "203040506070809"
PATIENCE = 20
# What a test turns is turned back after it, so that the next finds a calm network.
CALM = {
    "auto_deliver": True,
    "auto_statuses": True,
    "status_delay": 0,
    "batch_size": 1,
    "concurrency": 1,
}
LANES = """
    SELECT res_id FROM ir_model_data
     WHERE module = 'pact_team' AND model = 'ir.cron'
"""
_numbers = itertools.count(1)


@functools.cache
def running_product():
    """Start the product when first asked for, for all tests of this process."""
    product = Product()
    atexit.register(product.stop)
    return product.start()


@dataclass(frozen=True)
class Customer:
    key: str
    phone: str


class Live(unittest.TestCase):
    """Each test has customers of its own on the one product that all share."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = running_product()

    def setUp(self):
        super().setUp()
        self._sessions = {}
        self.look = psycopg2.connect(dbname=self.product.database)
        self.look.autocommit = True
        self.addCleanup(self.look.close)
        self.calm()
        self.addCleanup(self.calm)

    def calm(self):
        """Take back every fault and setting of the network, and the inbox's pauses."""
        self.control("settings", **CALM)
        self.clear_faults()
        self.sql("UPDATE pact_inbox SET stop_reason = NULL, pause_date = NULL")

    # People

    def customer(self):
        """Return somebody who never wrote before."""
        number = next(_numbers)
        customer = Customer(f"customer{number}", f"+35191{number:07}")
        self.control(
            "customers", key=customer.key, name=f"Rui {number}", phone=customer.phone
        )
        return customer

    def write_as(self, customer, text):
        """Let ``customer`` write; return the network's id of the message."""
        told = self.control(f"customers/{customer.key}/send", type="text", text=text)
        return told["wamid"]

    def user(self, login):
        if login not in self._sessions:
            self._sessions[login] = self.product.log_in(login)
        return self._sessions[login]

    def take(self, login, conversation):
        return self.user(login).call(
            "discuss.channel", "action_pact_take", [conversation]
        )

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

    def greeted(self, login="ana"):
        """Return a customer who wrote, and the conversation ``login`` took."""
        customer = self.customer()
        self.write_as(customer, "Bom dia")
        conversation = self.conversation_of(customer)
        self.take(login, conversation)
        return customer, conversation

    def conversation_of(self, customer):
        """Wait for the conversation of ``customer``; return its id."""
        query = """
            SELECT channel.id FROM discuss_channel channel
              JOIN pact_identity identity ON identity.id = channel.pact_identity_id
             WHERE identity.phone = %s ORDER BY channel.id DESC
        """
        return self.wait_until(lambda: self.sql(query, customer.phone))[0][0]

    # What is where

    def phone(self, customer):
        """Return what the company said, as it stands on the customer's phone."""
        return [
            message["content"]["body"]
            for message in self.control(f"phone/{customer.key}", method="GET")[
                "messages"
            ]
            if message["from"] == "business"
        ]

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
        with self.look.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    # The network, and time

    def control(self, path, *, method="POST", **given):
        """Ask the simulated network to do something, or to tell."""
        url = f"{self.product.simulator_url}/control/{path}"
        answer = requests.request(method, url, json=given, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()

    def clear_faults(self):
        self.control("faults", method="DELETE")

    def fault(self, preset, customer=None, *, target="messages", times=1, **options):
        """Let something go wrong, with what is sent to ``customer`` or to anybody."""
        match = {"to": customer.phone} if customer else {}
        self.control(
            "faults",
            target=target,
            preset=preset,
            times=times,
            match=match,
            options=options,
        )

    def let_pass(self, minutes):
        """Bring every date for which the lanes wait nearer, and let them look."""
        for table, column in (
            ("pact_event", "next_date"),
            ("pact_message", "next_date"),
            ("pact_inbox", "pause_date"),
        ):
            self.sql(
                f"UPDATE {table} SET {column} = {column} - %s * interval '1 minute'",
                minutes,
            )
        self.run_lanes()

    def run_lanes(self):
        """Let the lanes look for work, as they do each minute, and wait for their end."""
        self.sql(f"""
            INSERT INTO ir_cron_trigger (cron_id, call_at)
            SELECT res_id, now() AT TIME ZONE 'UTC' FROM ({LANES}) lanes
        """)
        self.wait_until(self.lanes_are_idle)

    def lanes_are_idle(self):
        # Rung again and again: a server that is just starting does not hear it yet.
        with psycopg2.connect(dbname="postgres") as bell, bell.cursor() as cursor:
            name = self.product.database
            cursor.execute("SELECT pg_notify('cron_trigger', %s)", [name])
        bell.close()
        due = "SELECT 1 FROM ir_cron_trigger WHERE call_at <= now() AT TIME ZONE 'UTC'"
        return not self.sql(f"{due} AND cron_id IN ({LANES})")

    @contextmanager
    def lanes_held(self):
        """Keep the lanes from starting for as long as the block lasts."""
        with psycopg2.connect(dbname=self.product.database) as holder:
            query = f"SELECT 1 FROM ir_cron WHERE id IN ({LANES}) FOR NO KEY UPDATE"
            holder.cursor().execute(query)
            yield
        holder.close()

    def wait_until(self, question, patience=PATIENCE):
        """Return the first answer that is true, or fail."""
        give_up = time.monotonic() + patience
        while not (answer := question()):
            if time.monotonic() > give_up:
                self.fail(f"Not within {patience} s")
            time.sleep(0.05)
        return answer

    def wait_for(self, expected, question, patience=PATIENCE):
        """Wait until ``question`` gives ``expected``; fail with what it gives."""
        give_up = time.monotonic() + patience
        while (answer := question()) != expected and time.monotonic() < give_up:
            time.sleep(0.05)
        self.assertEqual(answer, expected)

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
