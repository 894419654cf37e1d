import json
from dataclasses import replace
from unittest import TestCase

from hypothesis import given
from simulated import OWNER, SimulatedCase

from common import ACCOUNT, JSON, always_the_same, whatsapp
from providers import courier
from providers.signals import (
    Failure,
    Notice,
    TemplateDraft,
    TemplateNews,
    TemplatePage,
    TemplateSaved,
)
from providers.transport import Response
from simulator.graph import reviews

APP = "405060708091011"
PICTURE = ("loja.jpg", "image/jpeg", b"\xff\xd8 a shop")
DRAFT = TemplateDraft(
    "aviso_entrega",
    "pt_BR",
    "utility",
    header_kind="text",
    header_text="Pedido {{1}}",
    header_example="P-8",
    body="Olá {{1}}, o seu pedido chega {{2}} no seu endereço.",
    body_examples=((1, "Ana"), (2, "hoje")),
    footer="Casa Aurora",
    buttons=(
        {"kind": "quick_reply", "text": "Obrigada"},
        {
            "kind": "url",
            "text": "Ver",
            "url": "https://loja.example/p/{{1}}",
            "example": "8",
        },
        {"kind": "phone", "text": "Ligar", "phone": "+558130001122"},
        {"kind": "copy_code", "text": "", "example": "MAIO"},
    ),
)
NAMED = replace(
    DRAFT,
    name="aviso_entrega_2",
    parameter_format="named",
    header_text="Pedido {{pedido}}",
    body="Olá {{nome}}, o seu pedido chega {{dia}} no seu novo endereço.",
    body_examples=(("nome", "Ana"), ("dia", "hoje")),
)
NEWS = {
    "message_template_id": 4_100_000_001,
    "message_template_name": "aviso",
    "message_template_language": "pt-BR",
}


def page(*nodes, status=200, **paging):
    body = {"data": [*nodes], "paging": paging}
    response = Response(status, {}, json.dumps(body).encode())
    return whatsapp.read_template_list(response)


def news(field="message_template_status_update", **value):
    notice, *found = whatsapp.read({"field": field, "value": NEWS | value})
    assert isinstance(notice, Notice)
    return found


class TestSaving(SimulatedCase):
    def test_what_was_proposed_is_read_back(self):
        """C26: every part of a draft reaches the network, and comes back the same."""
        plain = TemplateDraft("a", "pt_BR", "utility", body="Bom dia a todos.")
        for draft in (DRAFT, NAMED, plain):
            with self.subTest(draft=draft.name):
                saved = courier.save_template(self.whatsapp, self.account, draft)
                self.assertIsInstance(saved, TemplateSaved)
                self.assertEqual((saved.state, saved.category), ("pending", "utility"))
                seen = self.seen()[saved.uid]
                self.assertTrue(seen.is_supported)
                self.assertEqual(seen.state, "pending")
                self.assert_same(seen, draft)

    def test_a_header_shows_an_example(self):
        """C26: the file is given first, and its handle goes into the draft."""
        account = self.account_with(app_ref=APP)
        draft = replace(DRAFT, header_kind="image", header_text="", header_example="")
        saved = courier.save_template(self.whatsapp, account, draft, file=PICTURE)
        self.assertEqual(self.seen()[saved.uid].header_kind, "image")

    def test_a_header_needs_the_app(self):
        """C26: without it, why is told, and nobody is asked."""
        draft = replace(DRAFT, header_kind="image")
        failure = courier.save_template(
            self.whatsapp, self.account, draft, file=PICTURE
        )
        self.assertEqual((failure.kind, failure.code), ("rejected", "app_ref"))
        self.assertFalse(self.simulator.requests)

    def test_an_upload_that_fails_ends_there(self):
        """C26: the draft is not proposed without its example."""
        account = self.account_with(app_ref="1")
        draft = replace(DRAFT, header_kind="image")
        failure = courier.save_template(self.whatsapp, account, draft, file=PICTURE)
        self.assertEqual(failure.code, "100")
        self.assertEqual(len(self.simulator.requests), 1)

    def test_new_words_are_reviewed_again(self):
        """C26: an edit keeps the id and the category."""
        saved = courier.save_template(self.whatsapp, self.account, DRAFT)
        self.review(saved.uid, "APPROVED")
        changed = replace(DRAFT, footer="Até logo")
        edited = courier.save_template(
            self.whatsapp, self.account, changed, uid=saved.uid
        )
        self.assertEqual(edited, TemplateSaved(saved.uid, "pending", "utility"))
        self.assertEqual(self.seen()[saved.uid].footer, "Até logo")

    def test_a_refusal_says_why(self):
        """C26: in the network's words."""
        courier.save_template(self.whatsapp, self.account, DRAFT)
        failure = courier.save_template(self.whatsapp, self.account, DRAFT)
        self.assertEqual((failure.kind, failure.code), ("rejected", "100"))
        self.assertIn("exists", failure.detail)

    def test_deleting_takes_one_language_or_all(self):
        """C26: by name, or by name and id."""
        spanish = replace(DRAFT, language="es", footer="Hasta luego")
        first = courier.save_template(self.whatsapp, self.account, DRAFT)
        second = courier.save_template(self.whatsapp, self.account, spanish)
        self.assertIsNone(self.delete(DRAFT.name, first.uid))
        self.assertNotIn(first.uid, self.seen())
        self.assertIn(second.uid, self.seen())
        self.assertIsNone(self.delete(DRAFT.name))
        self.assertNotIn(second.uid, self.seen())
        self.assertIsInstance(self.delete(DRAFT.name), Failure)

    def delete(self, name, uid=None):
        return courier.delete_template(self.whatsapp, self.account, name, uid)

    def review(self, uid, event):
        template = self.simulator.network.node(uid)
        reviews.review(self.simulator.network, template, event)

    def seen(self):
        pages = courier.list_templates(self.whatsapp, self.account)
        return {each.uid: each for page in pages for each in page.templates}

    def assert_same(self, seen, draft):
        names = "name language category parameter_format header_kind header_text"
        for name in f"{names} header_example body footer".split():
            self.assertEqual(getattr(seen, name), getattr(draft, name), name)
        examples = tuple((str(key), value) for key, value in draft.body_examples)
        self.assertEqual(seen.body_examples, examples)
        for ours, theirs in zip(draft.buttons, seen.buttons, strict=True):
            self.assertEqual(theirs, theirs | ours)


