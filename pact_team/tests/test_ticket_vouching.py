import base64
import io
import zlib

from PIL import Image
from psycopg2.errors import SerializationFailure

from odoo.tests import tagged

from .ticket_mail_case import MARIA, RESULTS, TicketMailCase

VICTIM = "Victim <victim@bank.example>"
NOBODY = (
    "Authentication-Results: mx.evil.example; dmarc=pass header.from=bank.example\n"
)


class LetterCase(TicketMailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ana.email = "ana@belavista.example"

    def _make_portal(self, login, **vals):
        user = self._make_user(login, groups="base.group_portal")
        user.partner_id.write({"pact_is_responsible": True} | vals)
        return user

    def _confirmations(self):
        return [one for one in self._letters() if "We received" in one["Subject"]]

    def _customer_reads(self, ticket):
        return " ".join(ticket._thread_of_customer().mapped("body"))

    def _notes(self, ticket):
        notes = ticket.message_ids - ticket._thread_of_customer()
        return " ".join(filter(None, notes.mapped("body")))


@tagged("post_install", "-at_install")
class TestTicketVouching(LetterCase):
    """A2: whom our mail server does not vouch for is nobody, whatever they write."""

    def test_one_of_us(self):
        """S18, S21: a forged answer of ours is a note: no letter, nothing to read."""
        for number, results in enumerate(("", NOBODY, RESULTS.format("bank.example"))):
            with self.subTest(results=results):
                ticket = self._mail_in(VICTIM, uid=f"theirs-{number}", results=results)
                answered = self._mail_in(
                    self.ana.email_formatted,
                    text="Pague aqui",
                    headers=f"In-Reply-To: <theirs-{number}@metalurgica.example>\n",
                    results=results,
                )
                self.assertEqual(answered, ticket)
                self.assertNotIn("Pague aqui", self._customer_reads(ticket))
                self.assertIn("Pague aqui", self._notes(ticket))
                self.assertNotIn(self.ana.partner_id, ticket.message_ids.author_id)
                letters = [one.as_string() for one in self._letters_to("victim")]
                self.assertFalse([one for one in letters if "Pague" in one])
                self.assertTrue(self._told(self.bia))

    def test_one_of_us_files(self):
        """S18: what one of us writes to the team is no answer of the company."""
        for results in ("", RESULTS.format("belavista.example")):
            ticket = self._mail_in(self.ana.email_formatted, results=results)
            self.assertFalse(ticket.partner_id)
            self.assertFalse(ticket.message_ids.author_id & self.ana.partner_id)

    def test_the_customer(self):
        """S8, S18: a forged letter is not theirs, and is nowhere in their portal."""
        ticket = self._mail_in(results="")
        self.assertFalse(ticket.partner_id or ticket.commercial_partner_id)
        self.assertEqual(ticket.contact_email, "maria@metalurgica.example")
        self.assertFalse(self._letters_to("maria"))
        mine = self._mail_in()
        [letter] = self._letters_to("maria")
        mine._go("finished")
        self.assertEqual(self._answer_letter(letter, text="Falso", results=""), mine)
        self.assertEqual(mine.state, "finished")
        self.assertNotIn("Falso", self._customer_reads(mine))
        self.assertIn("Falso", self._notes(mine))

    def test_without_our_server(self):
        """S18: where nobody said which server is ours, no letter is believed."""
        self.env["ir.config_parameter"].set_param("pact_team.mail_authserv_id", False)
        self.assertFalse(self._mail_in().partner_id)

    def test_two_senders(self):
        """S18: our server vouched for one of them; nobody knows for which."""
        ticket = self._mail_in(f"{MARIA}, Eva <eva@x.example>")
        self.assertFalse(ticket.partner_id)


@tagged("post_install", "-at_install")
class TestTicketAddresses(LetterCase):
    """A1, A6: whose an address is, and who is written to."""

    def test_what_a_customer_types_about_themself(self):
        """S8: somebody else's address makes nobody see their letters."""
        other = self.env["res.partner"].create({"name": "X", "is_company": True})
        mallory = self._make_portal("mallory@x.example", parent_id=other.id)
        address = "joana@metalurgica.example"
        self._rpc(mallory, "res.users", "write", mallory.ids, {"email": address})
        self.assertEqual(mallory.partner_id.email, address)
        self.assertFalse(self._mail_in(f"Joana <{address}>").partner_id)
        child = {"name": "Joana", "email": address, "parent_id": other.id}
        self.env["res.partner"].with_user(mallory).sudo().create(child)
        self.assertFalse(self._mail_in(f"Joana <{address}>").partner_id)
        joana = self.maria.copy({"name": "Joana", "email": address})
        ticket = self._mail_in(f"Joana <{address}>")
        self.assertEqual(ticket.partner_id, joana)
        self.assertEqual(ticket.commercial_partner_id, self.customer)
        # One of us looked at it.
        mallory.partner_id.email = address
        self.assertFalse(self._mail_in(f"Joana <{address}>").partner_id)

    def test_a_login(self):
        """S8: to which they were invited counts, whatever they typed since."""
        login = self._make_portal("rui@metalurgica.example")
        login.partner_id.parent_id = self.customer
        self._rpc(login, "res.users", "write", login.ids, {"email": login.login})
        self.assertTrue(login.partner_id.pact_is_email_claimed)
        ticket = self._mail_in("Rui <rui@metalurgica.example>")
        self.assertEqual(ticket.partner_id, login.partner_id)

    def test_no_address(self):
        """A1: what comes from none is not of those of us who have none."""
        self.boss.email = False
        self.assertFalse(self._file()._reader(False))

    def test_an_address_of_two_customers(self):
        """S8: is of neither; one of us says whose the request is."""
        self.env["res.partner"].create({"name": "Outra", "email": self.maria.email})
        self.assertFalse(self._mail_in().partner_id)

    def test_one_address_each(self):
        """S18: of many that somebody has, the first hears of it."""
        self.maria.email = "um@x.example, dois@x.example, tres@x.example"
        self._file(contact_email="maria@metalurgica.example")
        [letter] = self._confirmations()
        self.assertEqual(
            sorted(one.strip() for one in letter["To"].split(",")),
            ["maria@metalurgica.example", "um@x.example"],
        )

    def test_who_is_named_in_the_portal(self):
        """S18: no stranger hears that something was received; whom we know does."""
        self._file(source="portal", contact_email="victim@bank.example")
        [letter] = self._confirmations()
        self.assertEqual(letter["To"], "maria@metalurgica.example")
        mallory = self._make_portal("mallory@x.example", email=False)
        self._rpc(
            mallory, "res.users", "write", mallory.ids, {"email": "victim@bank.example"}
        )
        self._file(
            source="portal",
            partner_id=mallory.partner_id.id,
            contact_email="victim@bank.example",
        )
        [letter] = self._confirmations()
        self.assertEqual(letter["To"], "mallory@x.example")

    def test_names_in_letters(self):
        """S16: a name greets, and leads nowhere."""
        for name in ("PIX cancelled, see https://evil.example", "evil.example/pix"):
            self._file(contact_name=name)
            [letter] = self._confirmations()
            self.assertNotIn("evil", letter.as_string())
        self._file(contact_name="Maria " + "x" * 150)
        [letter] = self._confirmations()
        self.assertIn("Maria", self._plain(letter))
        self.assertNotIn("x" * 60, self._plain(letter))
        ticket = self._mail_in("See https://evil.example <ze@x.example>")
        self.assertEqual(ticket.contact_name, "ze@x.example")


@tagged("post_install", "-at_install")
class TestTicketLetterLost(LetterCase):
    """A7, A10: no letter is lost, for an odd sign, an odd picture or a bad moment."""

    def test_odd_signs(self):
        """S16: where no database keeps them: in any header, in the name of a file."""
        nul = "=?utf-8?q?a=00b?="
        for head in (
            {"sender": f"{nul} <maria@metalurgica.example>"},
            {"to": f"{nul} <contato@belavista.example>"},
            {"subject": nul},
            {"headers": f"Cc: {nul} <ze@x.example>\n"},
            {"headers": f"Delivered-To: {nul} <ze@x.example>\n"},
            {"headers": "References: <a\0b@x.example>\n"},
            {"headers": "In-Reply-To: <a\0b@x.example>\n"},
            {"uid": "a\0b"},
        ):
            with self.subTest(head=head):
                ticket = self._mail_in(**head)
                self.assertIn("Bom dia", self._customer_reads(ticket))
                self.assertEqual(ticket.partner_id, self.maria)

    def test_broken_headers(self):
        """S16: in which Python's own reader stumbles: what else was written counts."""
        for head in (
            {"sender": f'{MARIA}, "', "results": ""},
            {"to": 'contato@belavista.example, "'},
            {"headers": "Cc: ze@x.example, <\n"},
            {"headers": "Resent-Cc: 99:; ,;\n"},
            {"uid": ",:b.c:"},
            {"uid": "\0"},
            {"uid": "é@b.com"},
            {"headers": "In-Reply-To: <\0>\n"},
            {"headers": "Subject: \0=?utf-8?q?\xff?=\n"},
        ):
            with self.subTest(head=head):
                ticket = self._mail_in(**head)
                self.assertEqual(ticket.contact_email, "maria@metalurgica.example")
                self.assertIn("Bom dia", str(ticket.message_ids.mapped("body")))

    def test_odd_letters(self):
        """S16: in letters that nobody here knows: the words, and the file."""
        for charset in ("unicode-1-1", "a\0b", "base64", "undefined"):
            with self.subTest(charset=charset):
                ticket = self._with_file("a.csv", b"1;2", charset)
                self.assertIn("Bom dia", self._customer_reads(ticket))
                [file] = ticket.message_ids.attachment_ids
                self.assertEqual(file.raw, b"1;2")

    def _with_file(self, name, raw, charset="utf-8"):
        kind = "text/csv" if name.endswith(".csv") else "application/octet-stream"
        parts = (
            f'--x\nContent-Type: text/plain; charset="{charset}"\n\nBom dia\n--x\n'
            f'Content-Type: {kind}; name="{name}"; charset="{charset}"\n'
            f'Content-Disposition: attachment; filename="{name}"\n'
            "Content-Transfer-Encoding: base64\n\n"
            f"{base64.b64encode(raw).decode()}\n--x--\n"
        )
        source = (
            f"{RESULTS.format('metalurgica.example')}From: {MARIA}\n"
            f"To: contato@belavista.example\nMessage-Id: <{next(self.counter)}@f>\n"
            "MIME-Version: 1.0\n"
            f'Content-Type: multipart/mixed; boundary="x"\n\n{parts}'
        )
        found = self.env["mail.thread"].message_process(False, source)
        return self.env["pact.ticket"].browse(found)

    def test_odd_pictures(self):
        """S17: one that says it is enormous, one that is cut short: kept as sent."""
        for name, raw in pictures().items():
            with self.subTest(name=name):
                ticket = self._with_file(f"{name}\0.png", raw)
                [file] = ticket.message_ids.attachment_ids
                self.assertEqual(file.raw, raw)
                self.assertEqual(file.name, f"{name}.png")

    def test_whoever_is_met_is_waited_for(self):
        """S21: somebody changes the request just now; the lane asks only once."""
        ticket = self._mail_in()
        [letter] = self._letters_to("maria")
        ticket._go("waiting")
        Ticket = self.env.registry["pact.ticket"]
        update, meetings = Ticket.message_update, iter([SerializationFailure()])

        def meet_once(model, *args, **kwargs):
            if meeting := next(meetings, None):
                raise meeting
            return update(model, *args, **kwargs)

        self.patch(Ticket, "message_update", meet_once)
        self._fetch(
            f"{RESULTS.format('metalurgica.example')}From: {MARIA}\n"
            f"To: contato@belavista.example\nMessage-Id: <met@f>\n"
            f"In-Reply-To: {letter['Message-Id']}\n\nSegue"
        )
        self.assertEqual(ticket.state, "in_progress")
        self.assertIn("Segue", self._customer_reads(ticket))

    def _fetch(self, *letters):
        """Let the lane fetch letters from a mailbox, as it does."""
        boxes = self.env["fetchmail.server"]
        boxes.search([]).active = False
        box = boxes.create({"name": "Caixa", "state": "done"})
        mailbox = Mailbox(letters)

        def connect(_box, **_how):
            return mailbox

        self.patch(self.registry["fetchmail.server"], "_connect__", connect)
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            box.with_env(self.env(cr=cr, su=True))._fetch_mail()
        self.assertFalse(mailbox.letters)
        self.env.invalidate_all()


class Mailbox:
    """What answers where letters are fetched from."""

    def __init__(self, letters):
        self.letters = dict(enumerate(letters))

    def check_unread_messages(self):
        return len(self.letters)

    def retrieve_unread_messages(self):
        yield from [*self.letters.items()]

    def handled_message(self, number):
        del self.letters[number]

    def disconnect(self):
        pass


def pictures():
    """Return files that begin as pictures, and are none that one should open."""
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    size = (20_000).to_bytes(4, "big") * 2
    chunk = b"IHDR" + size + b"\x08\x02\0\0\0"
    whole = header + size + b"\x08\x02\0\0\0" + zlib.crc32(chunk).to_bytes(4, "big")
    wide = io.BytesIO()
    Image.new("RGB", (2_400, 40), "red").save(wide, "PNG")
    return {"bomb": whole + b"\0\0\0\0IDAT", "short": wide.getvalue()[:-40]}


@tagged("post_install", "-at_install")
class TestTicketKept(LetterCase):
    """A12, A18: nobody dates an answer back, nor keeps one from the customer."""

    def test_dated_back(self):
        """S21: when it was said is when it was said."""
        ticket = self._file()
        said = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        wishes = {
            "date": "2020-01-01 08:00:00",
            "message_id": "<mine@x>",
            "reply_to": "me@evil.example",
        }
        row = {
            "model": "pact.ticket",
            "res_id": ticket.id,
            "body": "Segue",
            "message_type": "comment",
        }
        for number, (model, method, *args, kwargs) in enumerate(
            (
                (
                    "pact.ticket",
                    "message_post",
                    ticket.ids,
                    {"body": "Segue", **said, **wishes},
                ),
                ("mail.message", "create", [row | wishes], {}),
                (
                    "mail.message",
                    "create",
                    [row],
                    {"context": {f"default_{name}": wishes[name] for name in wishes}},
                ),
            ),
            start=1,
        ):
            with self.subTest(number=number):
                self._rpc(self.ana, model, method, *args, **kwargs)
                message = ticket.message_ids[0]
                self.assertGreater(message.date.year, 2020)
                self.assertNotIn("mine", message.message_id)
                self.assertNotIn("evil", message.reply_to or "")

    def test_by_a_context(self):
        """SN3: who says that they bring old ones in tells the customer all the same."""
        context = {"import_file": 1, "install_mode": True, "tracking_disable": True}
        ticket = self._file()
        self._letters()
        self.env.cr.flush()
        self._rpc(self.ana, "pact.ticket", "action_take", ticket.ids, context=context)
        self.env.cr.flush()
        self._rpc(self.ana, "pact.ticket", "action_finish", ticket.ids, context=context)
        self.env.cr.flush()
        [letter] = self._letters_to("maria")
        self.assertIn("is finished", letter["Subject"])
        tracked = ticket.message_ids.tracking_value_ids.field_id.mapped("name")
        self.assertIn("user_id", tracked)
        self.assertIn("state", tracked)
