from dataclasses import replace
from time import process_time
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from providers.signals import TemplateDraft
from providers.whatsapp.templates_sent import one_line
from rules import template
from rules.template import Problem, fill, fits, missing, placeholders, problems

GOOD = TemplateDraft(
    "retomar_atendimento",
    "pt_BR",
    "utility",
    body="Olá {{1}}, podemos continuar o atendimento {{2}} agora?",
    body_examples=((1, "Ana"), (2, "A-17")),
)
NAMED = replace(
    GOOD,
    parameter_format="named",
    body="Olá {{nome}}, podemos continuar o atendimento {{conversa}} agora?",
    body_examples=(("nome", "Ana"), ("conversa", "A-17")),
)
YES = {"kind": "quick_reply", "text": "Sim"}
LINK = {"kind": "url", "text": "Ver", "url": "https://loja.example/p"}
ENDED = {**LINK, "url": "https://loja.example/p/{{1}}", "example": "8"}
CALL = {"kind": "phone", "text": "Ligar", "phone": "+558130001122"}
COPY = {"kind": "copy_code", "text": "", "example": "MAIO"}


def found(draft=GOOD, others=(), **changes):
    return [
        (problem.place, problem.code, problem.at)
        for problem in problems(replace(draft, **changes), others)
    ]


def body(text, **changes):
    """Return what is wrong with ``text``, with an example for each of its places."""
    examples = tuple((name, "x") for name in placeholders(text))
    return [
        (code, at)
        for _place, code, at in found(body=text, body_examples=examples, **changes)
    ]


