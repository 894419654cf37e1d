"""What a test may turn, with the real network's habits as the start."""

from dataclasses import asdict, dataclass, fields


@dataclass
class Settings:
    auto_deliver: bool = True
    auto_statuses: bool = True
    status_delay: float = 0
    window_hours: float = 24
    refuse_closed_window_at_once: bool = False
    refuse_unreachable_at_once: bool = False
    unknown_has_whatsapp: bool = False
    prepend_calling_code: bool = False

    pair_burst: int = 45
    pair_interval: float = 6
    number_rate: int = 80
    tier_limit: int = 250
    tier_code: int = 131049

    review_seconds: float = 0
    language_with_dash: bool = True
    groups: bool = True

    batch_size: int = 1
    merge_values: bool = False
    order: str = "arrival"
    concurrency: int = 1
    webhook_timeout: float = 10
    webhook_version: int = 25
    status_contacts: bool = True
    media_url_in_webhook: bool = True
    username_with_at: bool = False
    user_ids_in_webhook: bool = True

    page_size: int = 25
    media_url_seconds: int = 300

    def change(self, values):
        """Take ``values`` over; refuse a name or a type that does not exist."""
        kinds = {field.name: field.type for field in fields(self)}
        for name, value in values.items():
            if name not in kinds:
                message = f"There is no setting {name!r}."
                raise ValueError(message)
            setattr(self, name, kinds[name](value))

    def as_dict(self):
        return asdict(self)
