"""The next one of the queue by one button, and why somebody has what they have."""

from playwright.sync_api import expect

from common import DESKTOP, POCKET, Journey
from setup.rpc import post_json

NEXT = ".o-pact-NextButton button"
ACTIVE = ".o-mail-DiscussSidebarChannel.o-active .o-mail-DiscussSidebarChannel-itemName"
MENU = ".o-pact-Availability"
HEADER = ".o-mail-DiscussContent-header"
WHY = ".o-pact-WhyDialog"


class TestNext(Journey):
    def _wait_from(self, *customers):
        phone = self.phone(size=DESKTOP)
        for customer in customers:
            phone.click(f"[data-customer={customer}]")
            phone.fill("#message", "Bom dia")
            phone.click("#send")
            phone.wait_for_selector("#chat >> text=Bom dia")

    def test_two_press_together(self):
        """U13: two agents press Next in the same moment and get different ones."""
        for login in ("ana", "bruno"):
            self.tick(login, "may_dispense")
        ana, bruno = self.brazilian("ana"), self.brazilian("bruno")
        self._wait_from("maria", "carlos")
        for page in (ana, bruno):
            expect(page.locator(".o-pact-WaitingEntry")).to_have_count(2)
        self.picture(ana, "next-1400")
        press = "document.querySelector('.o-pact-NextButton button').click()"
        # Neither page is waited for before the other has pressed, too.
        for page in (ana, bruno):
            page.evaluate(f"setTimeout(() => {press}, 500)")
        held = set()
        for page in (ana, bruno):
            page.wait_for_selector(".o-mail-Composer-input:visible:focus")
            held.add(page.inner_text(ACTIVE))
        self.assertEqual(held, {"Maria Souza", "Carlos Pérez"})
        for page in (ana, bruno):
            expect(page.locator(".o-pact-WaitingEntry")).to_have_count(0)
        self.picture(ana, "next-given-1400")
        ana.keyboard.press("Alt+Shift+D")
        ana.wait_for_selector(".o_notification:has-text('Ninguém aguarda')")
        self.picture(ana, "next-nobody-1400")

    def test_on_a_pocket_screen(self):
        """U13: at 390 pixels the button stands above the customers."""
        self.tick("ana", "may_dispense")
        ana = self.brazilian("ana", size=POCKET)
        self._wait_from("lua")
        ana.click(".o-mail-MessagingMenu-tab[aria-label=Clientes]")
        ana.wait_for_selector(".o-mail-NotificationItem:has-text('Atendimento')")
        self.picture(ana, "next-390")
        ana.click(NEXT)
        ana.wait_for_selector(".o-mail-Message:has-text('Bom dia')")
        self.picture(ana, "next-given-390")
        self._ask_on_a_pocket_screen()

    def _ask_on_a_pocket_screen(self):
        """I1: why, and why nothing, at 390 pixels."""
        admin = self.brazilian("admin", size=POCKET)
        admin.click(MENU)
        admin.click(".o-pact-Availability-why")
        admin.wait_for_selector(".o-pact-WhyNothingDialog")
        self.picture(admin, "why-nothing-390")
        self.assertLessEqual(
            admin.evaluate("document.body.scrollWidth"), POCKET["width"]
        )
        [lua] = self.product.log_in("admin").call(
            "discuss.channel", "search", [["pact_partner_id.name", "=", "Lua"]]
        )
        address = f"/odoo/discuss?active_id=discuss.channel_{lua}"
        admin.goto(self.product.url + address)
        admin.click(".o-mail-ChatWindow-header button:has-text('Lua')")
        admin.click(".o-dropdown--menu :text('Por quê?')")
        expect(admin.locator(WHY)).to_contain_text("Entregue pelo dispensador")
        self.picture(admin, "why-390")

    def test_why(self):
        """I1: who was given it and why nobody else, one click from the conversation."""
        admin = self.brazilian("admin")
        ana = self.brazilian("ana")
        self._give_by_itself()
        self._let_only_ana_be_there()
        self._let_somebody_new_write()
        ana.wait_for_selector(".o-mail-DiscussSidebarChannel:has-text('Rita')")
        admin.goto(f"{self.product.url}/odoo/pact-conversations")
        admin.click(".o_searchview .o_facet_remove")
        admin.click(".o_data_row:has-text('Rita') [name=pact_state]")
        admin.click(f"{HEADER} button[title='Por quê?']")
        told = admin.locator(WHY)
        expect(told).to_contain_text("Ana Lima")
        expect(told).to_contain_text("Rodízio")
        expect(told).to_contain_text("Indisponível")
        expect(told).to_contain_text("Bruno Reis")
        self.picture(admin, "why-1400")
        self.assertEqual(ana.locator(f"{HEADER} button[title='Por quê?']").count(), 0)
        self._ask_for_oneself(ana)
        self._ask_for_another(admin)

    def _let_somebody_new_write(self):
        control = f"{self.product.simulator_url}/control/customers"
        rita = {"key": "rita", "name": "Rita Alves", "phone": "+5511987650077"}
        post_json(control, rita)
        post_json(f"{control}/rita/send", {"type": "text", "text": "Olá"})

    def _let_only_ana_be_there(self):
        for login in ("admin", "bruno"):
            session = self.product.log_in(login)
            session.call("pact.member", "choose_availability", "unavailable")

    def _give_by_itself(self):
        call = self.product.log_in("admin").call
        teams = call("pact.team", "search", [["name", "=", "Atendimento"]])
        call("pact.team", "write", teams, {"method": "round_robin"})
        back = {"method": "by_hand"}
        self.addCleanup(call, "pact.team", "write", teams, back)

    def _ask_for_oneself(self, page):
        page.click(MENU)
        page.click(".o-pact-Availability-why")
        page.wait_for_selector(".o-pact-WhyNothingDialog:has-text('Atendimento')")
        self.picture(page, "why-nothing-1400")

    def _ask_for_another(self, page):
        page.goto(f"{self.product.url}/odoo/pact-members")
        page.click(".o_data_row:has-text('Bruno') [name=role_ids]")
        page.click("button[name=action_why_nothing]")
        page.wait_for_selector(".o-pact-WhyNothingDialog:has-text('Indisponível')")
        self.picture(page, "why-nothing-of-another-1400")
