"""From the letters of one departure to one e-mail.

Owns: the e-mail's shape: its subject, its text and HTML halves and the calendar file. Templates
lay out what `matter` says; HTML is escaped by Jinja, headers are built by `email` from single
lines of text. Pure but for reading the templates once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from services.followup.letters.entry import Entry
from services.followup.letters.matter import Matter, one_line
from shared import indonesian
from shared.code_order import by_number

PRODUCT = "Tindak Lanjut"

_templates = Environment(
    loader=PackageLoader("services.followup.letters"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


class UnreadableAddress(ValueError):
    """The office has no e-mail address, or none that a letter can be sent to."""


@dataclass(frozen=True)
class Envelope:
    """Whom a letter goes to and from, and what stands on it. `at` is when it leaves."""

    office: str
    time_zone: str
    address: str
    sender: str
    message_id: str
    host: str
    at: datetime


def compose(
    envelope: Envelope, matters: Sequence[Matter], entries: Sequence[Entry]
) -> EmailMessage:
    """One e-mail with all matters, the gravest first; raises UnreadableAddress."""
    ranked = sorted(matters, key=lambda one: (one.rank, by_number(one.code)))
    mail = EmailMessage(policy=SMTP)
    mail["From"] = address(envelope.sender, PRODUCT)
    mail["To"] = address(envelope.address, envelope.office)
    mail["Subject"] = one_line(subject(ranked))
    mail["Date"] = envelope.at
    mail["Message-ID"] = envelope.message_id
    mail["Content-Language"] = "id, en"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(render("letter.txt", envelope, ranked))
    mail.add_alternative(render("letter.html", envelope, ranked), subtype="html")
    if entries:
        from services.followup.letters.calendar_file import file_of  # noqa: PLC0415  (icalendar)

        _attach(mail, file_of(entries, envelope.sender, envelope.at, envelope.host))
    return mail


def subject(matters: Sequence[Matter]) -> str:
    """`Pengingat: REK-…`, or `3 hal: 1 eskalasi, 2 pengingat` where several leave together."""
    if len(matters) == 1:
        return f"{matters[0].title}: {matters[0].code}"
    counts = Counter(one.group for one in matters)
    named = ", ".join(f"{indonesian.number(count)} {group}" for group, count in counts.items())
    return f"{indonesian.number(len(matters))} hal: {named}"


def render(template: str, envelope: Envelope, matters: Sequence[Matter]) -> str:
    """One half of the e-mail from its template."""
    at = indonesian.instant(envelope.at, envelope.time_zone)
    return _templates.get_template(template).render(
        office=one_line(envelope.office), matters=matters, subject=subject(matters), at=at
    )


def address(spec: str, name: str) -> Address:
    """The header's form of an e-mail address with its owner's name; raises UnreadableAddress."""
    if not spec.isascii() or not spec.isprintable():
        raise UnreadableAddress(spec)
    try:
        found = Address(display_name=one_line(name), addr_spec=spec)
    except (MessageError, ValueError, IndexError) as error:
        raise UnreadableAddress(spec) from error
    if found.addr_spec != spec or not found.domain:
        raise UnreadableAddress(spec)
    return found


def _attach(mail: EmailMessage, calendar: bytes) -> None:
    mail.add_attachment(
        calendar,
        maintype="text",
        subtype="calendar",
        filename="tenggat.ics",
        params={"method": "PUBLISH", "charset": "utf-8"},
    )
