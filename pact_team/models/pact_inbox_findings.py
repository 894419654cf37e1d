from odoo import api, fields, models


class PactInbox(models.Model):
    """What a check found, in words: what is wrong, and where it is mended."""

    _inherit = "pact.inbox"

    findings_html = fields.Html(
        string="To mend", compute="_compute_findings_html", sanitize=False
    )
    needs_subscription = fields.Boolean(compute="_compute_found")
    token_state = fields.Selection(
        [("works", "Works"), ("refused", "Refused"), ("unknown", "Not checked yet")],
        string="State of the token",
        compute="_compute_found",
    )

    @api.depends("findings", "checked_date")
    def _compute_found(self):
        for inbox in self:
            kinds = inbox._finding_kinds()
            inbox.needs_subscription = "not_subscribed" in kinds
            if not inbox.checked_date or "unreachable_api" in kinds:
                inbox.token_state = "unknown"
            else:
                is_refused = kinds & {"token", "permission"}
                inbox.token_state = "refused" if is_refused else "works"

    @api.depends("findings")
    @api.depends_context("lang")
    def _compute_findings_html(self):
        for inbox in self:
            found = [
                {"sentence": sentence, "detail": detail}
                for sentence, detail in inbox._found_sentences()
            ]
            inbox.findings_html = found and self.env["ir.qweb"]._render(
                "pact_team.inbox_findings", {"found": found}
            )

    def _finding_kinds(self):
        return {kind for kind, _detail in self.findings or []}

    def _found_sentences(self):
        """Return (sentence, the network's own words) for what the last check found."""
        sentences = self._finding_sentences()
        return [(sentences[kind], detail) for kind, detail in self.findings or []]

    @api.model
    def _finding_sentences(self):
        return {
            "unreachable_api": self.env._(
                "Meta does not answer. Check again in a few minutes; if it stays so, "
                "ask whoever runs this server whether it reaches the internet."
            ),
            "token": self.env._(
                "The access token is wrong, expired or revoked. In Meta Business "
                "settings, under Users, System users, generate a new one that never "
                "expires, and paste it here."
            ),
            "permission": self.env._(
                "The access token may not act for this account. In Meta Business "
                "settings, under Users, System users, assign the app and the WhatsApp "
                "account with full control, then generate a token with "
                "whatsapp_business_messaging and whatsapp_business_management."
            ),
            "number_unknown": self.env._(
                "Meta does not know this phone number ID in your account. Copy it from "
                "your app, under WhatsApp, API Setup; it is not the phone number."
            ),
            "account_unknown": self.env._(
                "Meta does not know this business account ID. Copy the WhatsApp "
                "Business Account ID from your app, under WhatsApp, API Setup."
            ),
            "not_registered": self.env._(
                "The number is not connected. In WhatsApp Manager, under Phone "
                "numbers, open it and register it with its PIN."
            ),
            "name_not_approved": self.env._(
                "The name customers see is not approved. In WhatsApp Manager, under "
                "Phone numbers, Profile, look at the display name and change it if it "
                "was declined."
            ),
            "billing": self.env._(
                "Meta wants to be paid. In Meta Business settings, under Billing and "
                "payments, add or mend the payment method of the WhatsApp account."
            ),
            "blocked": self.env._(
                "Meta lets this number send nothing. In Business Support Home, under "
                "Account overview, read why and ask for a review."
            ),
            "not_subscribed": self.env._(
                "Meta does not tell us what customers write. Choose Subscribe."
            ),
        }
