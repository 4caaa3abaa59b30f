"""How many there are, as a page says it.

Owns: that a number at which the counting stopped, or that time may have changed, is not told as if
it were exact.
"""

from services.followup.looking.asked import Count
from shared import language


def how_many(count: Count) -> str:
    """The number, or that it is about so many, or more than that."""
    number: str = language.dates().number(count.number)
    if count.more:
        return language.say("count.more", count=number)
    return number if count.exact else language.say("count.about", count=number)
