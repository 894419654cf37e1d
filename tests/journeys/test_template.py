"""A text is written, approved, published, and reaches somebody outside the window."""

import json
from pathlib import Path
from urllib.request import Request, urlopen

from playwright.sync_api import expect

from common import POCKET, Journey

PICTURE = Path(__file__).parents[2] / "simulator/samples/picture.jpg"
DOCUMENT = PICTURE.with_name("document.pdf")
BODY = "Olá {{1}}, o seu pedido {{2}} já pode ser retirado na loja."
SAID = "Olá Maria Souza, o seu pedido P-8 já pode ser retirado na loja."


class TestTemplate(Journey):
    def _control(self, path, **given):
        request = Request(
            f"{self.product.simulator_url}/control/{path}",
            data=json.dumps(given).encode(),
            headers={"Content-Type": "application/json"},
            method="POST",
        )
        with urlopen(request, timeout=10) as response:
            return response.read()

    def _propose(self, admin):
        """Write the template as its form does, and submit it."""
        [inbox] = admin.call(
            "pact.inbox", "search", [["account_ref", "=", "102030405060708"]]
        )
        [number] = admin.call(
            "pact.template",
            "create",
            [
                {
                    "name": "pedido_na_loja",
                    "language": "pt_BR",
                    "inbox_id": inbox,
                    "body": BODY,
                }
            ],
        )
        [blanks] = admin.call("pact.template", "read", [number], ["variable_ids"])
        for blank, source, label in zip(
            blanks["variable_ids"],
            ("contact", "free"),
            ("", "Número do pedido"),
            strict=True,
        ):
            admin.call(
                "pact.template.variable",
                "write",
                [blank],
                {"source": source, "label": label, "sample": "Ana"},
            )
        admin.call("pact.template", "action_submit", [number])
        return number

    def _wait_for_state(self, page, admin, number, state):
        for _ in range(60):
            [found] = admin.call("pact.template", "read", [number], ["state", "work"])
            if found["state"] == state:
                return
            page.wait_for_timeout(500)
        self.fail(f"{state} was awaited, it is {found}")

    def _write_yesterday(self, phone, text):
        """Let the customer write when the window of today was not yet open."""
        self._control("clock", advance=-25 * 3600)
        phone.fill("#message", text)
        phone.click("#send")
        phone.wait_for_selector(f"#chat >> text={text}")
        self._control("clock", advance=25 * 3600)

    def _choose_by_keyboard(self, page):
        page.keyboard.press("Alt+t")
        page.wait_for_selector(".o-pact-TemplateDialog input[type=search]:focus")
        page.keyboard.type("na loja")
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-blank]:focus")
        page.keyboard.type("P-8")

    def test_from_the_first_words_to_the_phone(self):
        """C23, C26, C28: submitted, approved, published, chosen, read as previewed."""
        admin = self.product.log_in("admin")
        number = self._propose(admin)
        phone = self.phone()
        self._wait_for_state(phone, admin, number, "pending")
        self._control("templates/pedido_na_loja/review", event="APPROVED")
        self._wait_for_state(phone, admin, number, "approved")
        admin.call("pact.template", "write", [number], {"is_published": True})
        self._write_yesterday(phone, "Bom dia, e o meu pedido?")
        ana = self.agent("ana", language="pt-BR")
        ana.click(".o-pact-WaitingEntry")
        ana.click(".o-pact-WaitingPanel button")
        ana.wait_for_selector(".o-pact-ComposerGate button")
        self._choose_by_keyboard(ana)
        preview = ana.locator(".o-pact-TemplateBubble-body")
        expect(preview).to_have_text(SAID)
        self.picture(ana, "template-dialog-1400")
        ana.keyboard.press("Enter")
        ana.wait_for_selector(f".o-mail-Message:has-text('{SAID}')")
        phone.wait_for_selector(f"#chat >> text={SAID}")
        self.picture(ana, "template-sent-1400")
        self.picture(phone, "template-phone-390")

    def test_written_on_a_form_and_chosen_on_a_pocket_screen(self):
        """C26, C28: the form shows the phone; 390 pixels are enough to choose."""
        admin = self.agent("admin", language="pt-BR")
        admin.goto(f"{self.product.url}/odoo/pact-templates")
        admin.wait_for_selector(".o_list_view .o_data_row")
        self.picture(admin, "template-list-1400")
        admin.click(".o_data_row:has-text('pesquisa_nova') td[name=name]")
        admin.wait_for_selector(".o-pact-TemplateBubble")
        self.picture(admin, "template-form-1400")
        phone = self.phone()
        phone.click("#show-people")
        phone.click("[data-customer=carlos]")
        self._write_yesterday(phone, "Buenas tardes")
        bruno = self.agent("bruno", size=POCKET, language="pt-BR")
        bruno.click("button:has-text('Clientes')")
        bruno.click(".o-mail-NotificationItem:has-text('Atendimento')")
        bruno.click(".o-pact-WaitingPanel button")
        bruno.click(".o-pact-ComposerGate button:has-text('Usar um modelo')")
        bruno.wait_for_selector(".o-pact-TemplateBubble")
        self.picture(bruno, "template-dialog-390")
        width = bruno.evaluate("document.body.scrollWidth")
        self.assertLessEqual(width, POCKET["width"])

    def _draft_with_header(self, admin):
        """Write the template in its form, and read what it may show on top."""
        admin.goto(f"{self.product.url}/odoo/pact-templates/new")
        admin.fill("[name=name] input", "vitrine_da_semana")
        admin.fill("[name=body] textarea", "A vitrine desta semana está pronta.")
        admin.click("[name=header_kind] input")
        admin.click(".o_select_menu_item:has-text('Image')")
        expect(admin.locator("[name=header_limits]")).to_contain_text("5 MB")

    def _submit_with(self, admin, path):
        admin.set_input_files("[name=header_file] input[type=file]", path)
        shown = admin.locator("[name=header_file] input[type=text]")
        expect(shown).to_have_value(path.name)
        admin.click(".o_form_button_save")
        admin.click("button[name=action_submit]")

    def _name_the_app(self):
        admin = self.product.log_in("admin")
        shop = [["account_ref", "=", "102030405060708"]]
        inboxes = admin.call("pact.inbox", "search", shop)
        admin.call("pact.inbox", "write", inboxes, {"app_ref": "405060708091011"})

    def _see_it_reviewed(self, admin):
        """Nobody reloads anything: the form shows each answer when it comes."""
        state = admin.locator(".o_statusbar_status .o_arrow_button_current")
        expect(state).to_have_text("In review", timeout=60_000)
        self._control("templates/vitrine_da_semana/review", event="APPROVED")
        expect(state).to_have_text("Approved", timeout=60_000)
        self.picture(admin, "template-header-approved-1400")

    def _phone_of_rita(self):
        """Somebody whom nobody holds yet, and nobody will find in their hands."""
        rita = {"key": "rita", "name": "Rita Alves", "phone": "+5531955554444"}
        self._control("customers", **rita)
        phone = self.phone()
        phone.click("#show-people")
        phone.click("[data-customer=rita]")
        return phone

    def _send_the_window_display(self, ana):
        ana.click(".o-pact-WaitingEntry")
        ana.click(".o-pact-WaitingPanel button")
        ana.click(".o-pact-ComposerGate .btn-primary")
        ana.fill(".o-pact-TemplateDialog input[type=search]", "vitrine")
        expect(ana.locator(".o-pact-TemplateBubble img")).to_be_visible()
        self.picture(ana, "template-header-dialog-1400")
        ana.click(".modal-footer .btn-primary")

    def test_a_picture_above_the_text(self):
        """C26, C28: its limits are named before; reviewed, sent and seen as sent."""
        admin = self.agent("admin")
        self._draft_with_header(admin)
        self._submit_with(admin, DOCUMENT)
        expect(admin.locator(".modal")).to_contain_text("JPEG, PNG, up to 5 MB")
        self.picture(admin, "template-header-refused-1400")
        admin.click(".modal-footer .btn-primary")
        self._name_the_app()
        self._submit_with(admin, PICTURE)
        self._see_it_reviewed(admin)
        admin.click("[name=is_published] input")
        phone = self._phone_of_rita()
        self._write_yesterday(phone, "O que há de novo?")
        self._send_the_window_display(self.agent("ana"))
        seen = phone.locator("#chat .bubble:has-text('vitrine') img")
        expect(seen).to_be_visible(timeout=60_000)
        self.picture(phone, "template-header-phone-390")
