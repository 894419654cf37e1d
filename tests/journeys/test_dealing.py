"""What a newcomer sees of distribution, with what is there on the first day."""

from playwright.sync_api import expect

from common import DESKTOP, POCKET, Journey

HEADER = ".o-mail-DiscussContent-header"
MENU = ".o-pact-Availability"
WHY = ".o-pact-WhyDialog"
NAME = ".o-mail-DiscussSidebarChannel:has-text('{}')"


class TestDealing(Journey):
    def _person(self, login, **looks):
        person = self.product.log_in(login)
        person.call("res.users", "write", [person.user_id], {"lang": "pt_BR"})
        return self.agent(login, language="pt-BR", **looks)

    def _search(self, model, *domain):
        return self.product.log_in("admin").call(model, "search", list(domain))

    def test_what_is_handed_to_a_team_finds_somebody(self):
        """H19, I1: given in turn, to who is there and has room, and one may ask why."""
        ana, admin = self._person("ana"), self._person("admin")
        phone = self.phone(size=DESKTOP)
        given = {}
        for key, name in {"maria": "Maria Souza", "carlos": "Carlos Pérez"}.items():
            phone.click(f"[data-customer={key}]")
            phone.fill("#message", "Meu pedido não chegou")
            phone.click("#send")
            given[name] = self._hand_to_support(admin, name)
        # Whoever has never had one comes first, and of two the older member.
        self.assertEqual(
            given, {"Maria Souza": "Ana Lima", "Carlos Pérez": "Carla Dias"}
        )
        ana.wait_for_selector(NAME.format("Maria Souza"))
        self._ask_why(admin)

    def test_the_page_of_a_team(self):
        """H19, HN8, I2: how a team is given what waits, at both widths."""
        [team] = self._search("pact.team", ["name", "=", "Suporte"])
        for size in (DESKTOP, POCKET):
            admin = self._person("admin", size=size)
            admin.goto(f"{self.product.url}/odoo/pact-teams/{team}")
            admin.click(".o_notebook .nav-link:has-text('Distribuição')")
            method = admin.locator("[name=method]")
            expect(method.first).to_be_visible()
            self.picture(admin, f"dealing-team-{size['width']}")
            wide = admin.evaluate("document.documentElement.scrollWidth")
            self.assertLessEqual(wide, size["width"])

    def _hand_to_support(self, page, name):
        """Hand this customer's conversation to the team; return who is given it."""
        admin = self.product.log_in("admin")
        domain = [["name", "=", name], ["pact_state", "=", "waiting"]]
        conversation = self._until(page, "discuss.channel", "search", domain)
        [team] = self._search("pact.team", ["name", "=", "Suporte"])
        values = {"team_id": team}
        admin.call("discuss.channel", "action_pact_transfer", conversation, values)
        held = [["id", "=", conversation[0]], ["pact_agent_id", "!=", False]]
        fields = ["pact_agent_id"]
        [row] = self._until(page, "discuss.channel", "search_read", held, fields)
        return row["pact_agent_id"][1]

    def _until(self, page, model, method, *args):
        """Ask until there is something."""
        for _time in range(100):
            if found := self.product.log_in("admin").call(model, method, *args):
                return found
            page.wait_for_timeout(200)
        return self.fail(f"nothing of {args}")

    def _ask_why(self, page):
        page.goto(f"{self.product.url}/odoo/pact-conversations")
        page.click(".o_searchview .o_facet_remove")
        page.click(".o_data_row:has-text('Maria Souza') [name=pact_state]")
        page.click(f"{HEADER} button[title='Por quê?']")
        told = page.locator(WHY)
        expect(told).to_contain_text("Rodízio")
        expect(told).to_contain_text("Carla Dias")
        self.picture(page, "dealing-why-1400")
