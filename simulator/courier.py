"""Brings updates to the business: batched, signed, at least once."""

import itertools
import random
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from . import envelope, postbox
from .account import Webhook

MINUTE, HOUR, DAY = 60, 3600, 86400
RETRY_DELAYS = (0, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR)
GIVEN_UP_AFTER = 7 * DAY
PAYLOAD_UPDATES = 1000
CHALLENGE_BASE = 1_000_000_007


@dataclass
class Update:
    """One change to tell: it travels alone or with others, again and again."""

    number: int
    webhook: object
    secret: str
    account_id: str
    field: str
    value: dict
    created: float
    due: float
    attempts: int = 0


class Courier:
    def __init__(self, network, session=None):
        self._network = network
        self._post = postbox.Postbox(network, session)
        self._numbers = itertools.count(1)
        self._variants = itertools.count()
        self._lock = threading.Lock()
        self._round = threading.Lock()
        self._waiting = []
        self.dropped = deque(maxlen=1000)

    @property
    def waiting(self):
        with self._lock:
            return list(self._waiting)

    def clear(self):
        with self._lock:
            self._waiting.clear()
            self.dropped.clear()

    def add(self, account, number, field, value):
        """Queue one change for whoever listens to ``number`` or ``account``."""
        now = self._network.clock.now()
        for webhook in self._listeners(account, number):
            secret = webhook.app_secret or account.app_secret
            update = Update(
                next(self._numbers),
                webhook,
                secret,
                account.id,
                field,
                value,
                now,
                now,
            )
            self._put(update)
        self._network.clock.wake()

    def _listeners(self, account, number):
        """The number's own webhook goes before the account's."""
        if not account.is_subscribed:
            return []
        if number is not None:
            webhook = number.webhook or account.webhook
            return [webhook] if webhook else []
        if account.webhook:
            return [account.webhook]
        webhooks = (
            node.webhook
            for node in self._network.nodes.values()
            if getattr(node, "account", None) is account
            and getattr(node, "webhook", None)
        )
        return list({webhook.url: webhook for webhook in webhooks}.values())

    def connect(self, node, url, verify_token, app_secret=""):
        """Tell the news of ``node`` to ``url`` from now on."""
        node.webhook = self.webhook(url, verify_token, app_secret)
        node.account.is_subscribed = True

    def webhook(self, url, verify_token, app_secret=""):
        """Return a webhook that has answered the handshake."""
        challenge = str(CHALLENGE_BASE + self._network.ids.number("challenge"))
        self._post.shake_hands(url, verify_token, challenge)
        return Webhook(url, verify_token, app_secret)

    def post_raw(self, letter, *, times=1, at_once=False):
        """Post any letter, outside the queue."""
        if at_once:
            return self._post.post_at_once(letter, times)
        return [self._post.post(letter) for _ in range(times)][-1]

    def next_date(self):
        with self._lock:
            return min((update.due for update in self._waiting), default=None)

    def flush(self):
        """Post everything that is due, retries included; return how many posts."""
        with self._round:
            posts = 0
            while not self._network.stopping.is_set():
                self._network.schedule.run_due()
                batches = self._take_due()
                if not batches:
                    break
                posts += len(batches)
                self._post_all(batches)
            return posts

    def _post_all(self, batches):
        concurrency = self._network.settings.concurrency
        if concurrency == 1:
            for batch in batches:
                self._deliver(batch)
            return
        with ThreadPoolExecutor(max_workers=concurrency) as pool:
            list(pool.map(self._deliver, batches))

    def _take_due(self):
        now = self._network.clock.now()
        with self._lock:
            due = [update for update in self._waiting if update.due <= now]
            self._waiting = [update for update in self._waiting if update.due > now]
        return self._batches(self._ordered(due))

    def _ordered(self, updates):
        order = self._network.settings.order
        updates = sorted(updates, key=lambda update: (update.due, update.number))
        if order == "reverse":
            updates.reverse()
        elif order == "shuffled":
            random.Random(len(updates)).shuffle(updates)
        return updates

    def _batches(self, updates):
        size = min(self._network.settings.batch_size, PAYLOAD_UPDATES)
        by_webhook = {}
        for update in updates:
            key = (update.webhook.url, update.secret)
            by_webhook.setdefault(key, []).append(update)
        return [
            group[start : start + size]
            for group in by_webhook.values()
            for start in range(0, len(group), size)
        ]

    def _deliver(self, batch):
        merges = self._network.settings.merge_values
        letter = postbox.Letter(
            batch[0].webhook.url,
            batch[0].secret,
            envelope.wrap(batch, merges=merges),
            variant=next(self._variants),
            updates=[update.number for update in batch],
        )
        rule = self._network.faults.strike("webhook", field=batch[0].field)
        if not self._post_as_ruled(letter, rule):
            for update in batch:
                self._retry_later(update)
        elif rule and rule.preset == "duplicate_later":
            seconds = rule.options.get("seconds", 3 * DAY)
            self._network.schedule.after(seconds, partial(self._post.post, letter))

    def _post_as_ruled(self, letter, rule):
        if rule and rule.preset == "duplicate_at_once":
            return self._post.post_at_once(letter, 2)
        if rule and rule.preset == "duplicate":
            self._post.post(letter)
        return self._post.post(letter)

    def _retry_later(self, update):
        delay = RETRY_DELAYS[min(update.attempts, len(RETRY_DELAYS) - 1)]
        update.attempts += 1
        update.due = self._network.clock.now() + delay
        if update.due - update.created > GIVEN_UP_AFTER:
            self.dropped.append(update)
        else:
            self._put(update)

    def _put(self, update):
        with self._lock:
            self._waiting.append(update)
