"""Which files of the data folder a backup carries.

Owns: their names. They make a restored installation the same one: it signs as before, its
webhooks' secrets hold, its people know the administrator's password, a demonstration keeps its
time. Where the environment says what a file would, the file is not used, and not written.
"""

from launcher.environment import KEPT as ENVIRONMENT
from launcher.installation import ADMIN_PASSWORD
from shared.clock import ANCHOR_NAME

ALWAYS = ("signing-key", ANCHOR_NAME)
EMBEDDED = ("secret-key", "feed-token", ADMIN_PASSWORD, ENVIRONMENT)
KEPT = (*ALWAYS, *EMBEDDED)
