"""Words for what somebody tries with a request that is closed to them."""

import json

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .test_ticket_portal import PortalCase

RULES = "odoo.addons.base.models.ir_rule"
# No name: who works here reads the names of contacts.
SECRETS = ("Segredo", "segredo")
# A picture that any browser draws.
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00"
    b"\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;segredo"
)


class TicketAttackCase(PortalCase):
    """A request with words and files of both sides, and everybody who wants in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.env["res.company"].create({"name": "Outra"})
        cls.foreigner = cls._make_member(
            "eva_pact", "administrator", cls._make_team("X", cls.other_company)
        )
        cls.seller = cls._make_member("seller_pact", "agent", cls._make_team("Sales"))
        cls.ticket = cls._file(reference="Segredo 77", contact_name="Maria Souza")
        cls.said = cls.ticket.message_post(
            body="Segredo dito",
            attachments=[("segredo.gif", PIXEL)],
            author_id=cls.maria.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        cls.note = cls.ticket.message_post(
            body="Segredo anotado",
            attachments=[("segredo-nota.gif", PIXEL)],
            subtype_xmlid="mail.mt_note",
        )
        cls.files = (cls.said + cls.note).attachment_ids

    def _outsiders(self):
        """Return whom the request is closed to; the first are its own customers."""
        customers = self.responsible + self.colleague + self.stranger
        return customers + self.foreigner + self.seller

    def _call(self, user, route, **params):
        """Return all that ``route`` answers to ``user``, refusals too."""
        self.authenticate(user and user.login, user and user.login)
        with mute_logger("odoo.http", RULES, "odoo.models"):
            answer = self.url_open(
                route,
                data=json.dumps({"params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.assertLess(answer.status_code, 500, route)
        self.env.invalidate_all()
        return answer

    def _snapshot(self):
        self.env.invalidate_all()
        messages = self.ticket.with_context(active_test=False).message_ids
        return (
            self.ticket.read(
                ["state", "user_id", "team_id", "partner_id", "reference"]
            ),
            messages.read(["body", "author_id", "is_internal", "attachment_ids"]),
            messages.reaction_ids.ids,
            self.ticket.message_partner_ids.ids,
            self.ticket.activity_ids.ids,
            self.files.exists().read(["name", "res_id", "access_token"]),
        )

    def _assert_tells_nothing(self, answer, who):
        for secret in SECRETS:
            self.assertNotIn(secret.encode(), answer.content, who)


class TicketInsideCase(TicketAttackCase):
    """The same, held by Ana."""

    def setUp(self):
        super().setUp()
        self._act(self.ana, "take", self.ticket)

    def _assert_refused(self, user, model, method, *args, **kwargs):
        self.env.flush_all()
        self.env.invalidate_all()
        with (
            self.subTest(user=user.login, call=f"{model}.{method}"),
            mute_logger(RULES, "odoo.models"),
            self.assertRaises(UserError),
        ):
            self._rpc(user, model, method, *args, **kwargs)
            self.env.flush_all()
        self.env.invalidate_all()
