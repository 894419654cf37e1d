from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tools.discuss import Store

from .test_ticket_portal import PATH, PortalCase

RULES = "odoo.addons.base.models.ir_rule"
NAME = "laudo medico.pdf"
INSIDE = b"%PDF-1.4 sigilo"


@tagged("post_install", "-at_install")
class TestTicketConfidential(PortalCase):
    """SN2: a confidential file is for the customer and whoever has the right."""

    def setUp(self):
        super().setUp()
        self.manager = self._make_member("chief_pact", "manager", self.team)
        self._log_in(self.responsible)
        self._post(
            "/new",
            self._form(confidential="1"),
            [(NAME, INSIDE, "application/pdf")],
        )
        [self.ticket] = self._tickets()
        self._act(self.ana, "take", self.ticket)
        self.message = self.ticket._thread_of_customer()
        self.file = self.message.attachment_ids
        self.env.flush_all()
        self.env.invalidate_all()

    def _trust(self, user):
        right = self.env["pact.right"].search([("code", "=", "may_read_confidential")])
        self._member_of(user).option_ids = [Command.link(right.id)]

    def _fetched(self, user, **search):
        """Return the files that the chatter of ``user`` is given."""
        self._log_in(user)
        self.env.invalidate_all()
        answer = self.url_open(
            "/mail/thread/messages",
            json={
                "params": {
                    "thread_model": "pact.ticket",
                    "thread_id": self.ticket.id,
                    "fetch_params": {"limit": 30, **search},
                }
            },
        ).json()["result"]
        return answer["messages"], answer["data"].get("ir.attachment", [])

    def _open(self, path):
        with mute_logger("odoo.http"):
            return self.url_open(path, allow_redirects=False)

    def test_the_customer_reads_it(self):
        """SN2: who follows the request in the portal, and no other customer."""
        self.assertTrue(self.file.pact_is_confidential)
        self.assertIn(NAME, self._get(f"/{self.ticket.id}"))
        path = f"{PATH}/{self.ticket.id}/file/{self.file.id}"
        self.assertEqual(self._open(path).content, INSIDE)
        self._log_in(self.stranger)
        self.assertEqual(self._open(path).status_code, 404)

    def test_a_reply_with_one(self):
        """SN2: file by file; what is sent without the mark is as before."""
        token = self._form()["csrf_token"]
        for mark in ({}, {"confidential": "1"}):
            form = {"csrf_token": token, "message": "Segue", **mark}
            self._post(
                f"/{self.ticket.id}/reply", form, [("a.txt", b"a", "text/plain")]
            )
        files = self.ticket._thread_of_customer().attachment_ids - self.file
        self.assertEqual(
            files.sorted("id").mapped("pact_is_confidential"), [False, True]
        )

    def test_with_the_right(self):
        """SN2: by role, or ticked for one agent; as any other file."""
        self._trust(self.ana)
        for user in (self.manager, self.boss, self.ana):
            self._log_in(user)
            with self.subTest(user.login):
                answer = self._open(f"/web/content/{self.file.id}")
                self.assertEqual(answer.content, INSIDE)
                [file] = self._fetched(user)[1]
                self.assertEqual(file["name"], NAME)
                self.assertTrue(file["raw_access_token"])
                read = self._rpc(
                    user, "ir.attachment", "search_read", [("name", "=", NAME)], ["raw"]
                )
                self.assertEqual([one["id"] for one in read], self.file.ids)

    def test_without_the_right(self):
        """SN2: that there is one is seen in the request, and no more."""
        _ids, [file] = self._fetched(self.ana)
        self.assertEqual(file["name"], "Confidential file")
        self.assertFalse(file["raw_access_token"])
        self.assertFalse(file["checksum"])
        self.assertNotIn("ownership_token", file)
        read = self._rpc(
            self.ana, "pact.ticket", "read", self.ticket.ids, ["confidential_count"]
        )
        self.assertEqual(read[0]["confidential_count"], 1)

    def test_no_link_opens_it(self):
        """SN2: by id, with tokens of who may open it, as picture, zip or first page."""
        self.env.cr.flush()
        raw, ownership = (
            self.file._get_raw_access_token(),
            self.file._get_ownership_token(),
        )
        [legacy] = self.file.generate_access_token()
        self._log_in(self.ana)
        for path in (
            f"/web/content/{self.file.id}",
            f"/web/content/{self.file.id}?access_token={raw}",
            f"/web/content/{self.file.id}?access_token={legacy}",
            f"/web/content/ir.attachment/{self.file.id}/raw?access_token={raw}",
            f"/web/image/{self.file.id}?access_token={legacy}",
            f"/web/image/ir.attachment/{self.file.id}/raw",
            f"/web/image/ir.attachment/{self.file.id}/thumbnail",
            f"/mail/attachment/pdf_first_page/{self.file.id}?access_token={ownership}",
        ):
            with self.subTest(path):
                answer = self._open(path)
                self.assertNotIn(b"sigilo", answer.content)
                self.assertNotIn(NAME, answer.headers.get("Content-Disposition", ""))
        token = self._csrf()
        with mute_logger("odoo.http"):
            answer = self.url_open(
                "/mail/attachment/zip",
                data={"csrf_token": token, "file_ids": self.file.id, "zip_name": "a"},
            )
        self.assertNotEqual(answer.status_code, 200)
        self.assertNotIn(b"laudo", answer.content)

    def _csrf(self):
        page = self.url_open("/odoo").text
        return page.split('csrf_token: "')[1].split('"')[0]

    def test_no_call_opens_it(self):
        """SN2: neither read, exported, copied, changed, moved, nor deleted."""
        outsider = self._make_member(
            "eva_pact",
            "administrator",
            self._make_team("X", self.env["res.company"].create({"name": "Outra"})),
        )
        ids = self.file.ids
        (self.ana + outsider).group_ids += self.env.ref("base.group_allow_export")
        note = {"model": "res.partner", "res_id": self.ana.partner_id.id, "body": "a"}
        for user in (self.ana, outsider, self.responsible):
            for model, method, *args in (
                ("ir.attachment", "read", ids, ["name"]),
                ("ir.attachment", "read", ids, ["raw"]),
                ("ir.attachment", "web_read", ids, {"display_name": {}}),
                ("ir.attachment", "export_data", ids, ["name", "datas"]),
                (
                    "pact.ticket",
                    "export_data",
                    self.ticket.ids,
                    ["message_ids/attachment_ids/name"],
                ),
                ("ir.attachment", "copy", ids, {"res_model": False, "res_id": 0}),
                ("ir.attachment", "write", ids, {"res_model": False, "res_id": 0}),
                ("ir.attachment", "write", ids, {"public": True}),
                ("ir.attachment", "write", ids, {"pact_is_confidential": False}),
                ("ir.attachment", "generate_access_token", ids),
                ("ir.attachment", "unlink", ids),
                ("ir.attachment", "action_pact_open", ids),
                (
                    "mail.message",
                    "create",
                    [note | {"attachment_ids": [Command.link(ids[0])]}],
                ),
            ):
                with (
                    self.subTest(user=user.login, call=f"{model}.{method}"),
                    mute_logger(RULES, "odoo.models"),
                    # Of which an access error is one.
                    self.assertRaises(UserError),
                ):
                    self._rpc(user, model, method, *args)
                self.env.invalidate_all()
        self.assertTrue(self.file.exists().pact_is_confidential)

    def test_its_name_is_not_searched_for(self):
        """SN2: nor what is in it: by no domain, nor by the words of the chatter."""
        for domain in (
            [("name", "ilike", "laudo")],
            [("res_model", "=", "pact.ticket"), ("name", "ilike", "laudo")],
            [("id", "in", self.file.ids)],
        ):
            found = self._rpc(self.ana, "ir.attachment", "search", domain)
            self.assertFalse(found, domain)
        for model, path in (
            ("mail.message", "attachment_ids.name"),
            ("mail.message", "attachment_ids.checksum"),
            ("pact.ticket", "message_ids.attachment_ids.name"),
        ):
            value = self.file.checksum if "checksum" in path else "laudo"
            domain = [(path, "ilike", value)]
            with self.subTest(path):
                self.assertFalse(self._rpc(self.ana, model, "search", domain))
                self.assertTrue(self._rpc(self.manager, model, "search", domain))
        self.assertFalse(self._fetched(self.ana, search_term="laudo")[0])
        self.assertTrue(self._fetched(self.manager, search_term="laudo")[0])

    def test_what_points_to_it_does_not_name_it(self):
        """SN2: Odoo shows names of what a record points to under sudo."""
        for user, name in ((self.ana, "Confidential file"), (self.manager, NAME)):
            self.env.invalidate_all()
            self.assertEqual(self.file.with_user(user).sudo().display_name, name)
        for field in ("display_name", "name", "checksum"):
            asked = {"attachment_ids": {"fields": {field: {}}}}
            with mute_logger(RULES), self.assertRaises(AccessError):
                self._rpc(self.ana, "mail.message", "web_read", self.message.ids, asked)

    def test_what_goes_over_the_bus(self):
        """SN2: each is told what they may open, whoever sends it; a crowd nothing."""
        for target, name in (
            (self.manager, NAME),
            (self.ana, "Confidential file"),
            (self.ticket, "Confidential file"),
        ):
            self.env.invalidate_all()
            store = Store(bus_channel=target)
            store.add(self.message.with_user(self.boss).sudo())
            [file] = store.get_result()["ir.attachment"]
            self.assertEqual(file["name"], name)
            self.assertEqual(bool(file["raw_access_token"]), name == NAME)

    def test_copies(self):
        """SN2: of what is confidential they are so too; others are as before."""
        self.assertTrue(self.file.sudo().copy().pact_is_confidential)
        said = self.ticket.message_post(body="a", attachments=[("b.txt", b"b")])
        nowhere = {"res_model": False, "res_id": 0}
        self._rpc(self.ana, "ir.attachment", "copy", said.attachment_ids.ids, nowhere)
        with mute_logger(RULES), self.assertRaises(AccessError):
            self._rpc(self.manager, "ir.attachment", "copy", self.file.ids, nowhere)

    def test_no_letter_takes_it_along(self):
        """SN2: neither the file nor its name, however large."""
        open_file = self.file.sudo().copy(
            {"name": "aberto.txt", "raw": b"aberto", "pact_is_confidential": False}
        )
        self.message.sudo().attachment_ids += open_file
        for limit in ("10", "0.000001"):
            self.env["ir.config_parameter"].set_param(
                "base.default_max_email_size", limit
            )
            mail = self.env["mail.mail"].create(
                {"mail_message_id": self.message.id, "email_to": "a@x.example"}
            )
            for body in ("<p>Olá</p>", ""):
                mail.body_html = body
                [letter] = mail._prepare_outgoing_list()
                self.assertNotIn("laudo", str(letter))
                self.assertNotIn("sigilo", str(letter))
                self.assertEqual("aberto.txt" in str(letter), limit == "10")
                self.assertIn(body, letter["body"])
                self.assertIn("not sent by e-mail", letter["body"])

    def test_staff_marks_files(self):
        """SN2: as who may change the request; opened again by who has the right."""
        said = self.ticket.message_post(body="a", attachments=[("b.txt", b"b")])
        file = said.attachment_ids
        close = ("ir.attachment", "action_pact_close", file.ids)
        with mute_logger(RULES, "odoo.models"), self.assertRaises(AccessError):
            self._rpc(self.bia, *close)
        self._rpc(self.ana, *close)
        self.assertTrue(file.pact_is_confidential)
        with mute_logger(RULES, "odoo.models"), self.assertRaises(AccessError):
            self._rpc(self.ana, "ir.attachment", "action_pact_open", file.ids)
        self._rpc(self.manager, "ir.attachment", "action_pact_open", file.ids)
        self.assertFalse(file.pact_is_confidential)
        picture = self.env["ir.attachment"].create({"name": "x", "raw": b"x"})
        with mute_logger(RULES, "odoo.models"), self.assertRaises(UserError):
            self._rpc(self.boss, "ir.attachment", "action_pact_close", picture.ids)

    def test_two_lists_of_files(self):
        """SN2: all of a request, and those that are confidential."""
        plain, closed = self.env["ir.attachment"].create(
            [
                {"name": name, "raw": b"x", "res_model": "pact.ticket"}
                | {"res_id": self.ticket.id, "pact_is_confidential": is_closed}
                for name, is_closed in (("aberto.txt", False), ("fechado.txt", True))
            ]
        )
        for method, expected in (
            ("action_files", plain + closed),
            ("action_confidential_files", closed),
        ):
            with self.subTest(method):
                action = self._rpc(self.boss, "pact.ticket", method, self.ticket.ids)
                self.assertEqual(action["res_model"], "ir.attachment")
                found = self.env["ir.attachment"].search(action["domain"])
                self.assertEqual(found & (plain + closed), expected)
                self.assertFalse(method != "action_files" and plain in found)
