from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ..rules import clock, invitation

# Stands in every queue and log for the link that is made while the letter leaves.
PLACEHOLDER = "pact-invitation-link"


class PactInvitation(models.Model):
    """The letters of an invitation, and the links that they carry."""

    _inherit = "pact.invitation"

    def action_send(self):
        """Send the letter, or a newer one; the links of the older end."""
        self._check_open()
        # sudo: pact.invitation - who may write it may send it
        offers = self.sudo()
        offers.renewal_count = 0
        offers._send(self.env.user)
        return self._notification_sent()

    def action_copy_link(self):
        """Show a link of its own, to hand over by other ways; the mailed one stays."""
        self.ensure_one()
        self._check_open()
        # sudo: pact.invitation - who may write it may hand it over
        offer = self.sudo()
        if not offer.expiry_date:
            offer.expiry_date = offer._expiry_from(fields.Datetime.now())
        if offer._verdict() != "open":
            raise UserError(
                self.env._("The time of this invitation is over. Send it again first.")
            )
        if offer._closed_account():
            raise UserError(
                self.env._(
                    "There was an account with this address before. Send the "
                    "invitation: only who reads that mailbox opens it again."
                )
            )
        # sudo: pact.invitation.link - the link of an invitation they may send
        token = self.env["pact.invitation.link"].sudo()._make(offer)
        offer._message_log(body=self.env._("%s copied a link", self.env.user.name))
        return {
            "type": "ir.actions.client",
            "tag": "pact_invitation_link",
            "params": {"url": offer._url(token), "address": offer.email_normalized},
        }

    def _send(self, sender):
        # sudo: pact.invitation.link - the links of what is sent anew
        links = self.env["pact.invitation.link"].sudo()
        links.search(
            [("invitation_id", "in", self.ids), ("is_replaced", "=", False)]
        ).is_replaced = True
        now = fields.Datetime.now()
        for offers in self.grouped("company_id").values():
            offers._advance(
                "resent",
                is_over=False,
                queued_date=now,
                sent_date=False,
                opened_date=False,
                failure_reason=False,
                reminder_count=0,
                expiry_date=offers[0]._expiry_from(now),
            )
        self._check_addresses(self.read(["company_id", "email_normalized"], load=None))
        self._queue_letters(sender)

    def _expiry_from(self, now):
        return invitation.expiry_date(now, self.company_id.pact_invitation_days)

    def _notification_sent(self):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": self.env._("On its way"),
                "message": self.env._(
                    "If the letter does not show up within some minutes, ask them to "
                    "look into their spam folder."
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _queue_letters(self, sender, is_reminder=False):
        """Hand a letter each to Odoo's queue; none of them holds a link yet."""
        self._drop_letters()
        # sudo: mail.mail - as the system, so that nobody's own defaults act in it
        mails = self.env(user=SUPERUSER_ID, su=True, context={})["mail.mail"]
        letters = mails.create(self._prepare_letters(sender, is_reminder))
        for offer, letter in zip(self, letters, strict=True):
            offer.letter_id = letter.mail_message_id.id
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _drop_letters(self):
        """Stop what is still in the queue."""
        # sudo: mail.mail - our own letters, which are not to leave any more
        self.env["mail.mail"].sudo().search(
            [
                ("mail_message_id", "in", self.letter_id.ids),
                ("state", "in", ("outgoing", "exception")),
            ]
        ).unlink()

    def _prepare_letters(self, sender, is_reminder):
        """Return the values of one letter each; equal ones are rendered once."""
        rendered = {}
        values = []
        for offer in self:
            key = (offer.company_id, offer.lang, is_reminder and offer._expiry_day())
            if key not in rendered:
                rendered[key] = offer._render_letter(sender, is_reminder)
            values.append({**rendered[key], **offer._prepare_addressee()})
        return values

    def _render_letter(self, sender, is_reminder):
        company = self.company_id
        env = self.with_context(lang=self.lang).env
        names = {"sender": sender.name, "company": company.name}
        body = env["ir.qweb"]._render(
            "pact_team.invitation_letter",
            {
                **names,
                "days": company.pact_invitation_days,
                "until": is_reminder and self._expiry_day(),
                "link": PLACEHOLDER,
            },
        )
        if is_reminder:
            subject = env._("Your invitation to %(company)s is still open", **names)
        else:
            subject = env._("%(sender)s invites you to %(company)s", **names)
        return {
            "subject": subject,
            "body_html": body,
            "email_from": company.email_formatted or sender.email_formatted,
            "reply_to": sender.email_formatted or company.email_formatted,
            "author_id": sender.partner_id.id,
            "record_company_id": company.id,
            "record_alias_domain_id": company.alias_domain_id.id,
        }

    def _prepare_addressee(self):
        return {
            "email_to": self.email_normalized,
            "email_cc": False,
            "model": self._name,
            "res_id": self.id,
            "record_name": self.email_normalized,
            "body": self.env._("Letter to %(address)s", address=self.email_normalized),
            # The message stays, for a letter that comes back; the letter does not.
            "is_notification": True,
            "auto_delete": True,
        }

    def _expiry_day(self):
        moment = clock.wall(self.expiry_date, [self.create_uid.tz])
        return format_date(self.env, moment.date(), lang_code=self.lang)

    def _put_link(self, mail, body):
        """Return ``body`` with a link of its own, for the letter that leaves now.

        A letter that failed and goes again has a new link, and the earlier one ends.
        """
        self._hold()
        if self.state not in invitation.LIVE or mail.email_to != self.email_normalized:
            raise UserError(self.env._("This invitation is not open any more."))
        # sudo: pact.invitation.link - the letter goes to the invited address
        links = self.env["pact.invitation.link"].sudo()
        links.search([("letter_id", "=", self.letter_id.id)]).is_replaced = True
        return body.replace(PLACEHOLDER, self._url(links._make(self, self.letter_id)))

    def _hold(self):
        """Wait for whoever writes it now: after the letter has left is too late."""
        self.env.cr.execute(
            SQL("SELECT FROM pact_invitation WHERE id = %s FOR NO KEY UPDATE", self.id)
        )

    def _url(self, token):
        return f"{self.get_base_url()}/pact/invitation/{token}"
