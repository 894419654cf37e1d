from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import addresses
from rules.addresses import Address, read

ANA, BIA = Address("ana@example.com"), Address("bia@example.com")
ANA_SOUZA = Address("ana@example.com", "Ana Souza")
UNICODE = st.characters(exclude_categories=())
BITS = st.sampled_from(
    ["ana@example.com", "Bia", "@", '"', "<", ">", ",", ";", "\t", "\n", " ", ".", "("]
)
PLAIN = st.from_regex(
    r"[a-z0-9_+-]{1,20}(\.[a-z0-9]{1,9})?@[a-z0-9]{1,20}\.[a-z]{2,9}", fullmatch=True
)


def problem(code, piece):
    return Address(problem=code, piece=piece)


class TestRead(TestCase):
    def check(self, cases):
        for text, *expected in cases:
            with self.subTest(text=text[:40]):
                self.assertEqual(read(text), expected)

    def test_a_table_of_separators(self):
        """H8: comma, semicolon, line, tab or space: all part two addresses."""
        self.check(
            (f"ana@example.com{mark}bia@example.com", ANA, BIA)
            for mark in (
                *(",", ";", "\n", "\r\n", "\t", " ", ", ", " ;\n", ",,\n\n;", "\u2028"),
                *("；", "，", "、", "\u00a0", "\u00a0,\u200b", "\x0b", "\x85"),
            )
        )

    def test_a_table_of_names(self):
        """H8: a name beside its address is kept."""
        surname = Address("ana@example.com", "Souza, Ana")
        self.check(
            (
                ("Ana Souza <ana@example.com>", ANA_SOUZA),
                ("Ana Souza<Ana@Example.Com>", ANA_SOUZA),
                ("Ana  Souza ana@example.com", ANA_SOUZA),
                ('"Ana Souza" <ana@example.com>', ANA_SOUZA),
                ("'Ana Souza' <ana@example.com>", ANA_SOUZA),
                ('"Souza, Ana" <ana@example.com>', surname),
                ('"Souza, Ana" <ana@example.com>, bia@example.com', surname, BIA),
                ("Ana Souza\tana@example.com", ANA_SOUZA),
                ("ana@example.com\tAna Souza\tSales", ANA_SOUZA),
                ("12\tAna Souza\t\tana@example.com\t+55 11", ANA_SOUZA),
                ('"Souza, Ana"\tana@example.com', surname),
                ('Ana\t"ana@example.com, bia@example.com"', ANA, BIA),
                ("'ana@example.com' <ana@example.com>", ANA),
                ("Ana <ana@example.com", Address("ana@example.com", "Ana")),
            )
        )

    def test_a_table_of_spellings(self):
        """H8, P13: however it is written, it is one address."""
        self.check(
            (typed, ANA)
            for typed in (
                *("ana@example.com", " ANA@Example.COM ", "<ana@example.com>"),
                *("mailto:ana@example.com", "MAILTO:Ana@example.com?subject=Oi"),
                *("(ana@example.com)", "'ana@example.com'", '"ana@example.com"'),
                *(
                    "ana@example.com.",
                    "\ufeffana@exa\u200bmple.com",
                    "ana＠example.com",
                ),
                *("\u202aana@example.com\u202c", "ana@example.com,ANA@EXAMPLE.COM"),
            )
        )

    def test_other_scripts_are_welcome(self):
        """H8: a domain stays in its own letters."""
        self.check(
            (
                ("Ana@CAFÉ.example", Address("ana@café.example")),
                ("JOSÉ@example.com", Address("JOSÉ@example.com")),
                ("jose\u0301@example.com", Address("jos\u00e9@example.com")),
                ("ana@उदाहरण.भारत", Address("ana@उदाहरण.भारत")),
                ("o'neil+x@my-shop.example", Address("o'neil+x@my-shop.example")),
            )
        )

    def test_a_table_of_problems(self):
        """H8: what is no address is named as it was typed, and not guessed at."""
        self.check(
            (
                *(
                    (piece, problem("no_address", piece))
                    for piece in (
                        *(
                            "ana",
                            "ana.example.com",
                            "@",
                            "ana@",
                            "@example.com",
                            '"Ana"',
                        ),
                        *("a@b@example.com", "a..b@example.com", ".a@example.com"),
                        *("ana@example..com", "ana@exam_ple.com", "ana @example.com"),
                        *(
                            "ana@example.com>",
                            "Ana <>",
                            "Ana <ana>",
                            "Ana <ana example>",
                        ),
                        *("ana@exa/mple.com", "a:b@example.com", "ana@[127.0.0.1]"),
                    )
                ),
                *(
                    (piece, problem("unclear", piece))
                    for piece in (
                        *(
                            "ana@example.com Ana",
                            "ana@example. com",
                            "Ana <a@b.co> Bia",
                        ),
                        *("Ana <a@b.co> <c@d.co>", "Ana a@b.co Bia c@d.co"),
                    )
                ),
                ("ana@example", problem("incomplete", "ana@example")),
                ("Nome\tE-mail", problem("no_address", "Nome E-mail")),
                ("an\x00a@example.com", problem("no_address", "an\ufffda@example.com")),
                ("a\ud800@example.com", problem("no_address", "a\ufffd@example.com")),
                ('"Ana, bia@example.com', problem("no_address", '"Ana'), BIA),
                ("ana@example.com, x, x", ANA, problem("no_address", "x")),
                ("",),
                (" \n,;\t\n",),
            )
        )

    def test_too_long_from_the_first_character_over(self):
        """H8: the longest address that exists is taken, no longer one."""
        longest = "l" * 64 + "@" + "d" * 63 + "." + "e" * 63 + "." + "f" * 57 + ".org"
        self.assertEqual([each.email for each in read(longest)], [longest[:254]])
        for piece in ("f" + longest, "l" * 65 + "@example.com", longest + "g"):
            self.assertEqual(read(piece), [problem("too_long", piece)])
        endless = "x" * 100_000
        self.assertEqual(read(endless), [problem("too_long", "x" * 500)])

    def test_too_many_from_the_first_over(self):
        """H8: a thousand at once; what is left out is said, not forgotten."""
        typed = [f"p{number}@example.com" for number in range(addresses.LIMIT + 1)]
        found = read("\n".join(typed))
        self.assertEqual([each.email for each in found[:-1]], typed[:-1])
        self.assertEqual(found[-1], problem("too_many", typed[-1]))
        self.assertEqual(len(read(",".join(typed[:-1] * 2))), addresses.LIMIT)
        (only,) = read("ana@example.com," * 30_000)
        self.assertEqual(only.problem, "too_many")

    @always_the_same
    @given(st.lists(PLAIN, max_size=20), st.sampled_from([",", "; ", "\n", " ", "\t"]))
    def test_every_plain_address_is_found_once(self, typed, mark):
        """H8, P13: nobody is lost, nobody counts twice."""
        found = read(mark.join(typed))
        self.assertEqual([each.email for each in found], [*dict.fromkeys(typed)])

    @always_the_same
    @given(st.text(UNICODE, max_size=200) | st.lists(BITS, max_size=60).map("".join))
    def test_anything_pasted_is_answered(self, text):
        """H8: what comes out can be stored, and reads as itself."""
        for address in read(text):
            self.assertNotEqual(bool(address.email), bool(address.problem))
            f"{address}".encode()
            self.assertNotIn("\x00", address.email + address.name + address.piece)
            if address.email:
                self.assertEqual(read(address.email), [Address(address.email)])

    def test_every_problem_is_explained(self):
        """H8: the list of problems says what each one means."""
        pieces = ("x", "a@b", "a@b.co c", "x" * 501, "x," * 300_000)
        for piece in pieces:
            (found,) = read(piece)
            self.assertIn(f"- ``{found.problem}``: ", addresses.__doc__)
