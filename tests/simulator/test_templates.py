"""Templates: which may be sent, with what, and how they are managed."""

from common import ACCOUNT, DAY, MARIA, NUMBER, SimulatorCase


def body(*parameters):
    return {"type": "body", "parameters": list(parameters)}


def text(value, **more):
    return {"type": "text", "text": value, **more}


def url_button(value, index="0"):
    parameters = [text(value)]
    return {
        "type": "button",
        "sub_type": "url",
        "index": index,
        "parameters": parameters,
    }


def buttons(*proposed):
    return {"type": "BUTTONS", "buttons": list(proposed)}


APPROVED = {"event": "APPROVED"}
QUICK = {"type": "QUICK_REPLY", "text": "Sim"}
LINK = {"type": "URL", "text": "Ver", "url": "http://127.0.0.1/p"}
ORDER = [text("P-8", parameter_name="pedido"), text("Maria", parameter_name="nome")]


class TestUse(SimulatorCase):
    def test_language_must_match_exactly(self):
        """WA8: pt is not pt_BR."""
        self.assert_refused(self.send_template(language="pt"), 132001)
        self.assertEqual(self.send_template(language="es").status_code, 200)

    def test_only_an_approved_one_is_sent(self):
        """WA8: each state has its own refusal, at the moment of sending."""
        for event, code in (
            ("PENDING", 132001),
            ("REJECTED", 132001),
            ("PAUSED", 132015),
            ("DISABLED", 132016),
        ):
            with self.subTest(event=event):
                self.review(event)
                self.assert_refused(self.send_template(), code)
        self.review("APPROVED")
        self.assertEqual(self.send_template().status_code, 200)

    def test_count_must_match(self):
        """WA9: one value too few or too many is told with both numbers."""
        for values in (["Maria"], ["Maria", "A-17", "?"], []):
            with self.subTest(values=values):
                error = self.assert_refused(self.send_template(values=values), 132000)
                details = error["error_data"]["details"]
                self.assertEqual(
                    details,
                    f"body: number of localizable_params ({len(values)}) does not "
                    "match the expected number of params (2)",
                )

    def test_link_button_needs_its_value(self):
        """WA9: the url button counts as well."""
        answer = self.send_order(body(*ORDER))
        self.assert_refused(answer, 132000)
        self.assertEqual(
            self.send_order(body(*ORDER), url_button("8")).status_code, 200
        )
        filled = self.maria.messages()[-1].content
        self.assertEqual(filled["buttons"][0]["url"], "http://127.0.0.1/pedido/8")

    def test_named_values_need_their_names(self):
        """WA9: by name in any order, and not without names."""
        swapped = body(*reversed(ORDER))
        self.assertEqual(self.send_order(swapped, url_button("8")).status_code, 200)
        shown = self.maria.messages()[-1].content["body"]
        self.assertEqual(shown, "O pedido P-8 de Maria está pronto.")
        unnamed = body(text("P-8"), text("Maria"))
        self.assert_refused(self.send_order(unnamed, url_button("8")), 132012)

    def test_positional_values_have_no_names(self):
        """WA9: a name where positions count is refused."""
        components = [body(text("Maria", parameter_name="nome"), text("A-17"))]
        self.assert_refused(self.send_template(components=components), 132012)

    def test_surplus_component_is_refused(self):
        """WA9: a header the template does not have is one too many."""
        components = [
            body(text("Maria"), text("A-17")),
            {"type": "header", "parameters": [text("!")]},
        ]
        self.assert_refused(self.send_template(components=components), 132000)

    def test_a_header_is_a_file_of_its_kind(self):
        """WA9: uploaded, of this account, and what the template shows."""
        account = self.simulator.network.node(ACCOUNT)
        account.handles.add("4:a")
        header = {"type": "HEADER", "format": "IMAGE"}
        shown = {"type": "BODY", "text": "Chegou."}
        proposed = {
            "name": "foto",
            "language": "pt_BR",
            "category": "UTILITY",
            "components": [header | {"example": {"header_handle": ["4:a"]}}, shown],
        }
        self.call("POST", f"{ACCOUNT}/message_templates", json=proposed)
        self.control("POST", "templates/foto/review", APPROVED)
        files = {"file": ("a.pdf", b"%PDF", "application/pdf")}
        whatsapp = {"messaging_product": "whatsapp", "type": "application/pdf"}
        paper = self.call("POST", f"{NUMBER}/media", data=whatsapp, files=files)
        for part, code, subcode in (
            ({"type": "image", "image": {"id": "1"}}, 100, 33),
            ({"type": "image", "image": {"id": paper.json()["id"]}}, 131053, None),
            ({"type": "image", "image": {}}, 131009, None),
            ({"type": "document", "document": {"id": "1"}}, 132012, None),
            ({"type": "image", "image": "x"}, 132012, None),
        ):
            with self.subTest(part=part):
                components = [{"type": "header", "parameters": [part]}]
                answer = self.send_template("foto", components=components)
                self.assert_refused(answer, code, subcode=subcode)

    def test_values_are_one_plain_line(self):
        """WA10: no newline, tab, five spaces or nothing; four spaces pass."""
        for value, code in (
            ("a\nb", 132018),
            ("a\tb", 132018),
            ("a     b", 132018),
            ("", 131008),
        ):
            with self.subTest(value=value):
                answer = self.send_template(values=[value, "A-17"])
                self.assert_refused(answer, code)
        answer = self.send_template(values=["a    b", "A-17"])
        self.assertEqual(answer.status_code, 200)

    def test_filled_body_has_a_limit(self):
        """WA10: more than 1024 characters after filling are refused."""
        self.assert_refused(self.send_template(values=["x" * 1024, "A"]), 132005)

    def test_code_goes_into_body_and_button(self):
        """WA11: a code is given twice, the same, and is short."""
        self.assertEqual(self.send_code("482915", "482915").status_code, 200)
        self.assert_refused(self.send_code("482915", "111111"), 131008)
        self.assert_refused(self.send_code("1" * 16, "1" * 16), 132005)
        components = [body(text("482915"))]
        answer = self.send_template("codigo_acesso", components=components)
        self.assert_refused(answer, 132000)

    def test_code_needs_a_phone_number(self):
        """WA11: no code to a scoped id."""
        user_id = self.simulator.customer("lua").user_id()
        answer = self.send_code("482915", "482915", to=None, recipient=user_id)
        self.assert_refused(answer, 131062)

    def test_only_a_template_has_a_status_in_its_answer(self):
        """WA19: accepted, or held, and what is held stays off the phone."""
        self.assertEqual(self.status_of(self.send_template()), "accepted")
        self.simulator.fault("messages", "hold", times=1)
        held = self.status_of(self.send_template())
        self.assertEqual(held, "held_for_quality_assessment")
        self.assertEqual(len(self.maria.messages()), 1)

    def test_tapped_button_comes_back(self):
        """WA43: the reply to a template quotes it and carries its payload."""
        components = [
            body(text("Maria"), text("A-17")),
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": "1",
                "parameters": [{"type": "payload", "payload": "later:17"}],
            },
        ]
        wamid = self.send_template(components=components).json()["messages"][0]["id"]
        self.maria.tap("Mais tarde")
        self.simulator.flush()
        (told,) = self.business.parts("messages")
        self.assertEqual(told["button"], {"payload": "later:17", "text": "Mais tarde"})
        self.assertEqual(told["context"]["id"], wamid)

    def review(self, event):
        path = "templates/retomar_atendimento/review"
        self.control("POST", path, {"event": event, "language": "pt_BR"})

    def send_order(self, *components):
        return self.send_template("pedido_pronto", components=list(components))

    def send_code(self, first, second, **options):
        components = [body(text(first)), url_button(second)]
        return self.send_template("codigo_acesso", components=components, **options)

    def status_of(self, answer):
        return answer.json()["messages"][0].get("message_status")


