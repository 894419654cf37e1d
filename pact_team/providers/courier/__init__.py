"""Runs our errands with a network: each takes several calls, in an order known here.

Nothing here touches the database, so it runs in any thread, outside of any transaction.
"""

from .parcel import ButtonValue, Parameter, Parcel, Template
from .sending import deliver, deliver_code, tell_read
from .files import fetch, upload
from .account import ask_health, check_account, subscribe
from .templates import delete_template, list_templates, save_template
