from . import test_install
from . import test_access
from . import test_custody
from . import test_receive
from . import test_receive_kinds
from . import test_identity
from . import test_answer
from . import test_delivery
from . import test_cost
from . import test_webhook
from . import test_member

