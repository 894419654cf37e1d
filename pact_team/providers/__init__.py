"""How we speak: one file per network, plain Python.

``PROVIDERS`` is the one list of networks; the choice on an inbox is built from it.
"""

from .whatsapp import WhatsApp

PROVIDERS = {provider.code: provider for provider in (WhatsApp(),)}
