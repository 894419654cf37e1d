from . import pact_member_preview
