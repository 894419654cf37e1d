"""Webhooks of a small shop in Recife, and how examples are drawn."""

from datetime import datetime

from hypothesis import settings
from hypothesis import strategies as st

from providers.transport import Account, Response
from providers.whatsapp import WhatsApp

always_the_same = settings(derandomize=True, deadline=None, max_examples=300)

SHOP = "558130001122"
SHOP_ID = "7001122"
ACCOUNT_ID = "9003344"
BIA = "5581987650001"
BIA_ID = "BR.4417bia"
RUI = "5581987650002"
RUI_ID = "BR.5528rui"
SECONDS = "1790000000"
MOMENT = datetime(2026, 9, 21, 14, 13, 20)

ACCOUNT = Account("https://graph.facebook.com/v25.0", SHOP_ID, ACCOUNT_ID, "s3cret")

TEXTS = st.text(st.characters(exclude_categories=()), max_size=30)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
    ),
    max_leaves=15,
)

whatsapp = WhatsApp()


def element(kind="text", **parts):
    """Return what Bia sends; ``None`` takes a part away."""
    found = {"id": "wamid.1", "from": BIA, "timestamp": SECONDS, "type": kind} | parts
    return {key: part for key, part in found.items() if part is not None}


def change(*messages, field="messages", **value):
    metadata = {"display_phone_number": SHOP, "phone_number_id": SHOP_ID}
    part = {"metadata": metadata} | value
    if messages:
        part["messages"] = list(messages)
    return {"account": ACCOUNT_ID, "time": None, "field": field, "value": part}


def contact(number=None, user_id=None, **profile):
    return {"wa_id": number, "user_id": user_id, "profile": profile}


def read_one(*messages, **value):
    """Return the only signal of a change."""
    (signal,) = whatsapp.read(change(*messages, **value))
    return signal


def answer(status=200, body=b"{}", **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, names, body)
