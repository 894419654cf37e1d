"""A team comes together: invited, confirmed, logged in by phone, and one is removed."""

import re
import time

import requests

from common import DESKTOP, PATIENCE, POCKET, Journey
from setup import postgres

PASSWORD = "uma senha comprida"
CODE = re.compile(r"\b\d{6}\b")
NINA, RUI, SOFIA = "+5511977770001", "+5511977770002", "+5511977770003"


class TestPeople(Journey):
    def test_three_are_invited_and_one_is_removed(self):
        """P9, P12, P15-P21, U5-U7, I8: by WhatsApp, by SMS, and after it expired."""
        self._known_to_the_network(nina=(NINA, True), rui=(RUI, False))
        self._known_to_the_network(sofia=(SOFIA, True))
        admin = self._invite("nina@example.com, rui@example.com\nsofia@example.com")
        self._accept_by_whatsapp("nina@example.com", NINA)
        self._accept_by_sms("rui@example.com", RUI)
        self._expire("sofia@example.com")
        self._ask_for_a_new_link("sofia@example.com")
        self._accept_by_whatsapp("sofia@example.com", SOFIA)
        pages = [
            self._log_in("11 97777-0001"),
            self._log_in("+55 (11) 97777-0002"),
            self._log_in("5511977770003"),
        ]
        self._remove(admin, "Nina")
        self._assert_out(pages[0])
        for page in pages[1:]:
            page.reload()
            page.wait_for_selector(".o-mail-Discuss")

    def _known_to_the_network(self, **people):
        for key, (phone, has_whatsapp) in people.items():
            person = {"key": key, "name": key.title(), "phone": phone}
            self._control("customers", **person, has_whatsapp=has_whatsapp)

    def _invite(self, addresses):
        """Invite everybody at once, as the administrator does it in Portuguese."""
        session = self.product.log_in("admin")
        session.call("res.users", "write", [session.user_id], {"lang": "pt_BR"})
        page = self.agent("admin", language="pt-BR")
        page.goto(f"{self.product.url}/odoo/pact-members")
        page.click(".o-pact-StaffPanel button.btn-primary")
        page.fill(".modal [name=addresses] textarea", addresses)
        self.picture(page, "people-invite-1400")
        page.click(".modal button[name=action_send]")
        page.wait_for_selector(".o_notification")
        for address in re.split(r"[,\s]+", addresses):
            self._link_in_mail(address)
        page.goto(f"{self.product.url}/odoo/pact-members")
        page.wait_for_selector(".o-pact-StaffPanel-step[data-state=sent]")
        self.picture(page, "people-sent-1400")
        return page

    def _accept_by_whatsapp(self, address, phone):
        page = self._open_link(address, phone)
        page.fill("#code", self._code_by_whatsapp(phone))
        self._finish(page)

    def _accept_by_sms(self, address, phone):
        page = self._open_link(address, phone)
        page.wait_for_selector("[data-delivery=no_whatsapp]:not([hidden])")
        self.picture(page, "people-no-whatsapp-390")
        page.click("button[value=sms]:not([disabled])")
        page.fill("#code", self._code_by_sms(phone))
        self._finish(page)

    def _open_link(self, address, phone):
        page = self._new_page(POCKET, "pt-BR")
        page.goto(self._link_in_mail(address))
        name = address.partition("@")[0].title()
        page.fill("#first_name", name)
        page.fill("#last_name", "Souza")
        page.select_option("#country", "BR")
        page.fill("#phone", phone.removeprefix("+55"))
        page.check("#kind_work")
        self.picture(page, f"people-form-{name}-390")
        page.click("button[value=send]")
        page.wait_for_selector("#code")
        return page

    def _finish(self, page):
        page.fill("#password", PASSWORD)
        page.click("button[value=accept]")
        page.wait_for_url("**/odoo/discuss**")
        page.wait_for_selector(".o-mail-Discuss, .o-mail-MessagingMenu")
        self.picture(page, "people-inside-390")

    def _expire(self, address):
        """Let the days of the invitation go by."""
        where = f"email_normalized = '{address}'"
        past = "expiry_date = now() at time zone 'utc' - interval '1 second'"
        sql = f"update pact_invitation set {past} where {where}"  # noqa: S608 - our own
        postgres.query(sql, database=self.product.database)

    def _ask_for_a_new_link(self, address):
        old = self._link_in_mail(address)
        page = self._new_page(POCKET, "pt-BR")
        page.goto(old)
        self.picture(page, "people-expired-390")
        page.click("form button[type=submit]")
        page.wait_for_load_state()
        self.picture(page, "people-asked-390")
        self._wait(lambda: self._link_in_mail(address) != old)
        page.goto(old)
        self.assertEqual(page.locator("#first_name").count(), 0)

    def _log_in(self, typed):
        page = self._new_page(DESKTOP, "pt-BR")
        page.goto(f"{self.product.url}/web/login")
        page.fill("#login", typed)
        page.fill("#password", PASSWORD)
        self.picture(page, "people-login-1400")
        page.click("button[type=submit]")
        page.wait_for_url("**/odoo**")
        page.goto(f"{self.product.url}/odoo/discuss")
        page.wait_for_selector(".o-mail-Discuss")
        return page

    def _remove(self, page, name):
        page.goto(f"{self.product.url}/odoo/pact-members")
        page.click(f".o_data_row:has-text('{name}') .o_data_cell >> nth=0")
        page.click("button[name=action_open_removal]")
        page.wait_for_selector(".modal button[name=action_remove]")
        self.picture(page, "people-removal-1400")
        page.click(".modal button[name=action_remove]")
        page.wait_for_selector(".modal", state="detached")
        self.picture(page, "people-removed-1400")

    def _assert_out(self, page):
        """The next click leads to the login."""
        # What a closed session answers to an open page is told in its console.
        self.page_errors.clear()
        page.goto(f"{self.product.url}/odoo")
        page.wait_for_url("**/web/login**")
        self.page_errors.clear()

    def _link_in_mail(self, address):
        """Return the link of the latest letter to ``address``."""
        path = f"mail?to={address}"
        self._wait(lambda: self._look(path))
        latest = max(self._look(path), key=lambda mail: int(mail["id"]))
        letter = self._look(f"mail/{latest['id']}")
        return next(link for link in letter["links"] if "/pact/invitation/" in link)

    def _code_by_whatsapp(self, phone):
        """Wait for a code on a phone, and return it."""
        path = f"phone/{phone.lstrip('+')}"
        self._wait(lambda: self._codes(path))
        return self._codes(path)[-1]

    def _codes(self, path):
        contents = [message["content"] for message in self._look(path)["messages"]]
        return [content["code"] for content in contents if content.get("code")]

    def _code_by_sms(self, phone):
        path = f"sms?number={phone.replace('+', '%2B')}"
        self._wait(lambda: self._look(path))
        return CODE.search(self._look(path)[-1]["content"])[0]

    def _wait(self, is_there):
        give_up = time.monotonic() + 3 * PATIENCE / 1000
        while not is_there():
            self.assertLess(time.monotonic(), give_up, "It never came")
            time.sleep(0.2)

    def _look(self, path):
        url = f"{self.product.simulator_url}/control/{path}"
        return requests.get(url, timeout=20).json()

    def _control(self, path, **given):
        url = f"{self.product.simulator_url}/control/{path}"
        requests.post(url, json=given, timeout=20).raise_for_status()
