"""Nothing that somebody typed changes an e-mail's shape."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser

import pytest
from icalendar import Calendar

from services.followup.core.model import Line
from services.followup.letters.compose import Envelope, UnreadableAddress, compose
from services.followup.letters.entry import Entry, entry_of
from services.followup.letters.matter import Matter, matter_of
from shared.events import Actor, OfficeFacts
from tests.letters.road import ROAD
from tests.letters.stories import confirmed, escalated, verified
from tests.letters.story import UNIT, VERIFIER, Story, wib
from tests.letters.test_words import URL, envelope, matter

EVIL = "<script>alert(1)</script>\r\nBcc: thief@evil.example\r\n\r\n<b>&\x00\x85 tanda"


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def sent(mail: EmailMessage) -> EmailMessage:
    """The e-mail as its reader parses it."""
    return message_from_bytes(mail.as_bytes(), policy=SMTP)


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def evil_story() -> tuple[Story, Line]:
    office = replace(UNIT, name=EVIL)
    story = Story(
        unit=office,
        code=EVIL,
        letter_number=EVIL,
        service=EVIL,
        text=EVIL,
        finding=EVIL,
        severity=EVIL,
        repeat_of=EVIL,
        ombudsman=OfficeFacts("OMBUDSMAN-BABEL", EVIL, "ombudsman", "Asia/Jakarta", EVIL),
    )
    line = story.last("recorded")
    typed = dict.fromkeys(("note", "reason", "remaining", "proof", "decree", "because"), EVIL)
    return story, replace(line, actor=Actor("x", EVIL, EVIL, "unit"), body={**line.body, **typed})


def evil_matter() -> Matter:
    story, line = evil_story()
    return matter_of(
        story.case,
        line,
        UNIT.code,
        calendar=story.rules.calendars[0],
        now=wib("2022-01-25 09:00"),
        public_url=URL,
    )


def reminder() -> tuple[Envelope, Matter]:
    sample = ROAD["reminder"]()
    return envelope(sample), matter(sample)


def test_html_in_every_field_is_escaped() -> None:
    where, plain = reminder()
    clean = body(sent(compose(where, [plain], [])), "html")
    evil = body(sent(compose(replace(where, office=EVIL), [evil_matter()], [])), "html")
    assert set(Tags(evil).tags) == set(Tags(clean).tags)
    assert "<script" not in evil
    assert evil.count("&lt;script&gt;") > 10


def test_no_field_adds_a_header() -> None:
    where, _ = reminder()
    mail = sent(compose(replace(where, office=EVIL), [evil_matter()], []))
    assert mail["Bcc"] is None
    assert sorted(set(mail.keys())) == sorted(mail.keys())
    assert len(mail["To"].addresses) == 1
    assert "\n" not in str(mail["Subject"])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kantor",
        "kantor@babel.example\r\nBcc: thief@evil.example",
        "kantor@babel.example, thief@evil.example",
        "kantor@",
        "kántor@babel.example",
        "<kantor@babel.example>",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    where, plain = reminder()
    with pytest.raises(UnreadableAddress):
        compose(replace(where, address=address), [plain], [])


def test_an_email_says_who_what_and_when() -> None:
    where, plain = reminder()
    mail = sent(compose(where, [plain], []))
    assert mail["Subject"] == "Pengingat: REK-BABEL-2022-0001"
    assert mail["From"].addresses[0].addr_spec == "tindak@babel.example"
    assert mail["To"].addresses[0].display_name == UNIT.name
    assert mail["Date"].datetime == wib("2022-03-08 08:00")
    assert mail["Message-ID"] == "<one@tindak.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert body(mail, "plain").startswith(f"Kepada {UNIT.name}")


def test_a_statutory_date_offers_no_extension() -> None:
    told = Story(instrument="rekomendasi").until("2022-03-23 08:00")
    shown = matter_of(
        told.case,
        told.last("reminder"),
        UNIT.code,
        calendar=told.rules.calendars[0],
        now=wib("2022-03-23 08:00"),
        public_url=URL,
    )
    assert "perpanjangan" not in shown.ask
    assert "3 hari lagi" in shown.says


def entry(story: Story, kind: str, recipient: str) -> Entry | None:
    return entry_of(story.case, story.last(kind), recipient, URL)


def test_the_addressee_gets_its_due_date_as_a_calendar_entry() -> None:
    where, plain = reminder()
    story = ROAD["reminder"]().story
    found = entry(story, "reminder", UNIT.code)
    assert found
    mail = sent(compose(where, [plain], [found]))
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_param("method") == "PUBLISH"
    calendar = Calendar.from_ical(attached.get_content())
    assert calendar["METHOD"] == "PUBLISH"
    (event,) = calendar.walk("VEVENT")
    assert event["UID"] == f"{story.id}@tindak.example"
    assert str(event.decoded("DTSTART")) == "2022-03-11"
    assert str(event["ORGANIZER"]) == "mailto:tindak@babel.example"
    assert [one.decoded("TRIGGER").total_seconds() for one in event.walk("VALARM")] == [
        -16 * 3600,
        8 * 3600,
    ]


def test_a_changed_date_moves_the_entry_and_an_end_cancels_it() -> None:
    first = entry(Story(), "recorded", UNIT.code)
    moved = entry(ROAD["extended"]().story, "extended", UNIT.code)
    over = entry(verified("implemented"), "verified", UNIT.code)
    assert first
    assert moved
    assert over
    assert first.uid == moved.uid == over.uid
    assert first.sequence < moved.sequence
    assert first.sequence < over.sequence
    assert (first.cancelled, moved.cancelled, over.cancelled) == (False, False, True)
    assert str(moved.on) == "2022-03-31"


def test_entries_go_to_those_who_must_act_only() -> None:
    story = escalated()
    held = entry(story, "escalated", "KANWIL-BABEL")
    assert held
    assert (held.uid, str(held.on)) == (story.escalation, "2022-03-25")
    assert entry(story, "escalated", "OMBUDSMAN-BABEL") is None
    assert entry(confirmed(Story()), "confirmed", UNIT.code) is None
    assert entry(Story(due_kind="none"), "recorded", UNIT.code) is None


def test_a_calendar_file_takes_no_line_from_a_field() -> None:
    where, plain = reminder()
    story, line = evil_story()
    found = entry_of(story.case, line, UNIT.code, URL)
    assert found
    (attached,) = sent(compose(where, [plain], [found])).iter_attachments()
    calendar = Calendar.from_ical(attached.get_content())
    assert [one.name for one in calendar.walk()] == ["VCALENDAR", "VEVENT", "VALARM", "VALARM"]
    assert "Bcc" not in [key.title() for key in calendar.walk("VEVENT")[0]]


def test_who_spoke_for_an_unknown_office_is_named_in_person() -> None:
    story = confirmed(Story())
    stranger = replace(VERIFIER, office="ELSEWHERE", name="Asisten Pusat")
    line = replace(story.last("confirmed"), actor=stranger)
    shown = matter_of(
        story.case,
        line,
        UNIT.code,
        calendar=story.rules.calendars[0],
        now=wib("2022-03-02 10:00"),
        public_url=URL,
    )
    assert dict(shown.facts)["Oleh"] == "Asisten Pusat"
