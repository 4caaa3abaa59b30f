"""Whether the databases have this program's schema, asked before a long-running verb begins.

Owns: which verb works on which database. The look is taken by a child: what it has to load for
that would stay with a process that lives long.
"""

import os
from collections.abc import Mapping

from shared.config import ConfigError, Settings

DATABASES: Mapping[str, tuple[str, ...]] = {
    "intake": ("registry", "intake"),
    "followup": ("registry", "followup"),
    "web": ("registry", "intake", "followup"),
    "worker": ("registry", "followup"),
    "beat": ("followup",),
}


def require(verb: str, settings: Settings) -> None:
    """Raises ConfigError, in the child's words, where a database has another schema."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _tell(verb, settings, writer)
    os.close(writer)
    with os.fdopen(reader) as words:
        told = words.read()
    os.waitpid(child, 0)
    if told:
        raise ConfigError(told)


def _tell(verb: str, settings: Settings, writer: int) -> None:
    """In the child: it says what is wrong, or nothing, and ends."""
    try:
        from launcher import desk  # noqa: PLC0415  (the parent does without)

        for name in DATABASES[verb]:
            with desk.database(settings, name):
                pass
    except ConfigError as error:
        os.write(writer, str(error).encode())
    finally:
        os._exit(0)  # a database that does not answer yet is waited for by the verb itself
