from odoo import models
from odoo.tools import plaintext2html
from odoo.tools.misc import clean_context

from ..rules import informed


class PactTicket(models.Model):
    """What one of us is told of a request, and what nobody is told (S21, SN3).

    Whoever may not read a request is told nothing of it, even if they follow it; what
    is said among us is mailed to nobody else, whoever is named in it.
    """

    _inherit = "pact.ticket"

    def _tell_us(self, kind, message):
        if kind == "told":
            self._pass_on(message)
        elif kind == "breached" or self.state != "finished":
            self._remind(kind)

    def _pass_on(self, message):
        """Let whoever is responsible know what came, as each of them prefers."""
        people = self._people_told("told").partner_id
        if people:
            self._notify_thread(
                message,
                {"partner_ids": people.ids},
                notify_skip_followers=True,
                skip_existing=True,
            )

    def _remind(self, kind):
        for lang, some in self._people_told(kind).grouped("lang").items():
            said = self.with_context(clean_context(self.env.context), lang=lang)
            said.message_notify(
                partner_ids=some.partner_id.ids,
                subject=said._reminder_subject(kind),
                body=plaintext2html(said._reminder(kind)),
                # Nobody wrote it, so nobody signs it.
                email_add_signature=False,
            )

    def _reminder_subject(self, kind):
        if kind == "warned":
            return self.env._("Due soon: request %(protocol)s", protocol=self.protocol)
        return self.env._("Late: request %(protocol)s", protocol=self.protocol)

    def _reminder(self, kind):
        customer = self.commercial_partner_id.display_name or self.contact_name or ""
        names = {"protocol": self.display_name, "customer": customer}
        if kind == "warned":
            return self.env._(
                "Request %(protocol)s of %(customer)s is due soon, and not finished.",
                **names,
            )
        return self.env._(
            "Request %(protocol)s of %(customer)s is late. Nobody finished it in time.",
            **names,
        )

    def _people_told(self, kind):
        """Return the users who are told of ``kind``."""
        able = self.env["pact.member"]._able_to_answer(self.company_id)
        ids = informed.whom(
            kind, map(self._as_colleague, able), is_taken=bool(self.user_id)
        )
        return able.browse(ids).user_id

    def _as_colleague(self, member):
        return informed.Colleague(
            member.id,
            is_responsible=member.user_id == self.user_id,
            may_take_it=member.may_take and self.team_id in member.team_ids,
            may_read_it=member.may_read_others,
            looks_after_it=member in self.team_id.supervisor_ids,
        )

    def _message_get_suggested_recipients_batch(self, *args, **kwargs):
        """Suggest nobody of ours: core takes who answered last for one to answer to."""
        found = super()._message_get_suggested_recipients_batch(*args, **kwargs)
        ids = {one.get("partner_id") for each in found.values() for one in each}
        # sudo: res.partner - who of those that are suggested works here
        people = self.env["res.partner"].sudo().browse(filter(None, ids))
        # sudo: pact.ticket - whose letters to the customer are
        house = self.sudo().company_id.partner_id
        ours = people.filtered(lambda one: not one.partner_share) | house
        return {
            ticket: [one for one in each if one.get("partner_id") not in ours.ids]
            for ticket, each in found.items()
        }

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        found = super()._notify_get_recipients(message, msg_vals, **kwargs)
        if not (self and found):
            return found
        is_note = self._is_kept_among_us(message)
        answered = self._is_answered_by_mail(message) and self._addresses()
        return [
            one
            for one in found
            if (
                self._is_told_as_user(one["uid"])
                if one["uid"] and not one["ushare"]
                else not is_note and one["email_normalized"] not in (answered or ())
            )
        ]

    def _is_kept_among_us(self, message):
        """Return whether this is a note, which is for nobody else."""
        # sudo: mail.message.subtype - whether it is a note
        is_ours = message.is_internal or message.sudo().subtype_id.internal
        return is_ours and message.message_type != "auto_comment"

    def _is_answered_by_mail(self, message):
        """Return whether the customer gets this as a letter of ours, and not twice."""
        is_answer = self._is_said(message) and self._is_by_us(message)
        return is_answer and self.company_id._pact_notice("answered")

    def _is_told_as_user(self, user_id):
        return self.with_user(user_id).sudo(False).has_access("read")

    def _notify_thread_by_email(self, message, recipients_data, **kwargs):
        """Leave it to the queue: nobody waits for a mail server."""
        queued = self.with_context(mail_notify_force_send=False)
        result = super(PactTicket, queued)._notify_thread_by_email(
            message, recipients_data, **kwargs
        )
        if any(one["notif"] == "email" for one in recipients_data):
            self._wake_mail()
        return result

    def _notify_thread_with_out_of_office(self, *args, **kwargs):
        """Say nothing: the team answers, and who works in it is not the customer's."""
        return self.env["mail.message"]
