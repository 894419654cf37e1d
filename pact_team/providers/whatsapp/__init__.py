"""WhatsApp, as spoken by Meta's Cloud API."""

from .network import WhatsApp

__all__ = ["WhatsApp"]
