from . import webhook
from . import webclient
from . import password
