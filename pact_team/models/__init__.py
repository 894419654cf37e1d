from . import pact_owned
from . import pact_team
from . import pact_member
from . import res_company
from . import res_users
from . import res_partner

from . import pact_inbox
from . import pact_inbox_receive
from . import pact_identity
from . import pact_identity_key
from . import pact_identity_merge
from . import pact_event
from . import pact_event_receive
from . import pact_media
from . import ir_attachment
from . import ir_cron
from . import ir_default

from . import discuss_channel
from . import discuss_channel_store
from . import discuss_channel_guard
from . import discuss_channel_custody
from . import discuss_channel_answer
from . import discuss_channel_receive
from . import discuss_channel_member
from . import mail_message
from . import ir_websocket
from . import pact_assignment

from . import pact_message
from . import pact_message_trace
from . import pact_message_progress
from . import pact_message_claim
from . import pact_message_send
