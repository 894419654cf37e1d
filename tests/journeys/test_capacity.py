"""Who may hold how much, and what becomes of it when they pause or are gone."""

from datetime import UTC, datetime, timedelta
from time import sleep

from playwright.sync_api import expect

from common import DESKTOP, POCKET, Journey
from setup.rpc import post_json

HEADER = ".o-mail-DiscussContent-header"
WARNING = ".modal:has-text('Acima do máximo')"
WHY = ".o-pact-WhyDialog"
BACK_SOON = "Ana volta daqui a pouco."
CUSTOMERS = {"maria": "Maria Souza", "carlos": "Carlos Pérez", "lua": "Lua"}


class TestCapacity(Journey):
    def setUp(self):
        super().setUp()
        self.admin = self.product.log_in("admin")
        self.admin.call("res.company", "write", [1], {"pact_reopen_hours": 0})
        self.ana = self.product.log_in("ana")
        self.addCleanup(self._finish_all)

    def test_beyond_the_maximum(self):
        """H19, I12: points are counted, and a manager insists after a warning."""
        self._write("pact.inbox", "WhatsApp Atendimento", load_points=2)
        self.addCleanup(
            self._write, "pact.inbox", "WhatsApp Atendimento", load_points=1
        )
        self._write("pact.member", "Ana Lima", max_open=3)
        self.addCleanup(self._write, "pact.member", "Ana Lima", max_open=0)
        self._hold("maria")
        carlos = self._let_wait("carlos")
        admin = self._open("Carlos Pérez")
        admin.click(f"{HEADER} button[title='Atribuir']")
        admin.click(".o-pact-TransferDialog-person .o_select_menu_toggler")
        admin.click(".o_select_menu_item:has-text('Ana Lima · 2 de 3')")
        admin.click(".modal .btn-primary:has-text('Atribuir')")
        expect(admin.locator(WARNING)).to_contain_text("Ana Lima está com 2 de 3")
        self._picture_at_both_widths(admin, "beyond-the-maximum")
        admin.click(f"{WARNING} .btn-primary")
        self._wait_for_holder(carlos, "Ana Lima")
        stint = [["channel_id", "=", carlos], ["date_to", "=", False]]
        [found] = self._read("pact.assignment", stint, "is_forced")
        self.assertTrue(found["is_forced"])

    def test_customers_are_told_of_a_pause(self):
        """HN4: who writes to somebody who pauses is told once, by itself."""
        self._hold("maria")
        vals = {"name": "Café", "most_minutes": 10, "message": BACK_SOON}
        [snack] = self.admin.call("pact.pause.type", "create", [vals])
        self.addCleanup(self.admin.call, "pact.pause.type", "action_archive", [snack])
        self.ana.call("pact.member", "begin_pause", snack)
        self.addCleanup(self.ana.call, "pact.member", "end_pause")
        phone = self.phone(size=DESKTOP)
        phone.click("[data-customer=maria]")
        told = phone.locator(f"#chat >> text={BACK_SOON}")
        for text in ("Alguma novidade?", "Ainda aí?"):
            phone.fill("#message", text)
            phone.click("#send")
            phone.wait_for_selector(f"#chat >> text={text}")
            expect(told).to_have_count(1)
        self.picture(phone, "pause-told-1400")

    def test_outside_of_their_hours(self):
        """CN8: at the end of their day the next one is given it, and one reads why."""
        later = (datetime.now(UTC) + timedelta(days=3)).weekday()
        hours = {"dayofweek": str(later), "hour_from": 9, "hour_to": 17}
        days = [[5, 0, 0], [0, 0, {"name": "Plantão", **hours}]]
        calendar = {"name": "Outro dia", "tz": "UTC", "attendance_ids": days}
        [calendar_id] = self.admin.call("resource.calendar", "create", [calendar])
        self._write("pact.member", "Ana Lima", calendar_id=calendar_id)
        self.addCleanup(self._write, "pact.member", "Ana Lima", calendar_id=False)
        lua = self._let_wait("lua")
        self._hand_to_support(lua)
        self._wait_for_holder(lua, "Carla Dias")
        admin = self._open("Lua")
        admin.click(f"{HEADER} button[title='Por quê?']")
        told = admin.locator(WHY)
        expect(told).to_contain_text("Fora do horário de expediente")
        expect(told).to_contain_text("Ana Lima")
        self._picture_at_both_widths(admin, "why-off-shift")

    def test_removed_with_something_open(self):
        """H20: what they hold is offered to others before somebody is removed."""
        lua = self._let_wait("lua")
        self._write("pact.member", "Ana Lima", max_open=1)
        self.addCleanup(self._write, "pact.member", "Ana Lima", max_open=0)
        self._hold("maria")
        self._hand_to_support(lua)
        self._wait_for_holder(lua, "Carla Dias")
        [carla] = self._search("pact.member", "Carla Dias")
        admin = self._administrator()
        admin.goto(f"{self.product.url}/odoo/pact-members/{carla}")
        admin.click("button[name=action_open_removal]")
        admin.wait_for_selector(".modal button[name=action_remove]")
        self._picture_at_both_widths(admin, "removal-with-open")
        admin.click(".modal button[name=action_remove]")
        admin.wait_for_selector(".modal", state="detached")
        self.assertNotEqual(self._holder(lua), "Carla Dias")
        self.assertFalse(self._search("pact.member", "Carla Dias"))

    def _administrator(self):
        person = self.product.log_in("admin")
        person.call("res.users", "write", [person.user_id], {"lang": "pt_BR"})
        return self.agent("admin", language="pt-BR")

    def _open(self, customer):
        """Return Discuss with this customer's conversation, from the list of all."""
        page = self._administrator()
        page.goto(f"{self.product.url}/odoo/pact-conversations")
        page.click(".o_searchview .o_facet_remove")
        page.locator(
            f".o_data_row:has-text('{customer}') [name=pact_state]"
        ).first.click()
        page.wait_for_selector(HEADER)
        return page

    def _picture_at_both_widths(self, page, name):
        for size in (DESKTOP, POCKET):
            page.set_viewport_size(size)
            self.picture(page, f"{name}-{size['width']}")
        page.set_viewport_size(DESKTOP)

    def _let_wait(self, customer):
        """Let the customer write; return the conversation that waits."""
        url = f"{self.product.simulator_url}/control/customers/{customer}/send"
        post_json(url, {"type": "text", "text": "Oi, tudo bem?"})
        domain = [["name", "=", CUSTOMERS[customer]], ["pact_state", "=", "waiting"]]
        return self._until(lambda: self._read("discuss.channel", domain, "id"))[0]["id"]

    def _hold(self, customer):
        conversation = self._let_wait(customer)
        self.ana.call("discuss.channel", "action_pact_take", [conversation])

    def _hand_to_support(self, conversation):
        [team] = self._search("pact.team", "Suporte")
        values = {"team_id": team}
        self.admin.call(
            "discuss.channel", "action_pact_transfer", [conversation], values
        )

    def _holder(self, conversation):
        found = self._read(
            "discuss.channel", [["id", "=", conversation]], "pact_agent_id"
        )
        [row] = found
        return row["pact_agent_id"] and row["pact_agent_id"][1]

    def _wait_for_holder(self, conversation, name):
        self._until(lambda: self._holder(conversation) == name)

    def _until(self, ask):
        """Ask for up to twenty seconds, until there is something."""
        begun = datetime.now(UTC)
        while datetime.now(UTC) - begun < timedelta(seconds=20):
            if found := ask():
                return found
            sleep(0.2)
        return self.fail("nothing came")

    def _finish_all(self):
        is_open = [["pact_state", "in", ["waiting", "in_progress"]]]
        for row in self._read("discuss.channel", is_open, "pact_state"):
            if row["pact_state"] == "waiting":
                self.admin.call("discuss.channel", "action_pact_take", [row["id"]])
            self.admin.call("discuss.channel", "action_pact_finish", [row["id"]])

    def _read(self, model, domain, field):
        return self.admin.call(model, "search_read", domain, [field])

    def _search(self, model, name):
        return self.admin.call(model, "search", [["name", "=", name]])

    def _write(self, model, name, **vals):
        self.admin.call(model, "write", self._search(model, name), vals)