class TestProblems(TestCase):
    def test_a_proper_text_has_none(self):
        """C26: what the network would approve is not held up here."""
        for draft in (
            GOOD,
            NAMED,
            replace(GOOD, body="Chegou o seu pedido.", body_examples=()),
            replace(GOOD, header_kind="text", header_text="Oi!", footer="Casa Aurora"),
            replace(GOOD, header_kind="text", header_text="{{1}}", header_example="A"),
            replace(GOOD, header_kind="image", header_handle="4:a"),
            replace(GOOD, buttons=(YES, LINK, ENDED | {"text": "Ir"}, CALL, COPY)),
            replace(GOOD, category="marketing", body="x" * 1024, body_examples=()),
        ):
            with self.subTest(draft=draft):
                self.assertEqual(problems(draft), [])

    def test_a_table_of_names(self):
        """C26: a name has lower-case letters, digits and _ only."""
        for name, codes in (
            ("", ["missing"]),
            ("a" * 512, []),
            ("a" * 513, ["long"]),
            ("Boas-Vindas", ["characters"]),
            ("boas vindas", ["characters"]),
            ("boas_vindas\n", ["characters"]),
            ("boas_víndas", ["characters"]),
            ("2a_via", []),
        ):
            with self.subTest(name=name[:20]):
                expected = [("name", code, None) for code in codes]
                self.assertEqual(found(name=name), expected)

    def test_a_table_of_bodies(self):
        """C26: variables are well formed, in order, apart, inside, and few."""
        words = "um dois três quatro cinco seis sete"
        for text, expected in (
            ("", [("missing", None)]),
            (" \n", [("missing", None)]),
            ("x" * 1025, [("long", None)]),
            ("Olá {{1}, tudo bem com você?", [("braces", None)]),
            ("Olá {{ 1 }}, tudo bem com você?", [("braces", None)]),
            ("Olá {{}}, tudo bem com você?", [("braces", None)]),
            ("Olá {1}, tudo bem com você?", []),
            (f"{words} {{{{2}}}} fim", [("numbering", None)]),
            (f"{words} {{{{2}}}} e {{{{1}}}} fim", [("numbering", None)]),
            (f"{words} {{{{1}}}} e {{{{1}}}} fim", []),
            (f"{words} {{{{nome}}}} fim", [("numbering", None)]),
            (f"{{{{1}}}}, {words}", [("starts_with_variable", None)]),
            (f" *{{{{1}}}}*, {words}", [("starts_with_variable", None)]),
            (f"{words} {{{{1}}}}", [("ends_with_variable", None)]),
            (f"{words} {{{{1}}}}! \n", [("ends_with_variable", None)]),
            (f"{words} {{{{1}}}}{{{{2}}}} fim", [("adjacent", None)]),
            (f"{words} {{{{1}}}} \n{{{{2}}}} fim", [("adjacent", None)]),
            ("Oi {{1}}, até já.", []),
            ("Oi {{1}}, até.", [("few_words", None)]),
            ("Oi {{1}}, sala {{2}}, até já mesmo.", []),
            ("Oi {{1}}, sala {{2}}, até já.", [("few_words", None)]),
            ("Oi {{1}}, - – … até.", [("few_words", None)]),
        ):
            with self.subTest(text=text[:40]):
                self.assertEqual(body(text), expected)

    def test_a_long_text_of_signs_is_judged_at_once(self):
        """C26: whoever pastes nonsense gets sentences, and keeps nobody waiting."""
        for text in ("!" * 100_000, "{{" * 50_000, "Olá {{" + "1" * 5000 + "}}, sim"):
            with self.subTest(text=text[:10]):
                before = process_time()
                self.assertTrue(body(text))
                self.assertLess(process_time() - before, 5)

    def test_a_table_of_variables_with_names(self):
        """C26: a name of a place is in lower case."""
        for name, expected in (
            ("nome", []),
            ("nome_2", []),
            ("Nome", [("variable_name", "Nome")]),
            ("1", [("variable_name", "1")]),
            ("é", [("variable_name", "é")]),
        ):
            text = f"Olá {{{{{name}}}}}, tudo bem com você?"
            with self.subTest(name=name):
                self.assertEqual(body(text, parameter_format="named"), expected)

    def test_every_place_has_an_example(self):
        """C26: who reviews the text wants to see what will stand there."""
        for examples, expected in (
            ((), [("body", "example", "1"), ("body", "example", "2")]),
            (((1, "Ana"),), [("body", "example", "2")]),
            ((("1", "Ana"), ("2", " \n")), [("body", "example", "2")]),
        ):
            with self.subTest(examples=examples):
                self.assertEqual(found(body_examples=examples), expected)
        self.assertEqual(
            found(NAMED, body_examples=(("nome", "Ana"),)),
            [("body", "example", "conversa")],
        )

    def test_a_table_of_headers(self):
        """C26: one line with one variable at most, or a file with an example."""
        for changes, codes in (
            ({"header_kind": "text"}, ["missing"]),
            ({"header_kind": "text", "header_text": "x" * 60}, []),
            ({"header_kind": "text", "header_text": "x" * 61}, ["long"]),
            ({"header_kind": "text", "header_text": "a\nb"}, ["line_break"]),
            ({"header_kind": "text", "header_text": "{{1}}!"}, ["example"]),
            (
                {
                    "header_kind": "text",
                    "header_text": "{{1}} a {{2}}",
                    "header_example": "x",
                },
                ["many_variables"],
            ),
            ({"header_kind": "text", "header_text": "{{1"}, ["braces"]),
            ({"header_kind": "image"}, ["example"]),
            ({"header_kind": "document"}, ["example"]),
            ({"header_kind": "video", "header_handle": "4:a"}, []),
            ({"header_kind": "hologram"}, ["unknown"]),
            # Without a header, what was typed before does not matter.
            ({"header_kind": "", "header_text": "x" * 99}, []),
        ):
            with self.subTest(changes=changes):
                self.assertEqual([code for _, code, _ in found(**changes)], codes)

    def test_a_table_of_footers(self):
        """C26: one short line without variables."""
        for footer, codes in (
            ("x" * 60, []),
            ("x" * 61, ["long"]),
            ("a\nb", ["line_break"]),
            ("Oi {{1}}", ["many_variables"]),
        ):
            with self.subTest(footer=footer[:10]):
                expected = [("footer", code, None) for code in codes]
                self.assertEqual(found(footer=footer), expected)

    def test_a_table_of_the_rest(self):
        """C26: language, category and the way places are named."""
        for changes, place in (
            ({"category": "authentication"}, "category"),
            ({"category": ""}, "category"),
            ({"parameter_format": "NAMED"}, "parameter_format"),
        ):
            with self.subTest(changes=changes):
                self.assertIn((place, "unknown", None), found(**changes))
        self.assertEqual(found(language=""), [("language", "missing", None)])

    def test_nothing_exists_twice(self):
        """C26: neither the name in a language, nor the same words."""
        other = replace(GOOD, name="outro")
        for others, expected in (
            ([GOOD], [("name", "taken", None), ("body", "taken", None)]),
            ([replace(GOOD, body="x")], [("name", "taken", None)]),
            ([replace(GOOD, language="es", body="x")], []),
            ([other], [("body", "taken", None)]),
            ([replace(other, footer="x")], []),
        ):
            with self.subTest(others=others):
                self.assertEqual(found(others=others), expected)


