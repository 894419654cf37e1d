"""What somebody tries who has the id of a request, of its words or of its files."""

import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_ticket_portal import PATH
from .ticket_attack_case import RULES, TicketAttackCase


@tagged("post_install", "-at_install")
class TestTicketSideDoors(TicketAttackCase):
    """Core's own routes, which take any model and any id."""

    def _try_all(self, user, calls):
        before = self._snapshot()
        for route, params in calls:
            with self.subTest(user=user and user.login, route=route):
                self._assert_tells_nothing(self._call(user, route, **params), route)
                self.assertEqual(self._snapshot(), before)

    def _thread(self, **more):
        return {"thread_model": "pact.ticket", "thread_id": self.ticket.id, **more}

    def _calls(self, user):
        thread, message, note = self._thread(), self.said.id, self.note.id
        record = {"res_model": "pact.ticket", "res_id": self.ticket.id}
        mine = {"partner_ids": user.partner_id.ids} if user else {"partner_ids": []}
        store = {
            "model": "pact.ticket",
            "id": self.ticket.id,
            "access_params": {},
            "request_list": [
                "followers",
                "attachments",
                "activities",
                "scheduledMessages",
            ],
        }
        calls = [
            ("/mail/thread/messages", thread),
            ("/mail/chatter_fetch", thread),
            ("/portal/chatter_init", thread),
            ("/mail/thread/recipients", thread),
            ("/mail/thread/recipients/get_suggested_recipients", thread),
            ("/mail/thread/subscribe", record | mine),
            ("/mail/thread/unsubscribe", record | {"partner_ids": self.maria.ids}),
            ("/mail/message/post", thread | {"post_data": {"body": "Forged"}}),
            ("/mail/data", {"fetch_params": [["mail.thread", store]]}),
            ("/mail/data", {"fetch_params": [["/mail/thread", store]]}),
            ("/mail/inbox/messages", {}),
            ("/mail/history/messages", {}),
            ("/mail/starred/messages", {}),
            ("/discuss/search", {"term": "Segredo"}),
            ("/discuss/channel/messages", {"channel_id": self.ticket.id}),
            ("/html_editor/attachment/remove", {"ids": self.files.ids}),
        ]
        for one in (message, note):
            update = {"message_id": one, "update_data": {"body": "x"}}
            react = {"message_id": one, "content": "👎", "action": "add"}
            inner = {"message_id": one, "is_internal": False}
            calls += [
                ("/mail/message/update_content", update),
                ("/mail/message/reaction", react),
                ("/mail/update_is_internal", inner),
                ("/mail/message/translate", {"message_id": one}),
                ("/mail/link_preview", {"message_id": one}),
            ]
        for file in self.files.ids:
            calls += [
                ("/mail/attachment/delete", {"attachment_id": file}),
                ("/portal/attachment/remove", {"attachment_id": file}),
            ]
        return calls

    def test_strangers(self):
        """S8: nothing without a login."""
        self._try_all(None, self._calls(None))

    def test_customers(self):
        """S8, S29: they have doors of their own; not even theirs opens here."""
        for user in self.responsible + self.colleague + self.stranger:
            self._try_all(user, self._calls(user))

    def test_who_works_elsewhere(self):
        """S8: neither in another team nor in another company."""
        for user in self.seller + self.foreigner:
            self._try_all(user, self._calls(user))

    def test_by_search(self):
        """S8, S20: nobody finds another customer's, by no word and no part of one."""
        self._log_in(self.stranger)
        protocol = self.ticket.protocol
        for typed in (protocol, protocol[-4:], "%", "_", "2", "Segunda", "Segredo"):
            for extra in ({}, {"filter": "open"}, {"since": "2020-01-01"}):
                asked = {"search": typed, **extra}
                for path in (PATH, f"{PATH}/export"):
                    page = self.url_open(path, params=asked)
                    with self.subTest(path, **asked):
                        self.assertEqual(page.status_code, 200)
                        self.assertNotIn(f"{PATH}/{self.ticket.id}", page.text)
                        if typed != protocol:
                            self.assertNotIn(protocol, page.text)

    def test_files_by_their_id(self):
        """S17, HM1: by none of core's doors for files and pictures."""
        ways = [
            f"/web/{way}/{file}"
            for file in self.files.ids
            for way in ("content", "image", "image/ir.attachment/raw")
        ]
        ways += [
            f"/web/content?model=ir.attachment&id={file}&field=raw&access_token=x"
            for file in self.files.ids
        ]
        for name in (self.said.id, self.note.id):
            ways += [
                f"/mail/avatar/mail.message/{name}/author_avatar/50x50",
                f"/mail/message/{name}",
                f"/web/content/mail.message/{name}/body",
            ]
        ways += [
            f"/mail/view?model=pact.ticket&res_id={self.ticket.id}",
            f"/web/content/pact.ticket/{self.ticket.id}/reference",
            f"/web/image/pact.ticket/{self.ticket.id}/reference",
            f"/odoo/pact.ticket/{self.ticket.id}",
            f"/mail/unfollow?model=pact.ticket&res_id={self.ticket.id}&pid=1&token=x",
        ]
        before = self._snapshot()
        for user in (None, *self._outsiders()):
            self.authenticate(user and user.login, user and user.login)
            for way in ways:
                with (
                    self.subTest(user=user and user.login, way=way),
                    mute_logger("odoo.http", RULES),
                ):
                    answer = self.url_open(way)
                    self.assertLess(answer.status_code, 500)
                    self._assert_tells_nothing(answer, way)
        self.assertEqual(self._snapshot(), before)

    def test_files_in_a_zip(self):
        """S17: what is closed one by one is closed together."""
        for user in (None, *self._outsiders()):
            self.authenticate(user and user.login, user and user.login)
            form = {"file_ids": json.dumps(self.files.ids), "zip_name": "x"}
            with mute_logger("odoo.http", RULES):
                found = self.url_open("/mail/attachment/zip", data=form)
            self._assert_tells_nothing(found, user and user.login)
            self.assertFalse(
                found.content.startswith(b"PK") and len(found.content) > 22
            )

    def test_files_hung_on_it(self):
        """S17: nobody hangs a file on what they may not read."""
        kept = self.env["ir.attachment"].search_count([])
        for user in self._outsiders():
            self.authenticate(user.login, user.login)
            page = self.url_open("/my/security").text
            token = page.partition('csrf_token: "')[2].partition('"')[0]
            form = self._thread(csrf_token=token)
            file = [("ufile", ("x.txt", b"x", "text/plain"))]
            with mute_logger("odoo.http", RULES):
                self.url_open("/mail/attachment/upload", data=form, files=file)
        self.assertEqual(self.env["ir.attachment"].search_count([]), kept)

    def test_what_is_theirs_stays_open(self):
        """S7: core tells customers and strangers who they are, as without us."""
        partner = self.responsible.partner_id
        document = {"thread_model": "res.partner", "thread_id": partner.id}
        for user, route, params in (
            (self.responsible, "/web/session/get_session_info", {}),
            (self.responsible, "/portal/chatter_init", document),
            (None, "/portal/chatter_init", document),
        ):
            # Core writes settings while it reads, and is asked again.
            with mute_logger("odoo.sql_db"):
                answer = self._call(user, route, **params)
            self.assertIn("result", answer.json(), route)