class TestListing(SimulatedCase):
    def test_all_pages_come(self):
        """C26: what one page does not hold is on the next."""
        for number in range(101):
            body = {"type": "BODY", "text": f"Aviso de número {number}."}
            self.propose(f"aviso_{number}", [body])
        pages = [*courier.list_templates(self.whatsapp, self.account)]
        self.assertEqual([len(page.templates) for page in pages], [100, 9])
        uids = {each.uid for page in pages for each in page.templates}
        self.assertEqual(len(uids), 109)

    def test_a_failure_is_the_last(self):
        """C26: the listing ends where the network does not answer."""
        account = self.account_with(token="wrong")
        (failure,) = courier.list_templates(self.whatsapp, account)
        self.assertEqual(failure.kind, "account")

    def test_a_code_is_seen_as_one(self):
        """C26: what is no text for agents says so by its category."""
        pages = courier.list_templates(self.whatsapp, self.account)
        seen = {each.name: each for page in pages for each in page.templates}
        self.assertEqual(seen["codigo_acesso"].category, "authentication")
        self.assertEqual(seen["ofertas_do_mes"].state, "paused")
        self.assertEqual(seen["pedido_pronto"].buttons[0]["example"], "8")
        self.assertEqual(self.simulator.network.node(OWNER).id, OWNER)


class TestReading(TestCase):
    def test_a_cursor_counts_only_where_more_follows(self):
        """C26: the last page also has cursors."""
        cursors = {"before": "a", "after": "b"}
        self.assertEqual(page(cursors=cursors), TemplatePage(()))
        more = page(cursors=cursors, next="https://graph.facebook.com/…")
        self.assertEqual(more.after, "b")
        self.assertIsNone(page(next="https://graph.facebook.com/…").after)

    def test_a_table_of_parts_we_cannot_fill(self):
        """C26: such a text is shown, and not offered."""
        body = {"type": "BODY", "text": "Oi."}
        for part in (
            {"type": "HEADER", "format": "LOCATION"},
            {"type": "CAROUSEL", "cards": []},
            {"type": "BUTTONS", "buttons": [{"type": "FLOW", "text": "Ir"}]},
        ):
            with self.subTest(part=part):
                (seen,) = page({"id": "1", "components": [body, part]}).templates
                self.assertFalse(seen.is_supported)
                self.assertEqual(seen.body, "Oi.")

    def test_a_table_of_states(self):
        """C26: each word of the network is one of ours, or none."""
        for word, state in (
            *(("APPROVED", "approved"), ("PENDING", "pending")),
            *(("REJECTED", "rejected"), ("PAUSED", "paused")),
            *(("DISABLED", "disabled"), ("FLAGGED", "approved")),
            *(("IN_APPEAL", "pending"), ("REINSTATED", "approved")),
            *(("LOCKED", "paused"), ("UNLOCKED", "approved")),
            *(("ARCHIVED", "archived"), ("UNARCHIVED", "approved")),
            *(("DELETED", "deleted"), ("PENDING_DELETION", "deleted")),
            *(("LIMIT_EXCEEDED", "limited"), ("NEW_WORD", None), (None, None)),
        ):
            with self.subTest(word=word):
                (seen,) = page({"id": "1", "status": word}).templates
                self.assertEqual(seen.state, state)
                (told,) = news(event=word)
                self.assertEqual(told.state, state)

    @always_the_same
    @given(JSON)
    def test_any_node_can_be_read(self, node):
        for body in (node, {"data": [node]}, {"data": [{"components": node}]}):
            response = Response(200, {}, json.dumps(body).encode())
            whatsapp.read_template_list(response)
            whatsapp.read_template_saved(response)
            whatsapp.read_upload_session(response)

    def test_an_edit_may_say_no_more_than_that_it_was_taken(self):
        """C26: then the text is in review again, under the id it had."""
        answer = Response(200, {}, b'{"success": true}')
        saved = whatsapp.read_template_saved(answer)
        self.assertEqual(saved, TemplateSaved("", "pending"))

    def test_an_upload_cannot_lead_elsewhere(self):
        """WA3: our token only goes where our settings say."""
        for name in ("upload:../me", "upload:a/b", "me", "upload:a?x=1", "", 5):
            with self.subTest(name=name):
                answer = Response(200, {}, json.dumps({"id": name}).encode())
                self.assertIsInstance(whatsapp.read_upload_session(answer), Failure)
        answer = Response(200, {}, b'{"id": "upload:MTph?sig=ARZ_x-1"}')
        upload = whatsapp.read_upload_session(answer)
        request = whatsapp.build_upload_chunk(ACCOUNT, upload, b"x")
        url = "https://graph.facebook.com/v25.0/upload:MTph?sig=ARZ_x-1"
        self.assertEqual(request.url, url)
        self.assertNotIn("s3cret", str(request))


