from odoo import api, fields, models
from odoo.exceptions import AccessError

from .pact_template_part import storable

CREDENTIALS = ("number_ref", "account_ref", "token", "app_secret", "base_url")
# Told by the network, or found out by asking it: never typed.
FOUND_OUT = (
    *("quality", "people_limit", "has_no_people_limit", "throughput"),
    *("can_send", "send_reasons"),
    *("display_number", "verified_name", "name_state", "health_date"),
    *("checked_date", "next_check_date", "wants_subscription", "check_asker_id"),
    *("findings", "verified_date", "stop_reason", "pause_date"),
)

# With any of these, nobody knows whether we are subscribed, or it is known that not.
HIDES_SUBSCRIPTION = {
    *("unreachable_api", "token", "permission", "account_unknown", "not_subscribed"),
}


class PactInbox(models.Model):
    """The steps from a new inbox to the first message, and how far it has come."""

    _inherit = "pact.inbox"

    verified_date = fields.Datetime(
        string="Webhook verified", readonly=True, copy=False
    )
    first_message_is_here = fields.Boolean(compute="_compute_first_message_is_here")
    steps_html = fields.Html(
        string="Steps", compute="_compute_steps_html", sanitize=False
    )
    is_connected = fields.Boolean(compute="_compute_steps_html")

    def _compute_first_message_is_here(self):
        # sudo: pact.identity - whether anybody wrote, not who
        identities = self.env["pact.identity"].sudo()
        for inbox in self:
            wrote = [
                ("inbox_id", "=", inbox._origin.id),
                ("last_inbound_date", "!=", False),
            ]
            inbox.first_message_is_here = identities.search_count(wrote, limit=1)

    @api.depends(
        "number_ref",
        "account_ref",
        "has_token",
        "has_app_secret",
        "verified_date",
        "checked_date",
        "findings",
    )
    @api.depends_context("lang")
    def _compute_steps_html(self):
        for inbox in self:
            steps = inbox._steps()
            inbox.is_connected = all(step["is_done"] for step in steps)
            inbox.steps_html = self.env["ir.qweb"]._render(
                "pact_team.inbox_steps", {"steps": steps}
            )

    def _steps(self):
        """Return the steps in order, each with what shows that it is done."""
        done = self._steps_done()
        words = self._step_words()
        return [
            {"name": words[key][0], "hint": words[key][1], "is_done": done[key]}
            for key in words
        ]

    def _steps_done(self):
        kinds = self._finding_kinds()
        is_checked = bool(self.checked_date)
        return {
            "numbers": bool(self.number_ref and self.account_ref),
            "token": bool(self.has_token) and not kinds & {"token", "permission"},
            "secret": bool(self.has_app_secret),
            "webhook": bool(self.verified_date),
            "check": is_checked and not kinds - {"not_subscribed"},
            "subscribe": is_checked and not kinds & HIDES_SUBSCRIPTION,
            "message": bool(self.first_message_is_here),
        }

    @api.model
    def _step_words(self):
        return {
            "numbers": (
                self.env._("Create the app, and copy its two IDs"),
                self.env._(
                    "Meta for Developers, My Apps, Create app; then WhatsApp, API "
                    "Setup."
                ),
            ),
            "token": (
                self.env._("Paste a permanent access token"),
                self.env._(
                    "Meta Business settings, Users, System users, Generate new token."
                ),
            ),
            "secret": (
                self.env._("Paste the app secret"),
                self.env._("Your app, App settings, Basic."),
            ),
            "webhook": (
                self.env._("Enter the webhook address and the verify token at Meta"),
                self.env._("Save here first. Then your app, WhatsApp, Configuration."),
            ),
            "check": (
                self.env._("Check the connection"),
                self.env._("The button above. What is wrong is said in words."),
            ),
            "subscribe": (
                self.env._("Subscribe to what customers write"),
                self.env._("The button above, if the check asks for it."),
            ),
            "message": (
                self.env._("Write to the number from your own phone"),
                self.env._("The message appears among the waiting conversations."),
            ),
        }

    def _note_handshake(self):
        """Remember that the network asked for the verify token, and got it."""
        self.verified_date = fields.Datetime.now()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_found_out(vals)
        return super().create([storable(vals) for vals in vals_list])

    def write(self, vals):
        self._refuse_found_out(vals)
        if any(name in vals for name in CREDENTIALS):
            # What was found out with the former ones says nothing any more.
            vals = {"checked_date": False, "findings": False, **vals}
        return super().write(storable(vals))

    @api.model
    def default_get(self, fields):
        """Nobody's own defaults make up what only the network tells."""
        return super().default_get([one for one in fields if one not in FOUND_OUT])

    def _refuse_found_out(self, vals):
        if not self.env.su and any(name in vals for name in FOUND_OUT):
            raise AccessError(
                self.env._("Only the network tells how an inbox is doing. Check it.")
            )
