"""To whom a letter goes.

Owns: turning what a body calls an office into the addressee that the core knows.
"""

from services.intake.core.model import Addressee, Sender
from shared import registry
from shared.events import OfficeFacts
from shared.registry import Book, Office

_ADDRESSED = ("unit", "kanwil")


def addressee(book: Book, text: str) -> Addressee:
    """The office with that code, name or alias; raises UnknownOffice. Whether a letter may be
    addressed to it is the core's to judge."""
    office = book.find(text)
    unit = registry.facts(office)
    if office.role not in _ADDRESSED:
        return Addressee(unit, office.region or "", "", ())
    above = tuple(registry.facts(one) for one in book.superiors(office))
    return Addressee(unit, office.region or "", book.kanwil_of(office).code, above)


def sender(office: Office) -> Sender:
    """The Ombudsman's office, as the core knows it."""
    return Sender(registry.facts(office), office.region or "")


def nobody(sender: Sender) -> Addressee:
    """Stands where the unit could not be read, so that the rest of its row is judged too."""
    unit = OfficeFacts("", "", "unit", sender.office.time_zone, "")
    return Addressee(unit, sender.region, "", ())
