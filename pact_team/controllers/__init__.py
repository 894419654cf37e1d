from . import webhook
from . import webclient
