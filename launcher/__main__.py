"""`./tindak VERB …`: finds the verb's module, runs it, and says errors in one line."""

import sys
from importlib import import_module

from launcher.oneline import OneLine
from launcher.verbs import VERBS
from shared.config import ConfigError
from shared.refusal import Refusal

FOUND_WRONG = 1
WRONG_USE = 2
INTERRUPTED = 130


def main(argv: list[str]) -> int:
    """Run the verb with its arguments; answers the exit code."""
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(_usage())
        return 0 if argv else WRONG_USE
    if argv[0] not in VERBS:
        return _say(f"there is no verb {argv[0]!r}; `./tindak help` lists them.", WRONG_USE)
    module, _ = VERBS[argv[0]]
    try:
        code: int = import_module(module).run(argv)
    except (ConfigError, OneLine) as error:
        return _say(str(error), WRONG_USE)
    except Refusal as refusal:
        return _say("\n  ".join(_lines(refusal)), FOUND_WRONG)
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _usage() -> str:
    width = max(map(len, VERBS))
    lines = [f"  {verb:{width}}  {what}" for verb, (_, what) in VERBS.items()]
    return "\n".join(["Usage: ./tindak VERB [arguments]", *lines, "Each verb has --help."])


def _lines(refusal: Refusal) -> list[str]:
    """The refusal's text and each field that is wrong."""
    faults = [f"{path}: {fault}" for path, those in refusal.errors.items() for fault in those]
    return faults or [str(refusal)]


def _say(words: str, code: int) -> int:
    print(f"tindak: {words}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
