"""Who owns what: accounts, their numbers, templates, tokens and webhooks."""

from dataclasses import dataclass, field

from . import phone_numbers

APP_ID = "405060708091011"


@dataclass
class Webhook:
    """Where the business wants to be told."""

    url: str
    verify_token: str
    app_secret: str = ""


@dataclass
class Account:
    """A WhatsApp Business account, of one business portfolio."""

    id: str
    name: str
    portfolio: str
    app_secret: str
    templates: list = field(default_factory=list)
    is_subscribed: bool = False
    webhook: Webhook = None

    @property
    def account(self):
        return self


@dataclass
class Number:
    """A telephone number customers write to."""

    id: str
    account: Account
    display: str
    name: str
    webhook: Webhook = None
    quality: str = "GREEN"
    status: str = "CONNECTED"
    name_status: str = "APPROVED"
    throughput: str = "STANDARD"
    can_send: str = "AVAILABLE"
    problems: list = field(default_factory=list)

    @property
    def digits(self):
        return phone_numbers.digits(self.display)

    def metadata(self):
        return {"display_phone_number": self.digits, "phone_number_id": self.id}


@dataclass
class Template:
    """A text that was submitted for approval."""

    id: str
    account: Account
    name: str
    language: str
    category: str
    components: list
    status: str = "PENDING"
    parameter_format: str = "POSITIONAL"
    rejected_reason: str = "NONE"
    rated_date: float = 0


@dataclass
class Media:
    """A file, uploaded by the business or sent by a customer."""

    id: str
    account: Account
    content: bytes
    mime_type: str
    expires_date: float
    filename: str = ""
    sha256: str = ""


@dataclass
class Token:
    """What a program shows to act for some accounts."""

    value: str
    account_ids: set
    expires_date: float = None

    def is_expired(self, now):
        return self.expires_date is not None and now >= self.expires_date
