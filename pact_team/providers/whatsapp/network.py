"""What the rest of the product may know of WhatsApp, on one page."""

from datetime import timedelta

from . import (
    answers,
    building,
    envelope,
    errors,
    gestures,
    health,
    languages,
    media,
    people,
    reading,
    subscriptions,
    templates,
    templates_sent,
)


class WhatsApp:
    code = "whatsapp"
    name = "WhatsApp"
    # https://developers.facebook.com/docs/graph-api/changelog
    default_base_url = "https://graph.facebook.com/v25.0"
    signature_header = "X-Hub-Signature-256"
    # https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages
    window = timedelta(hours=24)
    text_limit = building.TEXT_LIMIT
    caption_limit = building.CAPTION_LIMIT
    captioned_kinds = building.CAPTIONED_KINDS
    media_limits = media.limits()
    languages = languages.CODES

    handshake = staticmethod(envelope.handshake)
    is_genuine = staticmethod(envelope.is_genuine)
    route = staticmethod(envelope.route)
    read = staticmethod(reading.read)
    person_at = staticmethod(people.person_at)

    split_text = staticmethod(building.split_text)
    to_group = building.Group
    build_text = staticmethod(building.build_text)
    build_media = staticmethod(building.build_media)
    build_code = staticmethod(templates_sent.build_code)
    build_template = staticmethod(templates_sent.build_template)
    check_template = staticmethod(templates_sent.check_template)
    check_header = staticmethod(templates_sent.check_header)
    build_reaction = staticmethod(gestures.build_reaction)
    build_receipt = staticmethod(gestures.build_receipt)
    read_answer = staticmethod(answers.read_answer)
    is_untranslated = staticmethod(errors.is_untranslated)

    check_media = staticmethod(media.check_media)
    limit_of = staticmethod(media.limit_of)
    is_voice = staticmethod(media.is_voice)
    build_upload = staticmethod(media.build_upload)
    build_lookup = staticmethod(media.build_lookup)
    build_download = staticmethod(media.build_download)
    read_upload = staticmethod(answers.read_upload)
    read_lookup = staticmethod(answers.read_lookup)
    read_download = staticmethod(answers.read_download)

    build_health = staticmethod(health.build_health)
    read_health = staticmethod(health.read_health)
    finding_of = staticmethod(errors.finding_of)
    is_billing = staticmethod(errors.is_billing)
    build_numbers = staticmethod(subscriptions.build_numbers)
    read_numbers = staticmethod(subscriptions.read_numbers)
    build_subscriptions = staticmethod(subscriptions.build_subscriptions)
    read_subscriptions = staticmethod(subscriptions.read_subscriptions)
    build_subscribe = staticmethod(subscriptions.build_subscribe)
    read_done = staticmethod(subscriptions.read_done)

    build_template_list = staticmethod(templates.build_template_list)
    read_template_list = staticmethod(templates.read_template_list)
    build_template_create = staticmethod(templates.build_template_create)
    build_template_edit = staticmethod(templates.build_template_edit)
    build_template_delete = staticmethod(templates.build_template_delete)
    read_template_saved = staticmethod(templates.read_template_saved)
    build_upload_session = staticmethod(templates.build_upload_session)
    read_upload_session = staticmethod(templates.read_upload_session)
    build_upload_chunk = staticmethod(templates.build_upload_chunk)
    read_upload_handle = staticmethod(templates.read_upload_handle)

    def named_limits(self):
        """Return what a composer says before somebody sends too much."""
        return {
            "name": self.name,
            "text_limit": self.text_limit,
            "media_limits": self.media_limits,
        }
