from odoo.tests import tagged

from .ticket_mail_case import TicketMailCase


@tagged("post_install", "-at_install")
class TestTicketTold(TicketMailCase):
    """S21: whoever is responsible hears what the customer wrote, and nobody else."""

    def _reply(self, ticket):
        ticket._post_of_customer(self.maria, "E agora?", [])
        self._tell()

    def test_the_responsible(self):
        """S21: in the inbox or by e-mail, as each of them prefers."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        self.ana.notification_type = "inbox"
        self._reply(ticket)
        self.assertEqual(self._told(self.ana).notification_type, "inbox")
        self.assertFalse(self._told(self.bia))
        self.ana.write({"notification_type": "email", "email": "ana@bv.example"})
        ticket._post_of_customer(self.maria, "De novo", [])
        [letter] = self._letters_to("ana@bv.example")
        self.assertIn("De novo", self._plain(letter))
        self.assertFalse(self._letters())

    def test_the_team_while_nobody_is(self):
        """S21: its members; nobody of another team, nor who may not take it."""
        seller = self._make_member("seller_pact", "agent", self._make_team("Sales"))
        ticket = self._file()
        self._reply(ticket)
        self.assertTrue(self._told(self.ana) and self._told(self.bia))
        self.assertFalse(self._told(seller))

    def test_who_is_gone(self):
        """S21: where the responsible answers no more, who looks after all hears it."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        self._member_of(self.ana).active = False
        before = self._told(self.ana)
        self._reply(ticket)
        self.assertEqual(self._told(self.ana), before)
        self.assertFalse(self._told(self.bia))
        self.assertTrue(self._told(self.boss))

    def test_nobody_follows_by_themself(self):
        """S21: neither who files, takes nor answers; the new responsible is told."""
        ticket = self.env["pact.ticket"].browse(
            self._rpc(
                self.ana,
                "pact.ticket",
                "create",
                [
                    {
                        "company_id": self.company.id,
                        "partner_id": self.maria.id,
                        "classification_id": self.second_copy.id,
                    }
                ],
            )
        )
        self._act(self.ana, "take", ticket)
        self._rpc(
            self.ana,
            "pact.ticket",
            "message_post",
            ticket.ids,
            body="Pois não?",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self._act(self.ana, "assign", ticket, self.bia.id)
        self.assertFalse(ticket.message_partner_ids)
        self.assertTrue(self._told(self.bia))

    def test_who_may_not_read_it_hears_nothing(self):
        """H10: not even by following it from before."""
        ticket = self._file()
        ticket.message_subscribe(partner_ids=self.bia.partner_id.ids)
        self._act(self.ana, "take", ticket)
        self._reply(ticket)
        self._say(ticket)
        self._tell()
        self.assertFalse(self._told(self.bia))

    def test_who_is_answered(self):
        """S21: the composer suggests the customer, and nobody of ours."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        self._say(ticket, partner_ids=self.maria.ids)
        suggested = ticket.with_user(self.ana)._message_get_suggested_recipients(
            reply_discussion=True
        )
        self.assertEqual([one["partner_id"] for one in suggested], self.maria.ids)

    def test_somebody_away_is_not_the_customers(self):
        """HM9: who is out of office says nothing to the customer."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        self.ana.write(
            {
                "out_of_office_from": "2000-01-01",
                "out_of_office_to": "2100-01-01",
                "out_of_office_message": "<p>Férias</p>",
            }
        )
        self._letters()
        self._reply(ticket)
        self.assertFalse(self._letters_to("maria"))
