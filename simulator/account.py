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
    deleted_names: dict = field(default_factory=dict)
    handles: set = field(default_factory=set)
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
class App:
    """The program that tokens belong to; it takes the examples of headers."""

    id: str
    account: Account


@dataclass
class Upload:
    """A file on its way: the example of a header."""

    id: str
    account: Account
    size: int
    mime_type: str


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
    quality: str = "UNKNOWN"
    previous_category: str = ""
    edit_dates: list = field(default_factory=list)

    @property
    def text(self):
        """Return the words that no other template may repeat."""
        parts = {part["type"]: part.get("text", "") for part in self.components}
        return parts.get("BODY", ""), parts.get("FOOTER", "")


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
