"""Why something was not done, as named facts.

Owns: the base of every error that a person or program can mend. A message is a template in
English with named values, so that a page can say it in Indonesian; `errors` names fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One thing wrong at one place: a template and the values that fill it."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**self.values)


class Refusal(Exception):
    """Nothing was written; the text says what is wrong and what to do."""

    def __init__(self, message: str, **values: object) -> None:
        self.fault = Fault(message, values)
        self.errors: dict[str, list[Fault]] = {}
        super().__init__(str(self.fault))

    @property
    def name(self) -> str:
        """The fact's name, such as `NotEscalated`."""
        return type(self).__name__


class NotSignedIn(Refusal):
    """Nobody known asks (HTTP 401); `challenge` says by what to prove who does."""

    challenge = 'Bearer realm="tindak-lanjut"'


class Conflict(Refusal):
    """The thing's present state forbids it (HTTP 409)."""


class NotFound(Refusal):
    """No such thing, or not one that the asker may see (HTTP 404)."""


class Forbidden(Refusal):
    """The asker's role or office may not do this (HTTP 403)."""


class Broken(Refusal):
    """What is kept here is not as it was kept (HTTP 500); the asker cannot mend it."""


class Invalid(Refusal):
    """Some fields are wrong (HTTP 422); `errors` maps a field's path to what is wrong with it."""

    def __init__(self, errors: Mapping[str, list[Fault]]) -> None:
        super().__init__("Some fields are wrong; mend those listed and send again.")
        self.errors = dict(errors)

    @classmethod
    def at(cls, path: str, message: str, **values: object) -> "Invalid":
        """One fault at one field."""
        return cls({path: [Fault(message, values)]})