class TestButtons(TestCase):
    def test_a_table_of_buttons(self):
        """C26: each kind has its limits."""
        for button, codes in (
            (YES, []),
            ({**YES, "text": "x" * 25}, []),
            ({**YES, "text": "x" * 26}, ["long"]),
            ({**YES, "text": " "}, ["missing"]),
            ({**YES, "text": "a\nb"}, ["line_break"]),
            ({**YES, "text": "Oi {{1}}"}, ["many_variables"]),
            ({"kind": "quick_reply"}, ["missing"]),
            ({"kind": "fax", "text": "Fax"}, ["unknown"]),
            (LINK, []),
            ({**LINK, "url": "loja.example"}, ["address"]),
            ({**LINK, "url": "javascript:alert(1)"}, ["address"]),
            ({**LINK, "url": "https://loja.example/a b"}, ["address"]),
            ({**LINK, "url": "https://x.example/" + "x" * 2000}, ["address"]),
            ({"kind": "url", "text": "Ver"}, ["address"]),
            (ENDED, []),
            ({**ENDED, "example": ""}, ["example"]),
            ({**ENDED, "url": "https://loja.example/{{1}}/p"}, ["address"]),
            ({**ENDED, "url": "https://{{1}}.example/p"}, ["address"]),
            ({**ENDED, "url": "https://loja.example/{{2}}"}, ["address"]),
            (CALL, []),
            ({**CALL, "phone": "190a"}, ["phone"]),
            ({"kind": "phone", "text": "Ligar"}, ["phone"]),
            (COPY, []),
            ({**COPY, "example": ""}, ["example"]),
            ({**COPY, "example": "x" * 16}, ["example"]),
        ):
            with self.subTest(button=button):
                expected = [("buttons", code, 0) for code in codes]
                self.assertEqual(found(buttons=(button,)), expected)

    def test_a_table_of_sets(self):
        """C26: how many, of which kind, in which order."""
        many = tuple({**YES, "text": str(number)} for number in range(11))
        for buttons, expected in (
            (many[:10], []),
            (many, [("many", None)]),
            ((YES, YES), [("taken", 1)]),
            ((LINK, {**LINK, "text": "B"}), []),
            (
                (LINK, {**LINK, "text": "B"}, {**LINK, "text": "C"}),
                [("many", "url")],
            ),
            ((CALL, {**CALL, "text": "B"}), [("many", "phone")]),
            ((COPY, {**COPY, "text": "B"}), [("many", "copy_code")]),
            ((many[0], many[1], LINK), []),
            ((LINK, CALL, many[0], many[1]), []),
            ((many[0], LINK, many[1]), [("mixed", None)]),
            ((LINK, many[0], CALL), [("mixed", None)]),
        ):
            with self.subTest(buttons=buttons):
                found_here = [(code, at) for _, code, at in found(buttons=buttons)]
                self.assertEqual(found_here, expected)


class TestFilling(TestCase):
    def test_a_table_of_fillings(self):
        """C23: what is shown before is what the customer reads."""
        for text, values, shown, lacking in (
            ("Oi.", {}, "Oi.", []),
            ("Oi {{1}}.", {"1": "Ana"}, "Oi Ana.", []),
            ("Oi {{ 1 }}.", {"1": "Ana"}, "Oi Ana.", []),
            ("Oi {{1}}.", {}, "Oi {{1}}.", ["1"]),
            ("Oi {{1}}.", {"1": "\n"}, "Oi {{1}}.", ["1"]),
            ("{{b}} {{a}} {{b}}", {"a": "1", "b": "2"}, "2 1 2", []),
            ("Oi {{1}}.", {"1": r"\1 {{1}}"}, r"Oi \1 {{1}}.", []),
            ("Oi {{1}}.", {"1": "a\n\tb     c", "9": "x"}, "Oi a b c.", []),
        ):
            with self.subTest(text=text, values=values):
                self.assertEqual(fill(text, values), shown)
                self.assertEqual(missing(text, values), lacking)

    def test_the_tenth_place_comes_after_the_ninth(self):
        """C23: values are sent in the order of their numbers."""
        text = " e ".join(f"{{{{{number}}}}}" for number in range(12, 0, -1))
        self.assertEqual(placeholders(text), [str(n) for n in range(1, 13)])
        self.assertEqual(placeholders("{{b}} {{a}} {{2}}"), ["b", "a", "2"])

    def test_a_filled_body_has_a_limit(self):
        """C23: what is too long once it is filled is known before sending."""
        for length, is_short in ((1021, True), (1022, False)):
            with self.subTest(length=length):
                self.assertIs(fits("Oi {{1}}", {"1": "x" * length}), is_short)

    @always_the_same
    @given(st.text(), st.dictionaries(st.sampled_from("123ab"), st.text()))
    def test_any_text_can_be_filled(self, text, values):
        whole = f"{text} {{{{1}}}}"
        filled = fill(whole, values)
        self.assertEqual(filled.endswith("{{1}}"), "1" in missing(whole, values))

    @always_the_same
    @given(st.text(), st.text(), st.text())
    def test_any_draft_can_be_judged(self, name, text, footer):
        draft = TemplateDraft(name, "pt_BR", "utility", body=text, footer=footer)
        for problem in problems(replace(draft, header_kind="text", header_text=text)):
            self.assertIsInstance(problem, Problem)


class TestSameWords(TestCase):
    @always_the_same
    @given(st.text())
    def test_what_is_shown_is_what_is_sent(self, value):
        """C23: rule and provider draw the same line together."""
        self.assertEqual(template.one_line(value), one_line(value))
