"""A request goes on on WhatsApp: one protocol, one due date, one thread."""

from playwright.sync_api import expect

from common import DESKTOP, POCKET, Journey

PASSWORD = "a password for Maria"
# That of the phone in the simulator.
PHONE = "+55 11 98765-4321"
START = ".o-pact-StartDialog-start"
SAID = "Olá Maria Souza, podemos continuar o atendimento A-17 agora?"
BOX = ".o-mail-Composer-input:visible"
DIALOG = ".o-pact-StartDialog"


class TestRequestWhatsapp(Journey):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.product.log_in("admin")
        [company] = cls.admin.call("res.company", "search", [], limit=1, order="id")
        [kind] = cls._make(
            "pact.classification",
            name="Segunda via de boleto",
            company_id=company,
            is_on_portal=True,
            team_id=cls._known("pact_team", "pact_team_demo"),
        )
        cls.kind = kind
        [customer] = cls._make("res.partner", name="Metalúrgica", is_company=True)
        portal = cls._known("base", "group_portal")
        [user] = cls._make(
            "res.users",
            name="Maria Souza",
            login="maria.souza",
            password=PASSWORD,
            email="maria@metalurgica.example",
            lang="pt_BR",
            group_ids=[[6, 0, [portal]]],
        )
        [found] = cls.admin.call("res.users", "read", [user], ["partner_id"])
        values = {"parent_id": customer, "phone": PHONE, "pact_is_responsible": True}
        cls.admin.call("res.partner", "write", [found["partner_id"][0]], values)

    @classmethod
    def _make(cls, model, **values):
        return cls.admin.call(model, "create", [values])

    @classmethod
    def _known(cls, module, name):
        domain = [["module", "=", module], ["name", "=", name]]
        [found] = cls.admin.call("ir.model.data", "search_read", domain, ["res_id"])
        return found["res_id"]

    def test_from_the_portal_to_the_phone_and_back(self):
        """I16: filed in the portal, gone on with on WhatsApp, read in both."""
        maria, ana = self._customer(), self.agent("ana", language="pt-BR")
        phone = self.phone(language="pt-BR")
        protocol = self._file(maria)
        due = self._due(protocol)
        request = self._open(ana, protocol)
        self._continue(ana, protocol, phone)
        phone.fill("#message", "Sim, agora")
        phone.click("#send")
        ana.wait_for_selector(BOX)
        ana.fill(BOX, "Segue a segunda via")
        ana.press(BOX, "Enter")
        phone.wait_for_selector("#chat >> text=Segue a segunda via")
        self._read_in_the_request(ana, request)
        self._read_in_the_portal(maria)
        self.assertEqual(self._due(protocol), due)
        self._finish_both(ana, request)

    def _customer(self):
        page = self._new_page(DESKTOP, "pt-BR")
        page.goto(f"{self.product.url}/web/login")
        page.fill("#login", "maria.souza")
        page.fill("#password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/my**")
        return page

    def _file(self, page):
        page.goto(f"{self.product.url}/my/requests/new")
        page.wait_for_load_state("networkidle")
        page.select_option("#classification", value=str(self.kind))
        page.fill("#message", "Preciso da segunda via")
        page.click(".o-pact-RequestForm button[type=submit]")
        page.wait_for_url("**?filed=1")
        return page.inner_text(".alert-success strong")

    def _due(self, protocol):
        [found] = self._find(protocol)
        return found["due_date"]

    def _find(self, protocol):
        domain = [["protocol", "=", protocol]]
        return self.admin.call("pact.ticket", "search_read", domain, ["due_date"])

    def _open(self, page, protocol):
        [found] = self._find(protocol)
        page.goto(f"{self.product.url}/odoo/pact-requests/{found['id']}")
        page.click("button[name=action_take]")
        page.wait_for_selector("button[name=action_continue]")
        return page.url

    def _continue(self, page, protocol, phone):
        page.click("button[name=action_continue]")
        page.wait_for_selector(f"{DIALOG}-contact:has-text('Maria Souza')")
        page.wait_for_selector(f"{DIALOG}-subject")
        page.fill(f"{DIALOG}-subject", "A-17")
        page.fill(f"{DIALOG} input[type=search]", "retomar")
        page.fill(f"{DIALOG} [data-blank='body:2']", "A-17")
        page.wait_for_selector(f".o-pact-TemplateBubble:has-text('{SAID}')")
        self.picture(page, "request-continue-1400")
        page.click(START)
        page.wait_for_selector(f".o-mail-Message:has-text('{SAID}')")
        page.wait_for_selector(f".o-pact-ThreadRequest:has-text('{protocol}')")
        self.picture(page, "request-conversation-1400")
        phone.wait_for_selector(f"#chat >> text={SAID}")

    def _read_in_the_request(self, page, request):
        page.click(".o-pact-ThreadRequest-protocol")
        conversation = page.locator(".o-pact-RequestConversations li")
        expect(conversation).to_have_count(1)
        expect(conversation).to_contain_text("Ana Lima")
        expect(conversation).to_contain_text("Segue a segunda via")
        self.picture(page, "request-conversations-1400")
        page.set_viewport_size(POCKET)
        page.goto(request)
        page.wait_for_selector(".o-pact-RequestConversations")
        self.picture(page, "request-conversations-390")
        self.assertLessEqual(
            page.evaluate("document.body.scrollWidth"), POCKET["width"]
        )
        page.set_viewport_size(DESKTOP)

    def _read_in_the_portal(self, page):
        page.goto(page.url.split("?")[0])
        said = page.inner_text("#wrap")
        words = ("Preciso da segunda via", SAID, "Sim, agora", "Segue a segunda via")
        places = [said.index(each) for each in words]
        self.assertEqual(places, sorted(places))
        self.assertNotIn("Ana Lima", said)
        self.picture(page, "request-thread-1400")
        page.set_viewport_size(POCKET)
        self.picture(page, "request-thread-390")
        wide = page.evaluate("document.documentElement.scrollWidth")
        self.assertLessEqual(wide, POCKET["width"])

    def _finish_both(self, page, request):
        page.goto(request)
        page.click(".o-pact-RequestConversations button")
        page.wait_for_selector(".o-mail-Message:has-text('Sim, agora')")
        page.click("button[name='pact-finish']")
        page.check(".o-pact-FinishDialog-request")
        self.picture(page, "request-finish-1400")
        page.click(".modal-footer .btn-primary")
        page.wait_for_selector(".modal", state="detached")
        page.goto(request)
        page.wait_for_selector("button[name=action_reopen]")
