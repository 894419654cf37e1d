"""Templates: which may be sent, with what, and how they are managed."""

from common import ACCOUNT, MARIA, NUMBER, SimulatorCase


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
            "repeated": {},
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

    def propose(self, **values):
        words = values.pop("text", "Olá {{1}}, bem-vinda!")
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