class TestManagement(SimulatorCase):
    def test_new_one_waits_for_review(self):
        """WA36: proposed, approved, told: as a number beyond 32 bits, with a dash."""
        created = self.propose().json()
        self.assertEqual(created["status"], "PENDING")
        self.control("POST", "templates/boas_vindas/review", {"event": "APPROVED"})
        self.simulator.flush()
        (value,) = self.business.values
        self.assertEqual(value["message_template_id"], int(created["id"]))
        self.assertGreater(value["message_template_id"], 2**31)
        self.assertEqual(value["message_template_language"], "pt-BR")
        answer = self.send_template("boas_vindas", values=["Maria"])
        self.assertEqual(answer.status_code, 200)

    def test_improper_ones_are_refused(self):
        """WA39: name, example, first variable, numbering, repetition."""
        self.propose()
        for name, values in {
            "name": {"name": "Boas-Vindas"},
            "example": {"components": [{"type": "BODY", "text": "Oi {{1}}!"}]},
            "edge": {"text": "{{1}}, bem-vinda!"},
            "numbering": {"text": "Olá {{2}}, bem-vinda!"},
            "no body": {"components": [{"type": "FOOTER", "text": "Até logo"}]},
            "edge and a sign": {"text": "Oi, bem-vinda à loja, {{1}}!"},
            "side by side": {"text": "Olá {{1}} {{2}}, bem-vinda à nossa loja!"},
            "few words": {"text": "Olá {{1}}, oi!"},
            "braces": {"text": "Olá {{1}, bem-vinda à loja!"},
            "format": {"parameter_format": "ODD"},
            "repeated": {},
            "same words": {"name": "outra"},
        }.items():
            with self.subTest(name):
                self.assert_refused_plainly(self.propose(**values))

    def test_pages_follow_each_other(self):
        """WA37: absolute next while something follows, and none at the end."""
        names, url = [], f"{ACCOUNT}/message_templates?limit=4"
        page = self.call("GET", url).json()
        names += [each["name"] for each in page["data"]]
        self.assertTrue(page["paging"]["next"].startswith(self.simulator.url))
        page = self.follow(page["paging"]["next"])
        names += [each["name"] for each in page["data"]]
        self.assertNotIn("next", page["paging"])
        self.assertEqual(len(names), 8)

    def test_wrong_cursor_is_refused(self):
        """WA37: a cursor that is none has its own code."""
        answer = self.call("GET", f"{ACCOUNT}/message_templates?after=zzz")
        self.assert_refused(answer, 131059)

    def test_deleted_by_name_in_every_language(self):
        """WA38: one name, all languages."""
        path = f"{ACCOUNT}/message_templates?name=retomar_atendimento"
        self.assertEqual(len(self.call("GET", path).json()["data"]), 2)
        self.call("DELETE", path)
        self.assertEqual(self.call("GET", path).json()["data"], [])

    def test_a_table_of_parts(self):
        """WA39: header, footer and buttons have rules of their own."""
        cases = (
            ({"type": "HEADER", "format": "TEXT", "text": "x" * 61}, False),
            ({"type": "HEADER", "format": "IMAGE"}, False),
            (
                {
                    "type": "HEADER",
                    "format": "IMAGE",
                    "example": {"header_handle": ["4:unknown"]},
                },
                False,
            ),
            ({"type": "FOOTER", "text": "x" * 61}, False),
            ({"type": "FOOTER", "text": "Até {{1}}"}, False),
            ({"type": "SIDEBAR", "text": "x"}, False),
            (buttons(*[QUICK | {"text": str(n)} for n in range(10)]), True),
            (buttons(*[QUICK | {"text": str(n)} for n in range(11)]), False),
            (buttons(QUICK, QUICK), False),
            (buttons(QUICK | {"text": "x" * 26}), False),
            (buttons(QUICK, LINK, QUICK | {"text": "b"}), False),
            (buttons(LINK | {"url": "http://127.0.0.1/{{1}}"}), False),
            (buttons({"type": "COPY_CODE", "example": "x" * 16}), False),
            (buttons({"type": "COPY_CODE", "example": "MAIO"}), True),
            (buttons({"type": "PHONE_NUMBER", "text": "Ligar"}), False),
            (buttons({"type": "FAX", "text": "Fax"}), False),
        )
        for number, (part, is_good) in enumerate(cases):
            with self.subTest(part=part):
                body = {"type": "BODY", "text": f"Bem-vinda à loja {number}."}
                answer = self.propose(name=f"n{number}", components=[body, part])
                self.assertEqual(answer.status_code == 200, is_good, answer.text)

    def test_a_deleted_name_rests(self):
        """WA38: thirty days, to the second."""
        self.control("POST", "templates/retomar_atendimento/review", APPROVED)
        path = f"{ACCOUNT}/message_templates?name=retomar_atendimento"
        self.call("DELETE", path)
        self.simulator.clock.advance(30 * DAY - 1)
        self.assert_refused_plainly(self.propose(name="retomar_atendimento"))
        self.simulator.clock.advance(1)
        answer = self.propose(name="retomar_atendimento")
        self.assertEqual(answer.status_code, 200)

    def test_a_disabled_one_stays(self):
        """WA38: it cannot be deleted."""
        event = {"event": "DISABLED"}
        self.control("POST", "templates/retomar_atendimento/review", event)
        path = f"{ACCOUNT}/message_templates?name=retomar_atendimento"
        self.assert_refused_plainly(self.call("DELETE", path))

    def test_an_approved_one_changes_once_a_day(self):
        """WA38: and keeps its category."""
        uid = self.propose().json()["id"]
        self.assert_refused_plainly(self.edit(uid, "Primeiro texto."))
        self.review("APPROVED")
        answer = self.edit(uid, "Primeiro texto.", category="MARKETING")
        self.assert_refused_plainly(answer)
        self.assertEqual(self.edit(uid, "Primeiro texto.").status_code, 200)
        self.review("APPROVED")
        self.assert_refused_plainly(self.edit(uid, "Segundo texto."))
        for number in range(9):
            self.simulator.clock.advance(DAY)
            answer = self.edit(uid, f"Texto número {number}.")
            self.assertEqual(answer.status_code, 200, answer.text)
            self.review("APPROVED")
        self.simulator.clock.advance(DAY)
        self.assert_refused_plainly(self.edit(uid, "O texto de mais."))

    def test_a_review_may_come_by_itself(self):
        """WA36: after as long as a test says."""
        self.simulator.settings.review_seconds = 20
        self.propose()
        self.simulator.clock.advance(19)
        self.simulator.flush()
        self.assertEqual(self.business.values, [])
        self.simulator.clock.advance(1)
        self.simulator.flush()
        self.assertEqual(self.business.values[0]["event"], "APPROVED")

    def test_the_network_changes_its_mind(self):
        """WA38: category and quality, each told; the first also a day before."""
        path = "templates/pedido_pronto"
        coming = {"category": "MARKETING", "coming": True}
        self.control("POST", f"{path}/category", coming)
        self.control("POST", f"{path}/category", {"category": "MARKETING"})
        self.control("POST", f"{path}/quality", {"score": "YELLOW"})
        self.control("POST", f"{path}/rewrite", {"body": "O pedido está pronto."})
        self.simulator.flush()
        first, second, third, fourth = self.business.values
        self.assertEqual(first["correct_category"], "MARKETING")
        self.assertEqual(first["new_category"], "UTILITY")
        self.assertEqual(second["previous_category"], "UTILITY")
        self.assertEqual(third["new_quality_score"], "YELLOW")
        self.assertEqual(fourth["message_template_element"], "O pedido está pronto.")
        path = f"{ACCOUNT}/message_templates?name=pedido_pronto"
        (node,) = self.call("GET", path).json()["data"]
        self.assertEqual(node["category"], "MARKETING")
        self.assertEqual(node["quality_score"]["score"], "YELLOW")

    def edit(self, uid, text, **values):
        body = {"components": [{"type": "BODY", "text": text}], **values}
        return self.call("POST", uid, json=body)

    def review(self, event):
        self.control("POST", "templates/boas_vindas/review", {"event": event})

    def propose(self, **values):
        words = values.pop("text", "Olá {{1}}, bem-vinda à loja!")
        example = {"body_text": [["Ana"]]}
        proposed = {
            "name": "boas_vindas",
            "language": "pt_BR",
            "category": "UTILITY",
            "components": [{"type": "BODY", "text": words, "example": example}],
            **values,
        }
        return self.call("POST", f"{ACCOUNT}/message_templates", json=proposed)

    def assert_refused_plainly(self, answer):
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(answer.json()["error"]["code"], 100)

    def follow(self, url):
        headers = {"Authorization": "Bearer demo-token"}
        return self.request("GET", url, headers=headers).json()


class TestPrice(SimulatorCase):
    def test_category_is_in_the_price(self):
        """WA27: a template bills its category once, an answer is free."""
        self.open_window()
        self.send_accepted()
        self.send(
            "template",
            {
                "name": "retomar_atendimento",
                "language": {"code": "es"},
                "components": [body(text("María"), text("A-1"))],
            },
            to=MARIA,
            number=NUMBER,
        )
        self.maria.read()
        self.simulator.flush()
        prices = [
            (each["status"], each["pricing"]["type"], each["pricing"]["category"])
            for each in self.business.parts("statuses")
            if "pricing" in each
        ]
        service = ("free_customer_service", "service")
        utility = ("regular", "utility")
        self.assertEqual(
            prices,
            [
                ("sent", *service),
                ("delivered", *service),
                ("sent", *utility),
                ("delivered", *utility),
            ],
        )
