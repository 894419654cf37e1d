import json
import logging

from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..providers import signals

_logger = logging.getLogger(__name__)


class PactInbox(models.Model):
    """What an inbox does with each thing the network tells."""

    _inherit = "pact.inbox"

    def _receive(self, work):
        """Process ``((event, position), signal)`` pairs; return ``{key: problem}``.

        Neighbours of one kind go together, because a backlog is cheaper that way;
        where one of them fails, each goes alone in a savepoint of its own.
        """
        failures = {}
        for run in self._runs(work):
            failures.update(self._attempt(run))
        return failures

    @api.model
    def _runs(self, work):
        """Return ``work`` in its order, cut wherever the kind of signal changes."""
        runs = []
        for item in work:
            if not runs or type(runs[-1][-1][1]) is not type(item[1]):
                runs.append([])
            runs[-1].append(item)
        return runs

    def _attempt(self, run):
        try:
            with self.env.cr.savepoint():
                self._dispatch([signal for _key, signal in run])
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            if _was_opened_meanwhile(error):
                raise SerializationFailure(str(error)) from error
            return self._blame(run, error)
        return {}

    def _blame(self, run, error):
        """Find which of these is wrong: one must not cost the others."""
        if len(run) > 1:
            return {k: p for one in run for k, p in self._attempt([one]).items()}
        [(event, position), _signal] = run[0]
        _logger.warning("Event %s, element %s", event.id, position, exc_info=error)
        problem = f"{type(error).__name__}: {error}".replace("\x00", "")
        return {(event, position): problem}

    def _dispatch(self, run):
        handlers = {
            signals.Message: self._receive_messages,
            signals.Status: self._receive_statuses,
            signals.Reaction: self._receive_reactions,
            signals.Edit: self._receive_edits,
            signals.Revoke: self._receive_revokes,
            signals.IdentityChange: self._receive_identity_changes,
            signals.Preference: self._receive_preferences,
            signals.GroupNews: self._receive_group_news,
            signals.CodeDenied: self._receive_code_denials,
            signals.Notice: self._receive_notices,
            signals.TemplateNews: self._receive_template_news,
            signals.HealthNews: self._receive_health_news,
            signals.Unreadable: self._receive_unreadables,
        }
        # Other news of the account stands in the notice that comes with it.
        handlers.get(type(run[0]), lambda _run: None)(run)

    def _receive_messages(self, messages):
        fresh = self._without_known(messages)
        live = [self._in_its_group(each) for each in fresh if not each.is_history]
        if not live:
            return
        identities = self.env["pact.identity"]._find_or_create(
            self, [message.person for message in live]
        )
        arrivals = list(zip(identities, live, strict=True))
        self._widen_windows(arrivals)
        self.env["discuss.channel"]._pact_receive(self, arrivals)

    def _without_known(self, run):
        """Drop what came before: networks deliver at least once, in any order."""
        unique = {signal.uid: signal for signal in run}
        known = self.env["pact.message"].search_fetch(
            [("inbox_id", "=", self.id), ("uid", "in", list(unique))], ["uid"]
        )
        known_uids = set(known.mapped("uid"))
        return [signal for uid, signal in unique.items() if uid not in known_uids]

    def _widen_windows(self, arrivals):
        """Move each customer's last inbound date forward, never beyond now."""
        now = fields.Datetime.now()
        latest = {}
        for identity, message in arrivals:
            if message.opens_window and not message.is_echo:
                sent = min(message.sent_date or now, now)
                latest[identity] = max(latest.get(identity, sent), sent)
        for identity, sent in latest.items():
            if not identity.last_inbound_date or identity.last_inbound_date < sent:
                identity.last_inbound_date = sent

    def _receive_statuses(self, statuses):
        self.env["pact.message"]._advance(self, statuses)

    def _receive_identity_changes(self, changes):
        Identity = self.env["pact.identity"]
        for change in self._without_known(changes):
            person = change.person
            old = signals.Person(change.old_keys, phone=person.phone, name=person.name)
            identities = Identity._find_by_keys(self, [old])
            if not identities:
                continue
            known = Identity._find_by_keys(self, [old, person])
            keys = (*person.keys, *change.old_keys)
            both = signals.Person(
                tuple(dict.fromkeys(keys)), person.phone, person.name, person.username
            )
            identity = Identity._recognise(self, both, known)
            identity.with_env(self._in_its_language().env)._note_change(change)

    def _receive_preferences(self, preferences):
        self.env["pact.identity"]._hear_wishes(self, preferences)

    def _receive_notices(self, notices):
        for notice in notices:
            self._in_its_language()._note(notice)
        for notice in notices:
            if notice.stops_sending:
                self._stop(f"{notice.subject}: {notice.event}")

    def _note(self, notice):
        self.message_post(
            body=self.env._(
                "The network reports: %(news)s. %(details)s",
                news=", ".join(filter(None, (notice.subject, notice.event))),
                details=json.dumps(notice.details, ensure_ascii=False),
            ),
            subtype_xmlid="mail.mt_note",
        )

    def _receive_unreadables(self, unreadables):
        raise ValueError("; ".join(each.problem for each in unreadables))


def _was_opened_meanwhile(error):
    """Return whether somebody opened the conversation that our snapshot cannot see.

    Read anew, it is found; as a failure, the customer would wait for the next try.
    """
    return (
        isinstance(error, UniqueViolation)
        and error.diag.constraint_name == "discuss_channel_pact_open_uniq"
    )
