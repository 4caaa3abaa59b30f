"""Why intake refused, as named facts.

Owns: the errors of intake's verbs; each text says what to do.
"""

from shared.refusal import Conflict, Forbidden, NotFound


class NoSuchLetter(NotFound):
    """No letter has that id, or the asker may not see it."""


class NoSuchRecommendation(NotFound):
    """No recommendation has that id, or the asker may not see it."""


class NoSuchEvidence(NotFound):
    """No evidence has that id, or the asker may not see it."""


class NumberTaken(Conflict):
    """This Ombudsman's office has recorded a letter of that number."""


class NotTheAddressee(Forbidden):
    """The recommendation is addressed to another office."""


class NotTheHead(Forbidden):
    """Only the head of the addressee may say this."""


class NotTheOmbudsman(Forbidden):
    """The recommendation belongs to another Ombudsman's office."""


class OwnEvidence(Forbidden):
    """Who made or sent the evidence cannot judge it."""


class Closed(Conflict):
    """The recommendation is closed."""


class AlreadyAcknowledged(Conflict):
    """The addressee has acknowledged receipt before."""


class AlreadyProven(Conflict):
    """Receipt on that very day has been proven before."""


class AlreadySubmitted(Conflict):
    """An action awaits its verdict."""


class NothingSubmitted(Conflict):
    """No action awaits a verdict."""


class NotYetImplemented(Conflict):
    """Only what was implemented can be reopened."""


class StatutoryDate(Conflict):
    """The law sets the date; nobody can move it."""


class NoDeadline(Conflict):
    """The letter says that nothing falls due."""
