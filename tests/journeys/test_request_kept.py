"""What a customer keeps to a few, says in the end, prints and takes home."""

from customer import FILES, CustomerJourney

from common import DESKTOP, POCKET


class TestRequestKept(CustomerJourney):
    def test_from_filing_to_the_archive(self):
        """S21, SN2, SN4, SN5: a confidential file, a rating, paper, a list, back."""
        self.in_mode("central")
        for size in (DESKTOP, POCKET):
            with self.subTest(size["width"]):
                maria = self.customer(size=size)
                address = self._file(maria)
                self._read_by_agent(address.split("/")[-1])
                self._rate(maria, address)
                self._print(maria, address)
                self._take_home(maria)
                self._lose_the_way(maria)

    def _file(self, page):
        self.show(page, "/my/requests/new")
        page.select_option("#classification", label="Cobrança central")
        page.select_option("#sub", label="Reajuste")
        page.fill("#message", "Segue o laudo.")
        page.set_input_files("#files", FILES[:1])
        page.check("#confidential")
        self.look(page, "kept-form")
        page.click(".o-pact-RequestForm button[type=submit]")
        page.wait_for_url("**/my/requests/*?filed=1")
        page.wait_for_selector("#wrap .badge:has-text('Sigiloso')")
        self.look(page, "kept-filed")
        return page.url.split("?")[0]

    def _read_by_agent(self, number):
        """An agent sees that there is a file, and no more; then it is finished."""
        ana = self.brazilian("ana")
        ana.goto(f"{self.product.url}/odoo/pact-requests/{number}")
        ana.click("button[name=action_take]")
        ana.wait_for_selector("button[name=action_finish]")
        ana.wait_for_selector(".o-mail-Chatter :text('Arquivo sigiloso')")
        self.assertFalse(ana.is_visible(".o-mail-Chatter :text('boleto.pdf')"))
        self.picture(ana, "request-kept-agent-1400")
        ana.click("button[name=action_finish]")
        ana.wait_for_selector("button[name=action_reopen]")

    def _rate(self, page, address):
        page.goto(address)
        page.check("#mark_4")
        page.fill("#remark", "Rápido.")
        self.look(page, "kept-rating")
        page.click("#rating button[type=submit]")
        page.wait_for_selector("#rating .alert-success")
        self.assertTrue(page.is_checked("#mark_4"))
        self.look(page, "kept-rated")

    def _print(self, page, address):
        number = address.split("/")[-1]
        page.click(f"a[href$='/my/requests/{number}/print']")
        page.wait_for_selector(".page :text('Segue o laudo.')")
        self.assertIn("boleto.pdf", page.inner_text(".page"))
        width = page.viewport_size["width"]
        self.picture(page, f"request-kept-print-{width}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        self.assertLessEqual(wide, width)
        # Odoo's paper has no icon, and the browser looks for one once.
        self.page_errors[:] = [one for one in self.page_errors if "404" not in one]
        page.click(f"a[href$='/my/requests/{number}']")
        page.wait_for_selector("#rating")

    def _take_home(self, page):
        self.show(page, "/my/requests")
        for form, begins in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
            with page.expect_download() as waiting:
                page.click(f"a[href*='form={form}']")
            path = waiting.value.path()
            self.assertTrue(path.read_bytes().startswith(begins))

    def _lose_the_way(self, page):
        page.goto(f"{self.product.url}/my/requests/999999")
        page.wait_for_selector("h1:has-text('Esta página não existe')")
        # The browser notes that nothing was found.
        self.assertIn("404", self.page_errors.pop())
        self.look(page, "kept-lost")
        page.click("a:has-text('Voltar ao início')")
        page.wait_for_selector("a:has-text('Fale Conosco')")
