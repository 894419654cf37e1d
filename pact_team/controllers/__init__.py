from . import webhook
from . import session
from . import webclient
from . import invitation
from . import password
from . import rest_evidence
