from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Command

# What its managers have to know of.
ALARMING = ("rejected", "paused", "disabled", "limited")
WORDS = ("header_kind", "header_text", "body", "footer", "parameter_format")
STATED = ("state", "category", "reason", "quality")
# To the screens of those who make templates.
SHOWN = "pact_team.template"
BUTTONS = ("quick_reply", "url", "phone", "copy_code")


class PactTemplate(models.Model):
    """The network's word on every template: read at night, and when news come."""

    _inherit = "pact.template"

    def action_synchronise(self):
        """Ask the network for the templates of each account one makes them for."""
        companies = self.env["pact.member"]._companies_where("may_manage_templates")
        if not companies:
            raise AccessError(self.env._("Your roles do not let you manage templates."))
        # sudo: pact.inbox - asked for their templates, of companies just checked
        inboxes = self.env["pact.inbox"].sudo()
        found = inboxes.search([("company_id", "in", companies.ids)])
        for inbox in found.grouped("account_ref").values():
            inbox[:1]._ask_for_templates()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "The network is being asked. What has changed is here in a moment."
                ),
            },
        }

    @api.model
    def _apply_seen(self, inbox, seen):
        """Write down one template as the network lists it; make it if it is new."""
        template = self._find_told(inbox, seen)
        if not template:
            return self._create_seen(inbox, seen)
        told = {name: getattr(seen, name) for name in STATED}
        told |= {"uid": seen.uid, "is_supported": seen.is_supported}
        template._apply_told(told)
        if template.work == "unknown":
            template.work = False
        if not template.is_changed:
            template._apply_words({name: getattr(seen, name) for name in WORDS})
            template._apply_buttons(seen.buttons)
        return template

    @api.model
    def _find_told(self, inbox, told):
        """Return the template that the network speaks of, by its id or its name."""
        siblings = inbox._all_of_account()
        ours = self.with_context(active_test=False).search(
            [
                ("inbox_id", "in", siblings.ids),
                ("replaces_id", "=", False),
                "|",
                ("uid", "=", told.uid),
                "&",
                ("name", "=", told.name),
                ("language", "=", told.language),
            ]
        )
        same = ours.filtered(lambda one: one.uid == told.uid)
        # A name that was deleted there may come again as another template.
        free = ours.filtered(lambda one: not one.uid or one.state == "deleted")
        return (same or free)[:1]

    @api.model
    def _create_seen(self, inbox, seen):
        words = {name: getattr(seen, name) for name in WORDS}
        template = self.create(
            {
                "company_id": inbox.company_id.id,
                "inbox_id": inbox.id,
                "name": seen.name,
                "language": seen.language,
                "category": seen.category or "utility",
                "state": seen.state or "disabled",
                "uid": seen.uid,
                "reason": seen.reason,
                "quality": seen.quality or False,
                "is_supported": seen.is_supported,
                **words,
                "header_kind": seen.header_kind or False,
            }
        )
        template._apply_buttons(seen.buttons)
        template._apply_samples(seen)
        return template

    def _apply_told(self, told):
        """Write what the network says of it, and tell those who manage templates."""
        values = {
            name: value or False
            for name, value in told.items()
            if name in self._fields and value is not None
        }
        changed = {name: value for name, value in values.items() if self[name] != value}
        if not changed:
            return
        self.write(changed | {"previous_category": self._category_before(changed)})
        self._show_news()
        if "category" in changed or changed.get("state") in ALARMING:
            self._tell_managers()

    def _show_news(self):
        """Whoever looks at it in its form sees what has changed."""
        for user in self._managing_members(self.company_id).user_id:
            user._bus_send(SHOWN, {"id": self.id, "former_id": self.id})

    def _category_before(self, changed):
        return self.category if changed.get("category") else self.previous_category

    def _apply_words(self, words):
        values = {name: value or False for name, value in words.items()}
        changed = {
            name: value
            for name, value in values.items()
            if (self[name] or False) != value
        }
        if changed and values.get("body", True):
            self.write(changed)

    def _apply_buttons(self, buttons):
        known = [one for one in buttons if one["kind"] in BUTTONS]
        names = ("kind", "text", "url", "phone")
        wanted = [{n: one.get(n) or False for n in names} for one in known]
        ours = [{n: one[n] or False for n in names} for one in self.button_ids]
        if wanted == ours:
            return
        rows = [
            one | {"sequence": at, "text": one["text"] or one["kind"]}
            for at, one in enumerate(wanted)
        ]
        self.button_ids = [Command.clear(), *map(Command.create, rows)]

    def _apply_samples(self, seen):
        samples = {("body", 0, name): value for name, value in seen.body_examples}
        samples |= {
            ("button", index, "1"): one.get("example")
            for index, one in enumerate(seen.buttons)
        }
        for blank in self.variable_ids:
            is_header = blank.place == "header"
            value = seen.header_example if is_header else samples.get(blank._where())
            blank.sample = value or blank.sample

    def _tell_managers(self):
        """Write to those who make templates that one of theirs has changed."""
        managing = self._managing_members(self.company_id)
        for lang, users in managing.user_id.grouped("lang").items():
            said = self.with_context(lang=lang)
            said.message_notify(
                partner_ids=users.partner_id.ids,
                subject=said.display_name,
                body=said._news_sentence(),
                force_send=False,
            )

    def _news_sentence(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        said = self.env._(
            "The network says of %(name)s: %(state)s, %(category)s. %(reason)s",
            name=self.name,
            state=states[self.state],
            category=self._category_name(),
            reason=self._reason_sentence(),
        )
        return " ".join(filter(None, (said.strip(), self.coming_sentence)))

    def _doubt(self, failure):
        """Take no more chances with what the network refused; look at it soon."""
        states = {"132015": "paused", "132016": "disabled"}
        if state := states.get(failure.code):
            self._apply_told({"state": state})
        self.inbox_id._ask_for_templates()
