"""The verbs of `./tindak`, one module each; a verb is `run(argv) -> exit code`."""

from collections.abc import Mapping

VERBS: Mapping[str, tuple[str, str]] = {
    "demo": (
        "launcher.demo",
        "the real letter of 2022 on a simulated clock, pages and API left up",
    ),
    "test": ("launcher.verbs.test", "every test, on real servers; takes pytest's arguments"),
    "up": ("launcher.verbs.up", "the whole installation on this machine, data in TINDAK_DATA"),
    "intake": ("launcher.verbs.web", "the intake service alone, as docker-compose.yml runs it"),
    "followup": ("launcher.verbs.web", "the followup service alone"),
    "web": ("launcher.verbs.web", "both services behind one address, as `up` runs them"),
    "worker": ("launcher.verbs.worker", "one worker; takes Celery's flags"),
    "beat": ("launcher.verbs.worker", "the schedule; exactly one per installation"),
    "migrate": ("launcher.verbs.migrate", "every database to the current schema"),
    "prepare": (
        "launcher.verbs.prepare",
        "migrate, and make the first administrator, as `up` does",
    ),
    "offices": ("launcher.verbs.offices", "import FILE.csv: offices, repeatable"),
    "account": ("launcher.verbs.account", "create, hold, password, disable: people who sign in"),
    "token": ("launcher.verbs.token", "create, revoke, list: programs that sign in"),
    "letters": (
        "launcher.verbs.letters",
        "import FILE.(json|csv|xlsx) [--dry-run]; held, release, discard",
    ),
    "verify": ("launcher.verbs.verify", "whether everything kept is what was said"),
    "dossier": (
        "launcher.verbs.dossier",
        "CODE [--output FILE.zip]: all of one recommendation, with its proof",
    ),
    "backup": ("launcher.verbs.backup", "FILE: everything in one file, while it runs"),
    "restore": ("launcher.verbs.restore", "FILE [--only PART]: a backup returns to an empty place"),
    "rebuild": ("launcher.verbs.rebuild", "every case made anew from what was said"),
    "audit": (
        "launcher.verbs.audit",
        "whether everything fired that should have, once and in time",
    ),
    "simulate": (
        "launcher.verbs.simulate",
        "what will be reminded, due and escalated until a date",
    ),
    "mutants": (
        "launcher.verbs.mutants",
        "for maintainers: [NAME …]: take out each safeguard, show which test notices",
    ),
    "faults": (
        "launcher.verbs.faults",
        "for maintainers: [--seed N]: people at work while everything breaks; nothing is missed",
    ),
    "pictures": ("launcher.verbs.pictures", "for maintainers: the README's screenshots, made anew"),
    "bench": ("launcher.verbs.bench", "for maintainers: NAME: a measurement on this machine"),
    "lock": ("launcher.verbs.lock", "for maintainers: compile the locks in requirements/"),
}
