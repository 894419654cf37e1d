from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_ticket import DAY, MONDAY, TicketCase
from .test_ticket_portal import PortalCase

MERGING = "pact.ticket.merging"


class MergeCase(TicketCase):
    def _merge(self, user, kept, duplicates):
        self._rpc(user, "pact.ticket", "action_merge", duplicates.ids, kept.id)

    def _say(self, ticket, body, **kwargs):
        return ticket.message_post(
            body=body,
            attachments=[(f"{body}.txt", body.encode())],
            message_type="comment",
            subtype_xmlid=kwargs.pop("subtype", "mail.mt_comment"),
            **kwargs,
        )


@tagged("post_install", "-at_install")
class TestTicketMerge(MergeCase):
    def test_one_stays_with_all(self):
        """S19: words, notes and files move as they are; the others are finished."""
        first, second, third = self._file() + self._file() + self._file()
        said = self._say(second, "boleto")
        note = self._say(third, "nota", subtype="mail.mt_note")
        self._merge(self.boss, first, second + third)
        self.assertEqual((said + note).mapped("res_id"), first.ids * 2)
        files = (said + note).attachment_ids
        self.assertEqual(files.mapped("res_id"), first.ids * 2)
        self.assertEqual(first._thread_of_customer(), said)
        self.assertEqual(first._find_told_file(said.attachment_ids.id).raw, b"boleto")
        self.assertFalse(first._find_told_file(note.attachment_ids.id))
        for ticket in second + third:
            self.assertEqual(ticket.merged_into_id, first)
            self.assertEqual(ticket.state, "finished")
            self.assertTrue(ticket.finished_date)
        self.assertEqual(first.state, "new")

    def test_it_is_noted(self):
        """S19: who did it stands in both, among us."""
        first, second = self._file() + self._file()
        self._merge(self.boss, first, second)
        for ticket, other in ((first, second), (second, first)):
            said = ticket.message_ids.filtered(lambda one: "merged" in (one.body or ""))
            self.assertIn(other.protocol, said.body)
            self.assertIn(self.boss.name, said.body)
            self.assertTrue(said.subtype_id.internal)

    def test_nothing_is_sent(self):
        """S19: neither mail nor notification, to whomever follows it."""
        first, second = self._file() + self._file()
        for ticket in first + second:
            ticket.message_subscribe((self.maria + self.ana.partner_id).ids)
        self._say(second, "boleto")
        mails, notices = self.env["mail.mail"], self.env["mail.notification"]
        before = mails.search_count([]), notices.search_count([])
        self._merge(self.boss, first, second)
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertEqual((mails.search_count([]), notices.search_count([])), before)

    def test_the_earliest_promise_is_kept(self):
        """SN3: answered when the first of them has to be."""
        with freeze_time(MONDAY):
            first = self._file()
        with freeze_time(MONDAY + DAY):
            second = self._file()
            self._merge(self.boss, second, first)
        self.assertEqual(second.due_date, MONDAY + 7 * DAY)

    def test_what_was_late_is_marked(self):
        """SN3: a duplicate that nobody answered in time was late all the same."""
        with freeze_time(MONDAY):
            first, second = self._file() + self._file()
        due = second.due_date
        with freeze_time(MONDAY + 8 * DAY):
            self._merge(self.boss, first, second)
        self.assertEqual((second.state, second.breached_date), ("finished", due))
        kinds = self.env["pact.ticket.notice"].search([("ticket_id", "=", second.id)])
        self.assertNotIn("finished", kinds.mapped("kind"))

    def test_what_is_still_to_be_told(self):
        """S19, S21: of what was said, it is told where that stands now."""
        first, second = self._file() + self._file()
        second._post_of_customer(self.maria, "Ainda espero", [])
        notice = self.env["pact.ticket.notice"].search(
            [("ticket_id", "=", second.id), ("kind", "=", "told")]
        )
        self._merge(self.boss, first, second)
        self.assertEqual(notice.ticket_id, first)

    def test_tags_and_activities(self):
        first, second = self._file() + self._file()
        tag = self.env["pact.tag"].create(
            {"name": "Urgente", "company_id": self.company.id}
        )
        second.tag_ids = tag
        activity = second.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.ana.id
        )
        self._merge(self.boss, first, second)
        self.assertEqual(first.tag_ids, tag)
        self.assertEqual(activity.res_id, first.id)

    def test_never_across(self):
        """S8: neither customers nor companies, nor those of nobody known."""
        ticket = self._file()
        other = self.env["res.partner"].create({"name": "Outra", "is_company": True})
        company = self.env["res.company"].create({"name": "Outra"})
        self._make_team("X", company)
        theirs = self._file(partner_id=other.id)
        abroad = self._file(company_id=company.id, classification_id=False)
        unknown = self._file(partner_id=False) + self._file(partner_id=False)
        self.boss.company_ids = [Command.link(company.id)]
        self.env["pact.member"].create(
            {
                "user_id": self.boss.id,
                "company_id": company.id,
                "role_ids": [Command.set(self._role("administrator").ids)],
            }
        )
        for kept, duplicates in (
            (ticket, theirs),
            (theirs, ticket),
            (ticket, abroad),
            (abroad, ticket),
            (unknown[0], unknown[1]),
            (ticket, unknown),
        ):
            with self.assertRaisesRegex(UserError, "same customer"):
                self._merge(self.boss, kept, duplicates)
        self.assertFalse((ticket + theirs + abroad + unknown).merged_into_id)

    def test_by_whom(self):
        """A.7: one's own, or where one decides; all of them, or none."""
        first, second = self._file() + self._file()
        other = self._make_team("X", self.env["res.company"].create({"name": "X"}))
        eva = self._make_member("eva_pact", "administrator", other)
        self._act(self.ana, "take", first)
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"):
            for user in (self.ana, self.bia, eva):
                for kept, duplicate in ((first, second), (second, first)):
                    with (
                        self.subTest(user=user.login, kept=kept.id),
                        self.assertRaises(AccessError),
                    ):
                        self._merge(user, kept, duplicate)
        self._act(self.ana, "take", second)
        self._merge(self.ana, first, second)
        self.assertEqual(second.merged_into_id, first)

    def test_what_is_no_request(self):
        """HM6: whatever is sent is refused in words."""
        ticket = self._file()
        for sent in (0, -1, "x", None, True, [], 2**40, ticket.id):
            with self.subTest(sent=sent), self.assertRaises(UserError):
                self._rpc(self.boss, "pact.ticket", "action_merge", ticket.ids, sent)

    def test_into_what_was_merged(self):
        """S19: refused; and whoever was merged into it follows it further."""
        first, second, third = self._file() + self._file() + self._file()
        self._merge(self.boss, second, first)
        with self.assertRaisesRegex(UserError, second.protocol):
            self._merge(self.boss, first, third)
        with self.assertRaisesRegex(UserError, second.protocol):
            self._merge(self.boss, third, first)
        self._merge(self.boss, third, second)
        self.assertEqual((first + second).merged_into_id, third)
        for method in ("reopen", "resume"):
            with self.assertRaisesRegex(UserError, third.protocol):
                self._act(self.boss, method, first)

    def test_one_that_is_finished_does_not_stay(self):
        first, second = self._file() + self._file()
        self._act(self.boss, "finish", first)
        with self.assertRaisesRegex(UserError, "is finished"):
            self._merge(self.boss, first, second)
        self._merge(self.boss, second, first)

    def test_two_at_once(self):
        """S19: while another one merges them, nobody does; nothing is half done."""
        first, second = self._file() + self._file()
        model = type(first)
        original = model.try_lock_for_update

        def taken(tickets, **kwargs):
            return original(tickets - second, **kwargs)

        self.patch(model, "try_lock_for_update", taken)
        with self.assertRaisesRegex(UserError, "Somebody else"):
            self._merge(self.boss, first, second)
        self.assertFalse(second.merged_into_id)

    def test_by_its_dialog(self):
        """S19: the oldest that is open is offered to stay; one goes there."""
        old, first, second = self._file() + self._file() + self._file()
        self._act(self.boss, "finish", old)
        tickets = old + first + second
        ticked = {"active_ids": tickets.ids}
        spec = {"ticket_ids": {"fields": {"display_name": {}}}, "kept_id": {}}
        shown = self._rpc(
            self.boss, MERGING, "onchange", [], {}, [], spec, context=ticked
        )
        self.assertEqual(shown["value"]["kept_id"], first.id)
        [merging] = self._rpc(self.boss, MERGING, "create", [{}], context=ticked)
        action = self._rpc(self.boss, MERGING, "action_merge", [merging])
        self.assertEqual(action["res_id"], first.id)
        self.assertEqual((old + second).merged_into_id, first)
        with mute_logger("odoo.addons.base.models.ir_rule"):
            for user in (self.ana, self.bia):
                with self.assertRaises(AccessError):
                    self._rpc(user, MERGING, "read", [merging], ["kept_id"])


