"""Why a command to followup was refused, as named facts.

Owns: the errors of followup's verbs; each text says what to do.
"""

from shared.refusal import Conflict, Forbidden, NotFound


class NoSuchEscalation(NotFound):
    """The case has no escalation with that id."""


class NoSuchRequest(NotFound):
    """The case has no extension request with that id."""


class NotTheHolder(Forbidden):
    """Another office holds the escalation."""


class NotTheAddressee(Forbidden):
    """The recommendation is addressed to another office."""


class NotTheOmbudsman(Forbidden):
    """The recommendation belongs to another Ombudsman's office."""


class EscalationClosed(Conflict):
    """The escalation closed, climbed or was withdrawn; there is nothing left to say to it."""


class AlreadyAcknowledged(Conflict):
    """The escalation had been acknowledged before."""


class AlreadyDecided(Conflict):
    """The escalation had been decided before."""


class NobodyAbove(Conflict):
    """There is no higher office to which the matter could be referred."""


class CaseClosed(Conflict):
    """The recommendation is closed."""


class AlreadySubmitted(Conflict):
    """The action was submitted and awaits its verdict; no deadline runs."""


class NoDeadline(Conflict):
    """No date runs that could be extended."""


class StatutoryDate(Conflict):
    """The law sets the date; nobody can extend it."""


class RequestPending(Conflict):
    """An earlier extension request has not been answered yet."""


class RequestAnswered(Conflict):
    """The extension request was granted or refused, or lapsed."""
