from . import webhook
from . import webclient
from . import invitation
from . import password