@tagged("post_install", "-at_install")
class TestTicketMergePortal(PortalCase, MergeCase):
    def test_what_its_customer_sees(self):
        """S21: a sentence and a link; what is still added is said where it goes on."""
        first, second = self._file() + self._file()
        self._log_in(self.responsible)
        token = self._form()["csrf_token"]
        self._merge(self.boss, first, second)
        page = self._get(f"/{second.id}")
        self.assertIn(first.protocol, page)
        self.assertIn(f'href="/my/requests/{first.id}"', page)
        self.assertNotIn('id="reply"', page)
        self._post(
            f"/{second.id}/reply",
            {"csrf_token": token, "message": "Ainda espero"},
        )
        self.assertIn("Ainda espero", self._get(f"/{first.id}"))
        self.assertNotIn("merged", self._get(f"/{first.id}"))
        self.assertEqual(second.state, "finished")

    def test_both_are_confirmed_by_their_own_protocol(self):
        """S18, S19: whoever filed two hears of both, though one went into the other."""
        form = {"classification_id": self.second_copy.id}
        filing = self.env["pact.ticket"].with_user(self.responsible)
        first, second = (
            filing._file_for_customer(form | {"request_key": key}, "Bom dia", [])
            for key in "ab"
        )
        self._merge(self.boss, first, second)
        received = self.env["pact.ticket.notice"].search([("kind", "=", "received")])
        self.assertEqual(received.ticket_id, first | second)
