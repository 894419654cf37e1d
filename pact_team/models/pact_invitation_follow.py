from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import invitation

CRON_INTERVAL = timedelta(hours=1)


class PactInvitation(models.Model):
    """What happens to invitations by itself, and when somebody asks for a new link."""

    _inherit = "pact.invitation"

    @api.model
    def _cron_follow_up(self):
        """Remind and expire; whether a link is valid never waits for this."""
        now = fields.Datetime.now()
        self._expire(now)
        self._remind(now)
        moments = {date for date in self._next_dates() if now < date}
        # What is due later is met by the next run.
        due = {date for date in moments if date <= now + CRON_INTERVAL}
        if due:
            self.env.ref("pact_team.ir_cron_invitation")._trigger(at=due)

    def _expire(self, now):
        lapsed = Domain("state", "in", invitation.LIVE)
        lapsed &= Domain("expiry_date", "<=", now)
        self.search(lapsed)._advance("expired")

    def _remind(self, now):
        sent = Domain("state", "in", invitation.REMINDED)
        sent &= Domain("sent_date", "<=", now - invitation.REMINDERS[0])
        due = self.search(sent).grouped(lambda offer: offer._due_reminder(now))
        due.pop(0, None)
        for count, offers in due.items():
            offers.reminder_count = count
            for group in offers.grouped(
                lambda o: (o.company_id, o.create_uid)
            ).values():
                group._queue_letters(group[0]._sender(), is_reminder=True)

    def _due_reminder(self, now):
        return invitation.due_reminder(
            self.sent_date, self.reminder_count, self.expiry_date, now=now
        )

    def _sender(self):
        """Return in whose name it is; somebody who has left is asked nothing."""
        return self._hosts()[:1] or self.create_uid

    def _next_dates(self):
        live = Domain("state", "in", invitation.LIVE)
        [[expiry]] = self._read_group(live, [], ["expiry_date:min"])
        dates = [expiry] if expiry else []
        for count, wait in enumerate(invitation.REMINDERS):
            waiting = Domain("state", "in", invitation.REMINDED)
            waiting &= Domain("reminder_count", "=", count)
            [[sent]] = self._read_group(waiting, [], ["sent_date:min"])
            dates += [sent + wait] if sent else []
        return dates

    def _invite_again(self):
        """Mail a new link to the invited address, as whoever holds an old one asks.

        It answers nothing: the page says the same, whether or not a letter goes.
        """
        now = fields.Datetime.now()
        # sudo: pact.invitation - asked for by its token, sent to its address only
        offer = self.sudo().try_lock_for_update()
        if not (
            offer
            and invitation.may_ask_again(offer.state, offer.expiry_date, now=now)
            and not offer.is_over
            and invitation.may_renew(offer.renewal_count, offer.renewed_date, now=now)
        ):
            return
        offer._send(offer._sender())
        offer.write({"renewal_count": offer.renewal_count + 1, "renewed_date": now})
        offer._tell_of_renewal()

    def _tell_of_renewal(self):
        hosts = self._hosts()
        told = self.with_context(lang=hosts[:1].lang)
        told.message_notify(
            subject=told.env._("Invitation: a new link was asked for"),
            body=told.env._(
                "The time of the invitation for %(address)s was over. A new link was "
                "asked for, and sent there.",
                address=self.email_normalized,
            ),
            author_id=self.env.ref("base.partner_root").id,
            partner_ids=hosts.partner_id.ids,
        )
