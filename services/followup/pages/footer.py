"""The foot of every page: up to when the data reaches, and how far behind that is.

Owns: that sentence, in both languages. It is asked for by the frame itself, so no page can lack it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask import Flask, g

from services.followup.api import here
from services.followup.looking.lag import Lag
from shared import auth, language, pages
from shared.language import say

NATION = "Asia/Jakarta"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FOOTER: Mapping[str, tuple[str, str]] = {
    "foot.never": (
        "Belum ada data dari layanan pencatatan",
        "Nothing has been heard from the recording service yet",
    ),
    "foot.behind": ("tertinggal {time}: {why}", "{time} behind: {why}"),
    "foot.unreachable": (
        "layanan pencatatan tidak dapat dihubungi, jadi yang terbaru belum tampil",
        "the recording service cannot be reached, so the latest is not shown yet",
    ),
    "foot.stands": (
        "aliran data berhenti dan menunggu perbaikan oleh admin",
        "the stream of data stands still until an administrator mends it",
    ),
    "foot.catching_up": ("data sedang dikejar", "it is catching up"),
    "foot.seconds": ("kurang dari satu menit", "less than a minute"),
    "foot.minutes": ("{minutes} menit", "{minutes} min"),
    "foot.hours": ("{hours} jam {minutes} menit", "{hours} h {minutes} min"),
    "foot.days": ("{days} hari {hours} jam", "{days} d {hours} h"),
}


def register(app: Flask) -> None:
    """The frame may ask `data_heard()`."""
    language.add(FOOTER)
    app.jinja_env.globals["data_heard"] = data_heard


def data_heard() -> str:
    """Up to when the visitor's data reaches, how far behind that is and why; empty where nobody is
    signed in."""
    if "principal" not in g:
        return ""
    zone, lag = _zone(auth.me()), here.lag()
    if lag.as_of is None:
        return f"{say('foot.never')}. {_now(lag, zone)}."
    until = say("data_until", at=_instant(lag.as_of, zone))
    return f"{until}{_behind(lag)}. {_now(lag, zone)}."


def _behind(lag: Lag) -> str:
    if lag.why is None or lag.behind is None:
        return ""
    return ", " + say("foot.behind", time=duration(lag.behind), why=say(f"foot.{lag.why}"))


def duration(time: timedelta) -> str:
    """`2 jam 3 menit`: in the two largest units, rounded down."""
    parts = {
        "days": time // DAY,
        "hours": time % DAY // HOUR,
        "minutes": time % HOUR // MINUTE,
    }
    largest = next((name for name, number in parts.items() if number), "seconds")
    return say(f"foot.{largest}", **parts)


def _now(lag: Lag, zone: str) -> str:
    return say("time_is", at=_instant(lag.now, zone))


def _instant(at: datetime, zone: str) -> str:
    return str(language.dates().instant(at, zone))


def _zone(who: auth.Principal) -> str:
    """The office's own time zone; the capital's for who has no office."""
    office = pages.book().by_code.get(who.office or "")
    return office.time_zone if office else NATION
