"""Every public method of every model of ours, called by who has no business there."""

import inspect

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .ticket_attack_case import SECRETS, TicketAttackCase

OURS = "odoo.addons.pact_team."
# The models that came with requests: all that core lets a browser call on them.
WHOLE = ("pact.ticket", "pact.classification", "pact.contact.method")
EVERYWHERE = (
    "read",
    "search_read",
    "search_count",
    "web_read",
    "web_search_read",
    "name_search",
    "read_group",
    "formatted_read_group",
    "export_data",
    "copy",
    "write",
    "unlink",
    "web_save",
    "onchange",
)
LOGGERS = ("odoo.addons.base.models.ir_rule", "odoo.models", "odoo", "odoo.sql_db")


@tagged("post_install", "-at_install")
class TestTicketRpc(TicketAttackCase):
    """None answers with anything of the company's, and none changes it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for one in (cls.team, cls.inbox, cls.invoices, cls.second_copy):
            one.name = f"Segredo {one.name}"
        cls.env["pact.contact.method"].create(
            {"name": "Segredo", "company_id": cls.company.id}
        )
        cls.env["pact.tag"].create({"name": "Segredo", "company_id": cls.company.id})

    def setUp(self):
        super().setUp()
        self._take(self._write("Segredo escrito"))
        self.env.flush_all()

    def test_there_is_something_to_try(self):
        calls = [*self._calls()]
        self.assertGreater(len(calls), 1000)
        self.assertIn(("pact.ticket", "action_finish"), calls)
        self.assertIn(("discuss.channel", "action_pact_take"), calls)

    def test_as_a_customer(self):
        """S8: whoever files requests calls nothing by themself."""
        self._try_all(self.responsible)

    def test_as_an_agent_of_another_company(self):
        """S8, P7: whatever their role there."""
        agent = self._make_member("rui_pact", "agent", self.foreigner_team)
        self._try_all(agent)

    @property
    def foreigner_team(self):
        return self._member_of(self.foreigner).team_ids

    def _calls(self):
        """Yield ``(model, method)`` of all that a browser may call of ours."""
        for name in sorted(self.env.registry):
            model = self.env.registry[name]
            is_ours = model._original_module == "pact_team"
            for method in sorted(dir(model)):
                if method.startswith("_") or not callable(getattr(model, method)):
                    continue
                is_added = any(
                    method in vars(one) and one.__module__.startswith(OURS)
                    for one in model.mro()
                )
                is_asked = is_ours and (name in WHOLE or method in EVERYWHERE)
                if is_added or is_asked:
                    yield name, method

    def test_it_would_be_seen(self):
        """The same calls tell an administrator of the company what they ask for."""
        told = {(model, method) for model, method, *_rest in self._faults(self.boss)}
        self.assertGreater(len(told), 50)
        self.assertIn(("pact.ticket", "search_read"), told)

    def _try_all(self, user):
        self.assertFalse(self._faults(user))

    def _faults(self, user):
        """Return each call that told or changed what is the company's."""
        before, faults = self._fingerprint(), []
        with mute_logger(*LOGGERS):
            for model, method in self._calls():
                for args in self._arguments(model, method):
                    told, after = self._try(user, model, method, args)
                    if any(secret in told for secret in SECRETS):
                        faults.append((model, method, args, told[:300]))
                    if after not in (None, before):
                        faults.append((model, method, args, "changed"))
        return faults

    def _try(self, user, model, method, args):
        """Return all that a call tells, and what it leaves; then undo it."""
        told, after = "", None
        savepoint = self.env.cr.savepoint()
        try:
            told = repr(self._rpc(user, model, method, *args))
            self.env.flush_all()
            after = self._fingerprint()
        except Exception as refusal:  # noqa: BLE001 - whatever it is, it is told
            told = str(refusal)
        finally:
            savepoint.close(rollback=True)
            for callbacks in (self.env.cr.precommit, self.env.cr.postcommit):
                callbacks.clear()
            self.env.invalidate_all()
        return told, after

    def _fingerprint(self):
        """Return the state of all that is closed to them."""
        self.env.cr.execute(
            """
            SELECT (SELECT string_agg(t::text, '|') FROM pact_ticket t
                     WHERE company_id = %(company)s),
                   (SELECT string_agg(c::text, '|') FROM pact_classification c
                     WHERE company_id = %(company)s),
                   (SELECT count(*) FROM mail_message WHERE model = 'pact.ticket'),
                   (SELECT count(*) FROM mail_followers
                     WHERE res_model = 'pact.ticket'),
                   (SELECT string_agg(pact_state || pact_agent_id, '|')
                      FROM discuss_channel WHERE pact_company_id = %(company)s),
                   (SELECT count(*) FROM pact_member WHERE company_id = %(company)s),
                   (SELECT string_agg(r::text, '|') FROM pact_rating r
                     WHERE company_id = %(company)s),
                   (SELECT string_agg(n::text, '|') FROM pact_ticket_notice n
                     WHERE company_id = %(company)s),
                   (SELECT string_agg(m::text, '|') FROM pact_contact_method m
                     WHERE company_id = %(company)s),
                   (SELECT string_agg(id || name || coalesce(access_token, ''), '|')
                      FROM ir_attachment WHERE res_model = 'pact.ticket'),
                   (SELECT string_agg(id::text, '|' ORDER BY id) FROM res_partner
                     WHERE pact_is_responsible)
            """,
            {"company": self.company.id},
        )
        return self.env.cr.fetchone()

    def _arguments(self, model, method):
        """Yield what to call it with: nothing, and what its parameters ask for."""
        found = self.env[model].with_context(active_test=False)
        ids = [] if found._abstract else self._record(found)
        bound = getattr(self.env.registry[model], method)
        try:
            asked = [*inspect.signature(bound).parameters.values()][1:]
        except (TypeError, ValueError):
            asked = []
        plain = [one for one in asked if one.kind == one.POSITIONAL_OR_KEYWORD]
        filled = [self._fill(one.name) for one in plain]
        needed = [
            self._fill(one.name)
            for one in plain
            if one.default is inspect.Parameter.empty
        ]
        if getattr(bound, "_api_model", False):
            yield needed
            yield filled
        else:
            yield [ids, *needed]
            yield [ids, *filled]

    def _record(self, model):
        if model._name == "pact.ticket":
            return self.ticket.ids
        if not self.env.registry[model._name]._fields.get("company_id"):
            return model.search([], limit=1).ids
        return model.search([("company_id", "=", self.company.id)], limit=3).ids

    def _fill(self, name):
        known = {
            "domain": [],
            "fields": ["display_name"],
            "field_names": ["display_name"],
            "fields_to_export": ["display_name"],
            "groupby": ["company_id"],
            "aggregates": ["__count"],
            "specification": {"display_name": {}},
            "fields_spec": {"display_name": {}},
            "vals": {"name": "x"},
            "values": {"name": "x"},
            "vals_list": [{"name": "x", "company_id": self.company.id}],
            "limit": 80,
            "offset": 0,
            "order": "id",
            "operator": "ilike",
            "name": "",
            "user_id": self.foreigner.id,
            "team_id": self.team.id,
            "ticket_id": self.ticket.id,
            "tag_ids": [Command.clear()],
            "partner_ids": self.stranger.partner_id.ids,
            "term": "Segredo",
            "search": "Segredo",
            "context": {},
        }
        if name in known:
            return known[name]
        return self.company.ids if name.endswith("ids") else self.company.id