class TestNews(TestCase):
    def test_a_table_of_news(self):
        """C26: only what was told is there, whatever the field it came under."""
        for value, changes in (
            (
                {"event": "APPROVED", "reason": "NONE"},
                {"state": "approved", "reason": ""},
            ),
            ({"event": "DELETED", "reason": None}, {"state": "deleted", "reason": ""}),
            (
                {
                    "event": "REJECTED",
                    "reason": "INVALID_FORMAT",
                    "rejection_info": {"reason": "Braces.", "recommendation": "Close."},
                    "message_template_category": "MARKETING",
                },
                {
                    "state": "rejected",
                    "reason": "INVALID_FORMAT. Braces. Close",
                    "category": "marketing",
                },
            ),
            (
                {"event": "PAUSED", "other_info": {"title": "FIRST_PAUSE"}},
                {"state": "paused", "reason": "FIRST_PAUSE"},
            ),
            (
                {"event": "FLAGGED"},
                {"state": "approved", "reason": "", "quality": "red"},
            ),
            (
                {"previous_quality_score": "GREEN", "new_quality_score": "YELLOW"},
                {"quality": "yellow"},
            ),
            ({"new_quality_score": "UNKNOWN"}, {"quality": ""}),
            (
                {"previous_category": "UTILITY", "new_category": "MARKETING"},
                {"previous_category": "utility", "category": "marketing"},
            ),
            (
                {"new_category": "UTILITY", "correct_category": "MARKETING"},
                {"category": "utility", "coming_category": "marketing"},
            ),
            (
                {
                    "message_template_title": "Oi",
                    "message_template_element": "Chegou.",
                    "message_template_buttons": [
                        {
                            "message_template_button_type": "PHONE_NUMBER",
                            "message_template_button_text": "Ligar",
                            "message_template_button_phone_number": "+5581",
                        }
                    ],
                },
                {
                    "components": {
                        "header_kind": "text",
                        "header_text": "Oi",
                        "body": "Chegou.",
                        "footer": "",
                        "buttons": (
                            {
                                "kind": "phone",
                                "text": "Ligar",
                                "url": "",
                                "phone": "+5581",
                                "example": "",
                            },
                        ),
                    }
                },
            ),
        ):
            for field in ("message_template_status_update", "not_invented_yet"):
                with self.subTest(field=field, value=value):
                    expected = TemplateNews("4100000001", "aviso", "pt_BR", **changes)
                    self.assertEqual(news(field, **value), [expected])

    def test_news_of_no_template_are_only_noticed(self):
        """C26: without an id there is nothing to change."""
        found = whatsapp.read({"field": "x", "value": {"event": "APPROVED"}})
        self.assertEqual([type(each) for each in found], [Notice])

    @always_the_same
    @given(JSON)
    def test_any_news_can_be_read(self, part):
        names = "event new_quality_score new_category message_template_element"
        for name in (*names.split(), "message_template_buttons", "rejection_info"):
            value = {"event": "REJECTED", "message_template_element": ""}
            news(**value | {name: part})


class TestSimulatedNews(SimulatedCase):
    def test_what_the_network_decides_is_read(self):
        """C26: through every webhook a template can cause."""
        network = self.simulator.network
        (template,) = network.templates("pedido_pronto")
        told = []
        network.courier.add = lambda _account, _number, field, value: told.append(
            whatsapp.read({"field": field, "value": value})[1]
        )
        reviews.review(network, template, "REJECTED", reason="SCAM")
        reviews.rate(network, template, "RED")
        reviews.reclassify(network, template, "MARKETING", is_coming=True)
        reviews.reclassify(network, template, "MARKETING")
        reviews.rewrite(network, template, "Novo texto.")
        self.assertEqual(
            [(n.state, n.quality, n.category, n.coming_category) for n in told],
            [
                ("rejected", None, "utility", None),
                (None, "red", None, None),
                (None, None, "utility", "marketing"),
                (None, None, "marketing", None),
                (None, None, None, None),
            ],
        )
        self.assertEqual(told[4].components["body"], "Novo texto.")
        self.assertEqual({news.uid for news in told}, {template.id})
