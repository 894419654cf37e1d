from odoo import api, models

# Said by our own code only: no browser can send this object.
SILENT = object()


class PactTicket(models.Model):
    """What is told of a request, and to whom (S18, S21, SN3).

    The customer hears that it was received, answered and finished, if the company
    wants that; whoever is responsible hears what the customer wrote. What is told is
    only written down here: see :class:`PactTicketNotice`.
    """

    _inherit = "pact.ticket"

    @api.model_create_multi
    def create(self, vals_list):
        """File requests; nobody follows them just for having filed them."""
        filing = self.with_context(mail_create_nosubscribe=True)
        tickets = super(PactTicket, filing).create(vals_list).with_env(self.env)
        # What is filed with a first word is announced with it.
        if not self._is_word_to_follow():
            # In a conversation they are spoken with, and hear it there.
            spoken = tickets.filtered(lambda one: one.source == "conversation")
            (tickets - spoken)._announce_to_customer("received")
        return tickets

    @api.model
    def _is_silent(self):
        """Return whether old requests are brought in: their customers know of them.

        Anybody says so by the context; only who administers the database is believed.
        """
        if self.env.context.get("pact_silent") is SILENT or not self.env.registry.ready:
            return True
        is_brought_in = {"import_file", "install_mode"} & self.env.context.keys()
        return bool(is_brought_in) and self.env.user._is_system()

    def _go(self, state, *, is_told=True):
        result = super()._go(state)
        if state == "finished" and is_told:
            self._announce_to_customer("finished")
        return result

    def _announce_to_customer(self, kind, message=None):
        told = self._with_customer_told(kind)
        self.env["pact.ticket.notice"]._announce(told, [(kind, message)])

    def _with_customer_told(self, kind):
        """Return those whose customer is to hear of ``kind``."""
        if self._is_silent():
            return self.browse()
        return self.filtered(lambda one: one.company_id._pact_tells(kind))

    def _message_post_after_hook(self, message, msg_values):
        result = super()._message_post_after_hook(message, msg_values)
        if self._is_first_word() and self._is_comment(message):
            self._announce_first_word(message)
        elif self._is_from_stranger(message):
            self._announce_to_us(message)
        elif self._is_said(message):
            if self._is_by_us(message) and not self._is_being_filed():
                self._announce_to_customer("answered", message)
            else:
                self._announce_to_us(message)
        return result

    def _announce_first_word(self, message):
        """Tell us what came in, and the customer that it did, in one write."""
        told = [("told", message)]
        if self._with_customer_told("received"):
            # Of the request and no message: it stays when its words are moved.
            told = [("received", None), *told]
        self.env["pact.ticket.notice"]._announce(self, told)

    def _announce_to_us(self, message):
        self.env["pact.ticket.notice"]._announce(self, [("told", message)])

    @api.model
    def _is_said(self, message):
        """Return whether this was said to or by the customer, and is no note."""
        # sudo: mail.message.subtype - whether comments are no notes here
        return self._is_comment(message) and not message.sudo().subtype_id.internal

    @api.model
    def _is_comment(self, message):
        """Return whether somebody said this, and not among us."""
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        return (
            message.message_type in ("comment", "email")
            and not message.is_internal
            and message.subtype_id.id == comment
        )

    def _is_by_us(self, message):
        """Return whether one of us said it, wherever they work today."""
        # sudo: mail.message - whose side it is on
        message = message.sudo()
        if message.model == self._name:
            return message.pact_is_by_us
        # In a conversation with the customer, who is not of theirs is of us.
        customer = message.author_id.commercial_partner_id
        return bool(customer) and customer != self.commercial_partner_id

    @api.model
    def _is_from_stranger(self, message):
        """Return whether this came by e-mail from somebody it is not shown to."""
        is_note = message.message_type == "email" and not self._is_said(message)
        return is_note and not self._is_by_us(message)

    def message_post(self, **kwargs):
        """Post as anywhere; to have written is no wish to get all letters."""
        posting = self.with_context(
            mail_post_autofollow_author_skip=True,
            mail_post_autofollow=False,
            # Files are kept as they were sent; no odd picture loses a letter.
            image_no_postprocess=True,
        )
        return super(PactTicket, posting).message_post(**kwargs)

    def _message_auto_subscribe_followers(self, updated_values, default_subtype_ids):
        """Tell whoever becomes responsible; they follow as long as they are."""
        found = super()._message_auto_subscribe_followers(
            updated_values, default_subtype_ids
        )
        for partner_id, _subtypes, template in found:
            if template:
                self._message_auto_subscribe_notify([partner_id], template)
        return []
