from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.pact_correspondence_feed import Turn
from ..providers.signals import Failure, Person
from .correspondence_case import CorrespondenceCase


@tagged("post_install", "-at_install")
class TestCorrespondence(CorrespondenceCase):
    """One template to many people, from the list to the last tick."""

    def _identity(self, number, name="Rui"):
        person = Person((number.lstrip("+"),), number, name)
        [identity] = self.env["pact.identity"]._find_or_create(self.inbox, [person])
        return identity

    def _ago(self, **since):
        return fields.Datetime.now() - timedelta(**since)

    def test_a_message_stands_somewhere(self):
        """P4: the outbox holds no row without a conversation or a recipient."""
        identity = self._identity("+351912000000")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.env["pact.message"].create(
                {
                    "company_id": self.company.id,
                    "inbox_id": self.inbox.id,
                    "identity_id": identity.id,
                    "direction": "out",
                    "state": "queued",
                }
            )

    def test_each_gets_theirs(self):
        """P4: the template is filled for each one; no conversation is opened."""
        one = self._running(self._make_contacts(3))
        before = self.env["discuss.channel"].search_count([])
        self.assertEqual(self._feed(one), 3)
        rows = self._send(one)
        self.assertEqual(
            rows.mapped("text"),
            [f"Olá Rui {n}, temos pão quente para você." for n in range(3)],
        )
        self.assertEqual(self._states(one), ["sent"] * 3)
        self.assertEqual(rows.mapped("state"), ["sent"] * 3)
        self.assertEqual(self.env["discuss.channel"].search_count([]), before)
        self.assertFalse(self._feed(one))
        self.assertEqual(one.state, "done")

    def test_what_the_lane_carries(self):
        """P4: it leaves as any template does, to the number of the list."""
        one = self._running(self._make_contacts(1))
        self._feed(one)
        parcel = self._rows(one)._packed()[2]
        self.assertEqual(parcel.recipient, "+351912000000")
        self.assertEqual(parcel.template.name, "novidades")
        self.assertEqual(
            [v.text for v in parcel.template.body], ["Rui 0", "pão quente"]
        )

    def test_who_is_left_out_and_why(self):
        """P4: opt-outs and everybody else who gets none are named before."""
        people = self._make_contacts(6)
        people[1].phone = people[0].phone
        people[2].phone = False
        people[3].company_id = self.env["res.company"].create({"name": "Outra"})
        self._identity(people[4].phone_sanitized).is_opted_out = True
        colleague = self.ana.partner_id
        colleague.phone = "+351912099999"
        missed = self._identity("+351912000005")
        self.env["pact.message"].create(
            {
                "company_id": self.company.id,
                "inbox_id": self.inbox.id,
                "identity_id": missed.id,
                "channel_id": self._write().id,
                "message_id": self.env["mail.message"].create({}).id,
                "direction": "out",
                "state": "failed",
                "failure_kind": "unreachable",
            }
        )
        one = self._draft(partners=people | colleague)
        self._act(one, "prepare")
        reasons = {r.partner_id: r.reason for r in one.recipient_ids}
        self.assertEqual(reasons[people[0]], False)
        self.assertEqual(reasons[people[1]], "duplicate")
        self.assertEqual(reasons[people[2]], "no_number")
        self.assertNotIn(people[3], reasons)
        self.assertEqual(reasons[people[4]], "opted_out")
        self.assertEqual(reasons[people[5]], "no_network")
        self.assertEqual(reasons[colleague], "colleague")

    def test_a_contact_of_no_company_is_everybodys(self):
        """P4: it gets one, as most contacts of Odoo belong to no company."""
        shared = self._make_contacts(2, company_id=False)
        one = self._running(shared)
        self._feed(one)
        self.assertEqual(self._states(one), ["queued"] * 2)
        self.assertEqual(one.recipient_ids.identity_id.partner_id, shared)

    def test_a_contact_of_another_company_is_named(self):
        """P4: whoever sees one, in two companies at once, does not send to it."""
        other = self.env["res.company"].create({"name": "Outra"})
        self.boss.company_ids |= other
        own = self._make_contacts(1)
        theirs = self._make_contacts(1, phone="+351912088888", company_id=other.id)
        one = self._draft(partners=own | theirs)
        self._act(one, "prepare")
        reasons = {r.partner_id: r.reason for r in one.recipient_ids}
        self.assertEqual(reasons, {own: False, theirs: "other_company"})

    def test_whoever_opts_out_meanwhile_gets_none(self):
        """P4: what a customer said after the list was made counts too."""
        people = self._make_contacts(2)
        one = self._running(people)
        self._identity(people[0].phone_sanitized).is_opted_out = True
        self._feed(one)
        self.assertEqual(self._states(one), ["left_out", "queued"])
        self.assertEqual(one.recipient_ids[0].reason, "opted_out")

    def test_pasted_numbers(self):
        """P4: a list of numbers; what is none is named, twice the same once."""
        one = self._draft(
            audience="numbers", numbers="+351 912 000 000\n912\n00351912000000"
        )
        self._act(one, "prepare")
        self.assertEqual(
            [(r.number, r.reason) for r in one.recipient_ids],
            [
                ("+351912000000", False),
                (False, "no_number"),
                ("+351912000000", "duplicate"),
            ],
        )

    def test_a_filter_finds_what_its_author_may_read(self):
        """P4: a filter is asked with the rights of whoever makes the list."""
        self._make_contacts(3)
        one = self._draft(audience="filter", domain="[('name', 'like', 'Rui ')]")
        self._act(one, "prepare")
        self.assertEqual(len(one.recipient_ids), 3)
        for wrong in (
            "[(",
            "__import__('os')",
            "[('nothing', '=', 1)]",
            "[['x']]",
            "3",
        ):
            bad = self._draft(audience="filter", domain=wrong)
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                self._act(bad, "prepare")

    def test_a_number_has_two_spellings_and_one_owner(self):
        """P4: with and without the ninth digit it is one person."""
        one = self._draft(audience="numbers", numbers="+5531987654321\n+553187654321")
        self._act(one, "prepare")
        self.assertEqual(self._states(one), ["waiting", "left_out"])

    def test_blanks(self):
        """C28: a blank is filled from the contact, or the same for all; never empty."""
        people = self._make_contacts(2)
        people[0].city = "Lisboa"
        one = self._draft(partners=people)
        one.blank_ids.text = False
        with self.assertRaises(UserError):
            self._act(one, "prepare")
        one.blank_ids.source = "city"
        self._act(one, "prepare")
        self._act(one, "start")
        self._feed(one)
        self.assertEqual(self._rows(one).text, "Olá Rui 0, temos Lisboa para você.")
        self.assertEqual(one.recipient_ids[1].reason, "blank")

    def test_paused_at_once(self):
        """P4: what waits in the outbox does not leave while it is paused."""
        people = self._make_contacts(3)
        one = self._running(people)
        self._feed(one, 2)
        self._act(one, "pause")
        self.assertFalse(self.env["pact.message"]._claim(8))
        self.env["pact.message"]._withdraw_held()
        self.assertFalse(self._rows(one))
        self.assertEqual(self._states(one), ["waiting"] * 3)
        self._act(one, "resume")
        self._feed(one)
        self._send(one)
        self.assertEqual(self._states(one), ["sent"] * 3)
        self.assertEqual(len(self._rows(one)), 3)

    def test_cancelled(self):
        """P4: whoever waited is left out for good; what was sent stays."""
        one = self._running(self._make_contacts(3))
        self._feed(one, 1)
        self._send(one)
        self._feed(one, 1)
        self._act(one, "cancel")
        self.env["pact.message"]._withdraw_held()
        self.assertEqual(self._states(one), ["sent", "left_out", "left_out"])
        self.assertFalse(self.env["pact.message"]._claim(8))
        with self.assertRaises(UserError):
            self._act(one, "resume")

    def test_answers_go_first(self):
        """P4: what an agent writes leaves before what goes to many."""
        one = self._running(self._make_contacts(2))
        self._feed(one)
        channel = self._write()
        self._take(channel)
        self._answer(channel)
        self.assertEqual(self.env["pact.message"]._claim(1).channel_id, channel)

    def test_an_uncertain_one_is_never_sent_again(self):
        """P4: nobody gets it twice, not by a restart nor by trying again."""
        one = self._running(self._make_contacts(1))
        self._feed(one)
        self.env["pact.message"]._claim(8)
        self._rows(one)._become_uncertain()
        self.assertEqual(self._states(one), ["uncertain"])
        self._feed(one)
        self.assertEqual(one.state, "done")
        self._act(one, "try_again")
        self.assertEqual(self._states(one), ["uncertain"])
        row = self._rows(one)
        self._status(row, "delivered", biz_opaque_callback_data=row.tag)
        self.assertEqual(self._states(one), ["delivered"])

    def test_one_identity_gets_one(self):
        """P4: two contacts who turn out to be one person get one message."""
        people = self._make_contacts(2)
        one = self._running(people)
        person = Person(("351912000000", "351912000001", "u1"), "+351912000000", "Rui")
        self.env["pact.identity"]._find_or_create(self.inbox, [person])
        self._feed(one)
        self.assertEqual(self._states(one), ["queued", "left_out"])
        self.assertEqual(len(self._rows(one)), 1)

    def test_two_merge_after_it(self):
        """Two who got it both may become one person; nothing is lost or refused."""
        one = self._running(self._make_contacts(2))
        self._feed(one)
        self._send(one)
        rows = self._rows(one)
        rows[0].identity_id._absorb(rows[1].identity_id)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self._rows(one).identity_id, rows[0].identity_id)
        self.assertEqual(len(one.recipient_ids), 2)

    def test_failed_ones(self):
        """P4: each says why; only those are tried again where it is safe."""
        one = self._running(self._make_contacts(2))
        self._feed(one, 1)
        self._send(one, Failure("rejected", "132012", "Format"))
        self._feed(one, 1)
        self._send(one, Failure("unreachable", "131026"))
        self._feed(one)
        self.assertEqual(self._states(one), ["failed", "failed"])
        self.assertTrue(all(one.recipient_ids.mapped("failure")))
        self._act(one, "try_again")
        self.assertEqual(self._states(one), ["waiting", "failed"])
        self.assertEqual(one.state, "running")
        self._feed(one)
        self._send(one)
        self.assertEqual(self._states(one), ["sent", "failed"])
        self.assertEqual(len(self._rows(one)), 2)

    def test_what_harms_the_number_pauses_it(self):
        """P4: where the network stops serving us, it is held and told."""
        one = self._running(self._make_contacts(2))
        self._feed(one, 1)
        [row] = self.env["pact.message"]._claim(1)
        row._apply(Failure("account", "131031", "Locked"))
        self.assertEqual(one.state, "paused")
        self.assertTrue(one.pause_reason)
        told = self.env["mail.message"].search(
            [("model", "=", one._name), ("res_id", "=", one.id)]
        )
        self.assertEqual(told.notified_partner_ids, self.boss.partner_id)

    def test_a_template_that_is_stopped_stops_it(self):
        """C26: what the network no longer approves goes to nobody else."""
        one = self._running(self._make_contacts(1))
        self.template.state = "paused"
        self.assertFalse(self._feed(one))
        self.assertEqual(one.state, "paused")

    def test_speed(self):
        """P4: no more a minute than was chosen, whatever turn it is."""
        one = self._running(self._make_contacts(5), speed=3)
        self.assertEqual([self._feed(one), self._feed(one)], [3, 0])
        self._rows(one).recipient_id.queued_date = self._ago(seconds=61)
        self.assertEqual(self._feed(one), 2)

    def test_people_a_day(self):
        """P4: no more people within a day than the network allows."""
        self.inbox.people_limit = 3
        channel = self._write()
        self._take(channel)
        one = self._running(self._make_contacts(5))
        self.assertEqual([self._feed(one), self._feed(one)], [3, 0])
        self._rows(one).recipient_id.queued_date = self._ago(hours=24, seconds=1)
        self.assertEqual(self._feed(one), 2)

    def test_people_a_day_from_another_number(self):
        """The limit is of the account: what its other number sent counts."""
        self.inbox.people_limit = 2
        sibling = self._make_inbox(number_ref="2", people_limit=2)
        one = self._running(self._make_contacts(5))
        self._feed(one)
        self.assertEqual(sibling._people_left(), 0)

    def test_not_before(self):
        """P4: a planned one waits for its moment."""
        later = fields.Datetime.now() + timedelta(hours=1)
        one = self._running(self._make_contacts(1), planned_date=later)
        self.assertNotIn(one, one._due())
        one.planned_date = fields.Datetime.now()
        self.assertIn(one, one._due())

    def test_a_turn_feeds_as_the_pace_allows(self):
        """P4: the outbox never holds more than fits into a moment."""
        one = self._running(self._make_contacts(30))
        turn = Turn()
        for moment, total in ((0, 0), (0.1, 4), (100, 8), (200, 8)):
            self.assertTrue(one._feed_all(turn, moment))
            self.assertEqual(len(self._rows(one)), total)
        self._send(one)
        one._feed_all(turn, 300)
        self.assertEqual(len(self._rows(one)), 16)
