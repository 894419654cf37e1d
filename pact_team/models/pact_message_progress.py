from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.mail.tools.discuss import Store

from ..rules import delivery


class PactMessage(models.Model):
    """How far a message of ours has come, and what an agent sees of it."""

    _inherit = "pact.message"
    _shown_progress = (
        "message_id",
        "direction",
        "state",
        "failure_kind",
        "user_id",
        "is_automatic",
    )

    sent_date = fields.Datetime(help="When the network took it.")

    @api.model
    def _advance(self, inbox, statuses):
        """Move messages of ours forward as the network reports it.

        A status may be faster than the answer to our own request: then the tag that
        travelled with the message tells which one it is.
        """
        rows = self.search(
            Domain("inbox_id", "=", inbox.id)
            & Domain("direction", "!=", "in")
            & (
                Domain("uid", "in", [status.uid for status in statuses])
                | Domain("tag", "in", [s.tag for s in statuses if s.tag])
            )
        )
        by_name = {row.uid: row for row in rows} | {row.tag: row for row in rows}
        ours = [
            (row, status)
            for status in statuses
            if (row := by_name.get(status.uid) or by_name.get(status.tag))
        ]
        for row, status in ours:
            row._advance_one(status)
        rows._notify_progress()
        self.env["pact.identity"]._learn_keys(
            inbox, [(row, status.keys) for row, status in ours]
        )

    def _advance_one(self, status):
        state = delivery.advance(self.state, status.state)
        values = {} if self.uid else {"uid": status.uid}
        has_failed = state == "failed" != self.state
        if state != self.state:
            now = fields.Datetime.now()
            values |= {"state": state, "state_date": now}
            if not self.sent_date:
                values["sent_date"] = now
            values |= self._failure_values(has_failed and status.failure)
        if values:
            self.write(values)
        # The network repeats itself: what a failure means is borne once.
        if has_failed and status.failure:
            self._apply_late_failure(status)

    @api.model
    def _failure_values(self, failure):
        if not failure:
            return {"failure_kind": False, "failure_detail": False}
        detail = self._failure_words(failure)
        return {"failure_kind": failure.kind, "failure_detail": detail}

    @api.model
    def _failure_words(self, failure):
        return f"{failure.code} {failure.detail}".strip()

    def _notify_progress(self):
        """Show everyone who reads the conversation how far its messages have come."""
        for message in self.message_id:
            channel = message.channel_id
            lang = channel.pact_agent_id.lang or self.env.lang
            store = Store(bus_channel=channel, bus_subchannel="internal_users")
            self.with_context(lang=lang)._add_deliveries(store, message)
            store.bus_send()

    @api.model
    def _add_deliveries(self, store, messages):
        """Add to ``store`` how far each of ``messages`` has come."""
        # sudo: pact.message - whoever reads a message may know whether it arrived
        rows = self.sudo().search_fetch(
            [("message_id", "in", messages.ids), ("direction", "!=", "in")],
            self._shown_progress,
        )
        for message, pieces in rows.grouped("message_id").items():
            sent = pieces.filtered(lambda piece: piece.direction == "out")
            reactions = pieces - sent
            values = {}
            if sent:
                slowest = min(sent, key=lambda piece: piece._rank())
                values["pact_delivery"] = slowest._progress()
            if reactions:
                newest = max(reactions, key=lambda reaction: reaction.id)
                values["pact_reaction"] = newest._progress()
            store.add(message.sudo(False), values)

    def _progress(self):
        return {
            "state": self.state,
            "reason": self._reason(),
            "is_automatic": self.is_automatic,
            "is_from_phone": self._is_from_phone(),
            "is_unreachable": self._is_unreachable(),
        }

    def _is_from_phone(self):
        return not self.user_id and not self.is_automatic

    def _rank(self):
        return delivery.RANK.get(self.state, -1)

    def _is_unreachable(self):
        return self.state == "failed" and self.failure_kind == "unreachable"

    def _seen_before_start(self):
        """Return when it was sent and how far it came, for whoever would write next."""
        return {
            "date": self.state_date,
            "state": self.state,
            "reason": self._reason() or "",
        }

    def _reason(self):
        """Return why this one did not arrive, and what to do about it."""
        if self.state == "uncertain":
            return self._reasons()["uncertain"]
        if self.state not in ("failed", "queued") or not self.failure_kind:
            return ""
        if self.failure_kind == "window":
            return self.identity_id._why_not_answerable()
        # Only what is still queued is tried again by itself.
        is_over = self.state == "failed" and self.failure_kind == "throttled"
        return self._reasons()["slower" if is_over else self.failure_kind]

    @api.model
    def _reasons(self):
        return {
            "account": self.env._(
                "The network serves none of our messages at the moment. An "
                "administrator has to look at the inbox."
            ),
            "throttled": self.env._(
                "The network asked us to send more slowly. It is tried again by itself."
            ),
            "slower": self.env._(
                "The network asked us to send more slowly. Send it again in a few "
                "minutes."
            ),
            "recipient_throttled": self.env._(
                "Too many messages to this customer at once. Send it again later."
            ),
            "busy": self.env._(
                "The network did not answer. Send it again in a few minutes."
            ),
            "unreachable": self.env._(
                "This customer cannot be reached here. Try a call, SMS or e-mail."
            ),
            "country": self.env._(
                "The network lets us write to nobody in this country. Try a call, SMS "
                "or e-mail."
            ),
            "opted_out": self.env._(
                "This customer wants no more marketing. Answer when they write."
            ),
            "spam": self.env._(
                "Too many customers complained, so the network lets us write to nobody "
                "first. An administrator has to look at the inbox."
            ),
            "template": self.env._(
                "The network does not take this template as it is. Send another one; "
                "an administrator has to look at it."
            ),
            "withheld": self.env._(
                "The network decided not to deliver it. Wait for the customer to write."
            ),
            "rejected": self.env._(
                "The network refused its content. Change it and send it again."
            ),
            "no_groups": self.env._(
                "The network lets official business accounts write in groups, and this "
                "number is of none. Write to somebody of the group."
            ),
            "uncertain": self.env._(
                "It is not known whether this arrived. Send it again only if the "
                "customer does not have it."
            ),
        }
