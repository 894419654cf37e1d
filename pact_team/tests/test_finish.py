from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .custody_case import CustodyCase


class ClassifiedCase(CustodyCase):
    """A company that says what its conversations were about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.billing = cls._classify("Billing")
        cls.refund = cls._classify("Refund", cls.billing)
        cls.request = cls._classify("Request", is_for_conversations=False)
        cls.abroad = cls.env["res.company"].create({"name": "Outra"})
        cls.foreign = cls._classify("Foreign", company_id=cls.abroad.id)

    @classmethod
    def _classify(cls, name, parent=None, **vals):
        return cls.env["pact.classification"].create(
            {
                "name": name,
                "parent_id": parent and parent.id,
                "company_id": cls.company.id,
                **vals,
            }
        )

    def _finish(self, user, channel=None, **values):
        return self._act(user, "finish", values, channel=channel)


@tagged("post_install", "-at_install")
class TestFinish(ClassifiedCase):
    """U20, U8: finished by its holder, or by who may finish others'."""

    def test_with_a_classification_and_a_note(self):
        """U20: what it was about stays with the conversation, and with its stint."""
        self._finish(self.ana, classification_id=self.refund.id, note=" Devolvido ")
        self.assertEqual(self.channel.pact_state, "finished")
        self.assertEqual(self.channel.pact_classification_id, self.refund)
        self.assertEqual(self.channel.pact_finish_note, "Devolvido")
        stint = self.channel.pact_stint_id
        self.assertEqual(stint.classification_id, self.refund)
        self.assertEqual(stint.closing_note, "Devolvido")
        self.assertEqual(stint.ended_by_user_id, self.ana)

    def test_without_either(self):
        self._act(self.ana, "finish")
        self.assertEqual(self.channel.pact_state, "finished")
        self.assertFalse(self.channel.pact_classification_id)

    def test_where_a_classification_is_required(self):
        """Required by the setting: then none means a sentence, by RPC too."""
        self.company.pact_classification_required = True
        for values in ({}, {"note": "x"}, {"classification_id": False}):
            self._assert_refused(
                UserError, "what it was about", self._finish, self.ana, **values
            )
        self._assert_refused(
            UserError, "what it was about", self._act, self.ana, "finish"
        )
        self._finish(self.ana, classification_id=self.billing.id)

    def test_only_what_is_offered(self):
        """Not another company's, not a request's, not an archived one, no nonsense."""
        archived = self._classify("Old", active=False)
        gone = self._classify("Gone")
        beneath = self._classify("Beneath", gone)
        gone.active = False
        for chosen in self.foreign + self.request + archived + beneath:
            with self.subTest(chosen=chosen.name):
                self._assert_refused(
                    UserError,
                    "offered no more",
                    self._finish,
                    self.ana,
                    classification_id=chosen.id,
                )
        self._finish(self.ana, classification_id="1", note=7)
        self.assertFalse(self.channel.pact_classification_id)

    def test_the_dialog_offers_the_companys_own(self):
        offer = self._rpc(
            self.ana, "discuss.channel", "pact_finishing", self.channel.ids
        )
        names = [one["name"] for one in offer["classifications"]]
        self.assertEqual(sorted(names), ["Billing", "Refund"])
        self.assertFalse(offer["is_required"])

    def test_the_offer_is_for_who_reads_the_conversation(self):
        for user in (self.bia, self.caio):
            self._assert_refused(
                AccessError,
                "",
                self._rpc,
                user,
                "discuss.channel",
                "pact_finishing",
                self.channel.ids,
            )

    def test_several_at_once_by_a_supervisor(self):
        """U20: ticked in the list; what waits or is finished stays as it is."""
        second = self._write("Oi", "5531987650002")
        self._take(second, self.bia)
        waiting = self._write("Oi", "5531987650003")
        ticked = self.channel + second + waiting
        finishing = Form(
            self.env["pact.finishing"]
            .with_user(self.rosa)
            .with_context(active_ids=ticked.ids)
        )
        self.assertEqual(finishing.count, 2)
        finishing.classification_id = self.billing
        finishing.note = "Fim do dia"
        finishing.save().action_finish()
        self.assertEqual(
            set((self.channel + second).mapped("pact_state")), {"finished"}
        )
        self.assertEqual(second.pact_classification_id, self.billing)
        self.assertEqual(waiting.pact_state, "waiting")

    def test_several_are_refused_as_one(self):
        """An agent finishes their own; one of a colleague's refuses them all."""
        second = self._write("Oi", "5531987650002")
        self._take(second, self.bia)
        self._assert_refused(
            AccessError,
            "Only whoever holds",
            self._finish,
            self.ana,
            self.channel + second,
        )
        self._assert_refused(
            AccessError,
            "",
            self._rpc,
            self.ana,
            "pact.finishing",
            "create",
            [{"channel_ids": [Command.set(second.ids)]}],
        )
        self.assertEqual(second.pact_state, "in_progress")

    def test_who_oversees_finishes_and_transfers_any(self):
        """CN4, U20: supervisors and administrators, whoever holds it; agents do not."""
        for number, user in enumerate((self.rosa, self.boss), start=7):
            held = self._write("Oi", f"553198765000{number}")
            self._take(held, self.bia)
            for action in ("finish", "transfer"):
                self._assert_refused(
                    AccessError, "", self._act, self.caio, action, {}, channel=held
                )
            self._act(user, "transfer", {"user_id": self.ana.id}, channel=held)
            self.assertEqual(held.pact_agent_id, self.ana)
            self._finish(user, held)
            self.assertEqual(held.pact_state, "finished")
            self.assertEqual(held.pact_stint_id.ended_by_user_id, user)

    def test_somebody_elses_wizard_is_closed(self):
        [made] = self._rpc(self.ana, "pact.finishing", "create", [{}])
        self._assert_refused(
            AccessError, "", self._rpc, self.boss, "pact.finishing", "read", [made]
        )


