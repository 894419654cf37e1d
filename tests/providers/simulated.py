"""The courier at work: against the simulated network, with nothing replaced."""

from unittest import TestCase

import requests

from providers import courier
from providers.courier import Parcel, Template
from providers.transport import Account
from providers.whatsapp import WhatsApp
from simulator import Simulator
from simulator.graph import reviews

NUMBER = "203040506070809"
OWNER = "102030405060708"
MARIA = "+5511987654321"
TOKEN = "demo-token"


class SimulatedCase(TestCase):
    def setUp(self):
        self.whatsapp = WhatsApp()
        self.simulator = Simulator(auto_deliver=False)
        self.simulator.start()
        self.addCleanup(self.simulator.stop)
        self.simulator.clock.freeze()
        self.maria = self.simulator.customer("maria")
        self.account = self.account_with()

    def account_with(self, number=NUMBER, owner=OWNER, token=TOKEN, **more):
        return Account(f"{self.simulator.url}/v25.0", number, owner, token, **more)

    def deliver(self, recipient=MARIA, *, account=None, **parts):
        parcel = Parcel(recipient, "pact:7", **parts)
        return courier.deliver(self.whatsapp, account or self.account, parcel)

    def deliver_template(self, *arguments, content=b"", mime_type="", **parts):
        return self.deliver(
            template=Template(*arguments, **parts),
            content=content,
            mime_type=mime_type,
            filename="nota.pdf",
        )

    def propose(self, name, components, event="APPROVED", **values):
        """Let the network have a template, reviewed as ``event``."""
        proposed = {"name": name, "language": "pt_BR", "category": "UTILITY"}
        answer = requests.post(
            f"{self.simulator.url}/v25.0/{OWNER}/message_templates",
            headers={"Authorization": f"Bearer {TOKEN}"},
            json={**proposed, "components": components, **values},
            timeout=5,
        )
        self.assertEqual(answer.status_code, 200, answer.text)
        for template in self.simulator.network.templates(name):
            reviews.review(self.simulator.network, template, event)
        return answer.json()["id"]

    def shown(self):
        """Return what is on Maria's phone last."""
        return self.maria.messages()[-1].content
