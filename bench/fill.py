"""Thousands of rows in one statement: a past that nobody has to wait for."""

from odoo.tools import SQL

SAID_IN_EACH = 3
# A month ago, and two seconds later with each row: a million still are the past.
PAST = SQL(
    "date_trunc('second', now() AT TIME ZONE 'UTC') - interval '30 days'"
    " + n * interval '2 seconds'"
)
LATER = SQL("%s + interval '1 hour'", PAST)


def insert(cr, table, count, **columns):
    """Insert ``count`` rows and return the first id.

    Each column is an SQL expression of ``n``, the row's place counted from zero, or
    a plain value.
    """
    first = next_id(cr, table)
    cr.execute(
        SQL(
            "INSERT INTO %s (id, %s) SELECT %s + n, %s FROM generate_series(0, %s) n",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, columns)),
            first,
            SQL(", ").join(map(_expression, columns.values())),
            count - 1,
        )
    )
    cr.execute(SQL("SELECT setval(%s, %s)", f"{table}_id_seq", first + count))
    return first


def copy(source, count, **columns):
    """Insert ``count`` rows that differ from the record in ``columns`` only."""
    cr, table = source.env.cr, source._table
    cr.execute(SQL("SELECT * FROM %s WHERE id = %s", SQL.identifier(table), source.id))
    row = {
        name: value for name, value in cr.dictfetchone().items() if value is not None
    }
    del row["id"]
    return insert(cr, table, count, **(row | columns))


def copy_links(source, name, first, count):
    """Link ``count`` records from ``first`` on to what the record is linked to."""
    field = source._fields[name]
    source.env.cr.execute(
        SQL(
            "INSERT INTO %(table)s (%(column)s, %(other)s)"
            " SELECT %(first)s + n, %(other)s"
            " FROM %(table)s, generate_series(0, %(last)s) n"
            " WHERE %(column)s = %(source)s",
            table=SQL.identifier(field.relation),
            column=SQL.identifier(field.column1),
            other=SQL.identifier(field.column2),
            first=first,
            last=count - 1,
            source=source.id,
        )
    )


def next_id(cr, table):
    cr.execute(SQL("SELECT COALESCE(MAX(id), 0) + 1 FROM %s", SQL.identifier(table)))
    return cr.fetchone()[0]


def numbered(first, per=1):
    """Return an expression for the id of the row that row ``n`` belongs to."""
    return SQL("%s + n / %s", first, per)


def one_of(ids):
    return SQL("(%s)[1 + n %% %s]", SQL("ARRAY[%s]", SQL(", ").join(ids)), len(ids))


def phone(first):
    """Return an expression for the mobile number of the customer in row ``n``."""
    return SQL("'55119' || lpad((%s + n)::text, 8, '0')", first)


def people(env, count, **columns):
    """Insert contacts with a phone each."""
    cr = env.cr
    first = next_id(cr, "res_partner")
    return insert(
        cr,
        "res_partner",
        count,
        name=SQL("'Customer ' || n"),
        complete_name=SQL("'Customer ' || n"),
        active=True,
        type="contact",
        partner_share=True,
        commercial_partner_id=numbered(first),
        phone=SQL("'+' || %s", phone(first)),
        phone_sanitized=SQL("'+' || %s", phone(first)),
        **columns,
    )


def colleagues(like, count, **columns):
    """Insert users who may do what ``like`` may; return the id of the first."""
    partner = copy(
        like.partner_id,
        count,
        name=SQL("'Colleague ' || n"),
        complete_name=SQL("'Colleague ' || n"),
        commercial_partner_id=numbered(next_id(like.env.cr, "res_partner")),
    )
    user = copy(
        like,
        count,
        login=SQL("'colleague' || %s + n || '@example.com'", partner),
        partner_id=numbered(partner),
        **columns,
    )
    for name in ("company_ids", "group_ids"):
        copy_links(like, name, user, count)
    return user


def visitors(env, count, **columns):
    return insert(
        env.cr,
        "mail_guest",
        count,
        name=SQL("'Customer ' || n"),
        access_token=SQL("md5(random()::text || n)"),
        **columns,
    )


def say(env, channel, count, **columns):
    """Insert what was said in ``count`` channels from ``channel`` on."""
    return insert(
        env.cr,
        "mail_message",
        count * SAID_IN_EACH,
        model="discuss.channel",
        res_id=numbered(channel, per=SAID_IN_EACH),
        body="<p>Olá, tudo bem?</p>",
        message_type="comment",
        subtype_id=env.ref("mail.mt_comment").id,
        date=PAST,
        message_id=SQL("'<bench-' || %s || '-' || n || '@localhost>'", channel),
        is_internal=False,
        **columns,
    )


def open_channels(env, count, channel_type, **columns):
    return insert(
        env.cr,
        "discuss_channel",
        count,
        name=SQL("'Customer ' || n"),
        channel_type=channel_type,
        active=True,
        uuid=SQL("md5(random()::text || n)"),
        create_uid=env.uid,
        create_date=PAST,
        last_interest_dt=PAST,
        **columns,
    )


def join(env, channel, count, **columns):
    """Insert one member into each of ``count`` channels from ``channel`` on."""
    return insert(
        env.cr,
        "discuss_channel_member",
        count,
        channel_id=numbered(channel),
        new_message_separator=0,
        last_interest_dt=PAST,
        create_date=PAST,
        **columns,
    )


def _expression(value):
    return value if isinstance(value, SQL) else SQL("%s", value)
