"""The portal of a customer's responsible person, and whether everybody can use it."""

from base64 import b64decode

from common import DESKTOP, PICTURES, Journey
from setup import node, places

PASSWORD = "a password for Maria"
COMPANY = "Metalúrgica Souza"
PHONE = "+55 31 98765-0001"
AXE = places.NODE / "node_modules/axe-core/axe.min.js"
# WCAG 2.2 AA, asked of our part of the page: what is around it is Odoo's own.
OURS = "#wrap"
QUESTION = """async (part) => (await axe.run(document.querySelector(part) || document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { region: { enabled: false } },
})).violations.map(({ id, impact, nodes }) => [
    impact, id, ...nodes.map((node) => `${node.html}: ${node.failureSummary}`),
])"""
GRAVE = ("serious", "critical")
DOT = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mOYEdiCFTEM"
    b"LQkArNVbQfgctKoAAAAASUVORK5CYII="
)
FILES = [
    {"name": name, "mimeType": kind, "buffer": content}
    for name, kind, content in (
        ("boleto.pdf", "application/pdf", b"%PDF-1.4 boleto"),
        ("foto.png", "image/png", b64decode(DOT)),
        ("carta.txt", "text/plain", b"carta"),
    )
]


class CustomerJourney(Journey):
    """A company with a responsible person, and what they may choose from."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        node.get()
        cls.admin = cls.product.log_in("admin")
        [cls.company] = cls.admin.call("res.company", "search", [], limit=1)
        team = cls._known("pact_team_demo")
        cls.roots = {
            mode: cls._kind(f"Cobrança {mode}", mode=mode, team_id=team)
            for mode in ("central", "crm")
        }
        _increase, cls.second_copy = (
            cls._kind(name, parent_id=cls.roots["central"], guidance="Diga o mês.")
            for name in ("Reajuste", "Segunda via de boleto")
        )
        cls._kind("Autorização de exames", team_id=team)
        cls._kind("Portabilidade", mode="crm", team_id=team)
        cls._make("pact.contact.method", name="Por WhatsApp", company_id=cls.company)
        cls.maria = cls._customer()

    @classmethod
    def _customer(cls):
        customer = cls._make("res.partner", name=COMPANY, is_company=True)
        [portal] = cls.admin.call(
            "ir.model.data",
            "search_read",
            [["module", "=", "base"], ["name", "=", "group_portal"]],
            ["res_id"],
        )
        user = cls._make(
            "res.users",
            name="Maria Souza",
            login="maria.souza",
            password=PASSWORD,
            email="maria@metalurgica.example",
            lang="pt_BR",
            tz="America/Sao_Paulo",
            group_ids=[[6, 0, [portal["res_id"]]]],
        )
        [found] = cls.admin.call("res.users", "read", [user], ["partner_id"])
        values = {"parent_id": customer, "phone": PHONE, "pact_is_responsible": True}
        [maria, _name] = found["partner_id"]
        cls.admin.call("res.partner", "write", [maria], values)
        return maria

    def in_mode(self, mode):
        values = {"pact_ticket_mode": mode}
        self.admin.call("res.company", "write", [self.company], values)

    def customer(self, *, size=DESKTOP, language="pt-BR"):
        """Return the portal as the responsible person sees it."""
        page = self._new_page(size, language)
        page.goto(f"{self.product.url}/web/login")
        page.fill("#login", "maria.souza")
        page.fill("#password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/my**")
        return page

    def spanish(self, **looks):
        """Return the portal as it is for a responsible person who reads Spanish."""
        self._speaks("es_419")
        self.addCleanup(self._speaks, "pt_BR")
        return self.customer(language="es-419", **looks)

    def _speaks(self, language):
        self.admin.call("res.partner", "write", [self.maria], {"lang": language})

    def show(self, page, path):
        page.goto(f"{self.product.url}{path}")
        page.wait_for_load_state("networkidle")

    def look(self, page, name):
        """Keep a picture; nothing is too wide, and nothing keeps anybody out."""
        width = page.viewport_size["width"]
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"request-{name}-{width}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        self.assertLessEqual(wide, width, name)
        self.accessible(page)

    def accessible(self, page):
        """Ask axe; what is less than serious is a matter of taste."""
        if not page.evaluate("'axe' in window"):
            page.add_script_tag(path=AXE)
        found = page.evaluate(QUESTION, OURS)
        self.assertEqual([one for one in found if one[0] in GRAVE], [], page.url)

    @classmethod
    def _kind(cls, name, **values):
        made = {"company_id": cls.company, "is_on_portal": True, "name": name}
        return cls._make("pact.classification", **made | values)

    @classmethod
    def _make(cls, model, **values):
        [made] = cls.admin.call(model, "create", [values])
        return made

    @classmethod
    def _known(cls, name):
        domain = [["module", "=", "pact_team"], ["name", "=", name]]
        [found] = cls.admin.call("ir.model.data", "search_read", domain, ["res_id"])
        return found["res_id"]
