from . import pact_member_preview
from . import pact_phone_change
