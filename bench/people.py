"""The colleagues of every contestant, and what they do in any Discuss."""

from odoo.fields import Command


def hire(env, *logins, groups=("base.group_user",)):
    """Return new internal users, each with the login as password."""
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {
                    "name": login.capitalize(),
                    "login": login,
                    "password": login,
                    "email": f"{login}@example.com",
                    "group_ids": [Command.set([env.ref(name).id for name in groups])],
                }
                for login in logins
            ]
        )
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
