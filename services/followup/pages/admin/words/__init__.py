"""The words of the administrator's pages.

Owns: all of them together.
"""

from services.followup.pages.admin.words.delivery import DELIVERY
from services.followup.pages.admin.words.frame import FRAME, OVERVIEW
from services.followup.pages.admin.words.offices import OFFICES
from services.followup.pages.admin.words.people import ACCOUNTS, TOKENS
from services.followup.pages.admin.words.proposals import PROPOSALS
from services.followup.pages.admin.words.rulings import CALENDAR, POLICY

WORDS = (FRAME, OVERVIEW, OFFICES, ACCOUNTS, TOKENS, CALENDAR, POLICY, PROPOSALS, DELIVERY)
