from . import pact_finding
from . import pact_finding_checks
from . import pact_invitation_send
from . import pact_member_preview
from . import pact_phone_change
from . import pact_member_removal
from . import pact_settings
from . import pact_team_closing
