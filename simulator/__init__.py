"""WhatsApp on your own machine: Meta's Graph API, and the customers' phones.

``python -m simulator`` starts it as a program, with a phone to type on at its
address. Tests start it in their own process::

    with Simulator(auto_deliver=False) as simulator:
        simulator.connect(webhook_url, verify_token)
        simulator.customer("maria").send_text("Bom dia!")
        simulator.flush()
"""

from .service import Simulator

__all__ = ["Simulator"]
