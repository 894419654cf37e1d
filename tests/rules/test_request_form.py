from dataclasses import replace
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import request_form
from rules.request_form import File, Form, Kind, Limits

INVOICES = Kind(1, children=frozenset({2, 3}))
COPY = Kind(2, parent=1, is_file_required=True)
CARDS = Kind(4, is_reference_required=True)
PLAIN = Kind(5)
KINDS = {kind.id: kind for kind in (INVOICES, COPY, Kind(3, parent=1), CARDS, PLAIN)}
WHOLE = Form(
    "central",
    classification=5,
    name="Maria Souza",
    phone="+5531987650001",
    email="maria@metalurgica.example",
    message="Preciso da segunda via",
)
PDF = File("boleto.pdf", 10)

texts = st.text(max_size=300)
forms = st.builds(
    Form,
    mode=st.sampled_from(["central", "crm"]),
    classification=st.integers(-1, 7),
    sub=st.integers(-1, 7),
    method=st.integers(-1, 4),
    name=texts,
    phone=texts,
    email=texts,
    reference=texts,
    message=texts,
    files=st.lists(st.builds(File, texts, st.integers(0, 30)), max_size=5).map(tuple),
)


class TestRequestForm(TestCase):
    def problems(self, form=WHOLE, **changes):
        return request_form.problems(
            replace(form, **changes), kinds=KINDS, methods={1, 2}, limits=Limits(2, 20)
        )

    def test_a_whole_form(self):
        self.assertEqual(self.problems(), {})

    def test_its_classification(self):
        """S12, S13: required, and its part where it has any, of what is offered."""
        for root, sub, expected in (
            (0, 0, {"classification": "missing"}),
            (9, 0, {"classification": "unknown"}),
            (3, 0, {"classification": "unknown"}),
            (1, 0, {"sub": "missing"}),
            (1, 3, {}),
            (1, 9, {"sub": "unknown"}),
            (5, 3, {"sub": "unknown"}),
            (5, 5, {"sub": "unknown"}),
        ):
            with self.subTest(root=root, sub=sub):
                self.assertEqual(self.problems(classification=root, sub=sub), expected)

    def test_crm(self):
        """S24, S25, S26: no part is asked, but how to be contacted is."""
        crm = replace(WHOLE, mode="crm", classification=1)
        for method, expected in (
            (0, {"method": "missing"}),
            (9, {"method": "unknown"}),
            (2, {}),
        ):
            with self.subTest(method=method):
                self.assertEqual(self.problems(crm, method=method), expected)

    def test_who_is_asked_back(self):
        """S15: person, phone and e-mail are required, and what they should be."""
        for name in ("name", "phone", "email", "message"):
            self.assertEqual(self.problems(**{name: ""}), {name: "missing"})
            longer = "x" * (request_form.LONGEST[name] + 1)
            self.assertEqual(self.problems(**{name: longer}), {name: "too_long"})
        no_phone = self.problems(phone="", typed={"phone": "ligue-me"})
        self.assertEqual(no_phone, {"phone": "invalid"})

    def test_what_its_classification_asks_for(self):
        self.assertEqual(self.problems(classification=4), {"reference": "missing"})
        self.assertEqual(self.problems(classification=4, reference="77"), {})
        self.assertEqual(self.problems(classification=1, sub=2), {"files": "missing"})
        self.assertEqual(self.problems(classification=1, sub=2, files=(PDF,)), {})

    def test_its_files(self):
        """S17: at the limit, and one beyond."""
        for files, expected in (
            ([PDF, PDF], None),
            ([PDF, PDF, PDF], "too_many"),
            ([File("a.pdf", 20)], None),
            ([File("a.pdf", 21)], "too_big"),
            ([File("a.pdf", 0)], "empty"),
            ([File("a.PDF", 1)], None),
            ([File("page.html", 1)], "unsafe"),
            ([File("drawing.svg", 1)], "unsafe"),
            ([File("bill.pdf.exe", 1)], "unsafe"),
            ([File("noname", 1)], "unsafe"),
            ([File("", 1)], "unsafe"),
            ([File("x" * 197 + ".pdf", 1)], "too_long"),
        ):
            with self.subTest(files=files):
                problem = request_form.file_problem(files, Limits(2, 20))
                self.assertEqual(problem, expected)

    def test_what_a_form_lacks(self):
        """S30: a method is asked for on one form only."""
        for mode, kinds, methods, expected in (
            ("central", [1], [], set()),
            ("central", [], [1], {"classification"}),
            ("crm", [1], [1], set()),
            ("crm", [1], [], {"method"}),
            ("crm", [], [], {"classification", "method"}),
        ):
            with self.subTest(mode=mode, kinds=kinds, methods=methods):
                found = request_form.lacks(mode, kinds=kinds, methods=methods)
                self.assertEqual(found, expected)

    @always_the_same
    @given(forms)
    def test_nothing_that_is_not_offered_passes(self, form):
        """S13, S14: whatever is sent, what passes is a pair that is offered."""
        if self.problems(form):
            return
        root = KINDS[form.classification]
        self.assertFalse(root.parent)
        if form.sub:
            self.assertIn(form.sub, root.children)
        self.assertTrue(form.name and form.phone and form.email and form.message)
        if form.mode == "crm":
            self.assertIn(form.method, {1, 2})