@tagged("post_install", "-at_install")
class TestClassification(ClassifiedCase):
    """P3: what conversations were about, in two levels."""

    def test_a_name_is_unique_in_every_language(self):
        """P3: among those of one level; under another one it may come again."""
        self.env["res.lang"]._activate_lang("pt_BR")
        self.refund.with_context(lang="pt_BR").name = "Devolução"
        with self.assertRaisesRegex(ValidationError, "another language"):
            self._classify("devolução", self.billing)
        for parent in (None, self._classify("Delivery")):
            self._classify("Devolução", parent)

    def test_agents_read_and_administrators_configure(self):
        """P3: configured by who may configure, in their own company only."""
        for user in (self.ana, self.rosa, self.boss):
            seen = self._rpc(user, "pact.classification", "search", [])
            self.assertEqual(
                set(seen), set((self.billing + self.refund + self.request).ids)
            )
        for user in (self.ana, self.rosa):
            for method, args in (
                ("create", [[{"name": "Mine", "company_id": self.company.id}]]),
                ("write", [self.billing.ids, {"name": "Mine"}]),
                ("unlink", [self.billing.ids]),
            ):
                self._assert_refused(
                    AccessError,
                    "",
                    self._rpc,
                    user,
                    "pact.classification",
                    method,
                    *args,
                )
        self._rpc(
            self.boss,
            "pact.classification",
            "create",
            [{"name": "New", "company_id": self.company.id}],
        )
        for vals in ({"name": "X"}, {"company_id": self.company.id}):
            self._assert_refused(
                UserError,
                "",
                self._rpc,
                self.boss,
                "pact.classification",
                "write",
                self.foreign.ids,
                vals,
            )
        self._assert_refused(
            UserError,
            "",
            self._rpc,
            self.boss,
            "pact.classification",
            "write",
            self.billing.ids,
            {"parent_id": self.foreign.id},
        )

    def test_two_levels_and_no_more(self):
        with self.assertRaises(ValidationError):
            self._classify("Third", self.refund)
        with self.assertRaises(ValidationError):
            self.billing.parent_id = self._classify("Above")

    def test_names_are_once(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self._classify(" billing ")
        self._classify("Refund")
        for name in ("", " ", "\0", False):
            with self.assertRaises(UserError):
                self._classify(name)

    def test_what_was_used_is_archived(self):
        """The history of finished conversations keeps its words."""
        self._finish(self.ana, classification_id=self.refund.id)
        self._assert_refused(
            UserError,
            "Archive",
            self._rpc,
            self.boss,
            "pact.classification",
            "unlink",
            self.refund.ids,
        )
        self.refund.active = False
        self.assertEqual(self.channel.pact_classification_id, self.refund)
        self.assertEqual(self.refund.display_name, "Billing / Refund")
        self._rpc(self.boss, "pact.classification", "unlink", self.request.ids)

    def test_a_foreign_one_is_read_by_nobody(self):
        """P7: of the other company nothing is read."""
        for user in (self.ana, self.rosa, self.boss):
            self._assert_refused(
                UserError,
                "",
                self._rpc,
                user,
                "pact.classification",
                "read",
                self.foreign.ids,
            )
