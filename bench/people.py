"""The colleagues of every contestant, and what they do in any Odoo."""

import itertools
from unittest.mock import patch

from odoo import SUPERUSER_ID
from odoo.fields import Command

from .measure import Operation

# At once, by one administrator.
INVITED = 100


def hire(env, *logins, groups=("base.group_user",)):
    """Return new internal users who can log in."""
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {
                    "name": login.capitalize(),
                    "login": login,
                    "password": password_of(login),
                    "email": f"{login}@example.com",
                    "group_ids": [Command.set([env.ref(name).id for name in groups])],
                }
                for login in logins
            ]
        )
    )


def password_of(login):
    return f"{login} of the bench"


def logging_in(registry, typed, login):
    """Return what a login of that person does with what is ``typed``."""
    credential = {"type": "password", "login": typed, "password": password_of(login)}

    def work(env, _given):
        env["res.users"].authenticate(credential, {"interactive": True})

    # Nobody yet, as on that page.
    return Operation(registry, None, work)


def addresses(size):
    """Yield batches of addresses that nobody was invited by before."""
    numbers = itertools.count()
    while True:
        batch = itertools.islice(numbers, size)
        yield [f"guest{number}@example.com" for number in batch]


def send_letters(env, messages):
    """Let the queue of mails render and send what goes with ``messages``."""
    mails = env(user=SUPERUSER_ID)["mail.mail"]
    mails.search([("mail_message_id", "in", messages.ids)]).send()


def no_mail_server(registry):
    """Let letters go where it takes no time, and where nobody reads them."""
    return patch.multiple(
        registry["ir.mail_server"],
        _connect__=lambda _self, **_options: None,
        send_email=lambda _self, message, **_options: message["Message-Id"],
    )


def answer(env, channel_id):
    """Post as the composer's route does: under sudo, as the person who types."""
    env["discuss.channel"].browse(channel_id).sudo().message_post(
        body="Bom dia! Está a caminho.",
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
    )


def read_list(model, shown, domain=(), order=None):
    """Read what a list of 80 shows, names of linked records included."""
    found = model.search_fetch(list(domain), shown, order=order, limit=80)
    linked = {"fields": {"display_name": {}}}
    found.web_read(
        {name: linked if model._fields[name].relational else {} for name in shown}
    )


def read_page(model, shown, domain=(), limit=80, count_limit=10_001, order=None):
    """Read what a page of a list shows, and how many there are."""
    model.web_search_read(
        list(domain), shown, limit=limit, count_limit=count_limit, order=order
    )
