"""Letters leave together, in office hours, and only while they are true."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete

from services.followup.letters.deliver import MOST_ATTEMPTS, deliver
from services.followup.letters.mail import Letterbox
from services.followup.letters.metrics import Outbox
from services.followup.letters.shown import stuck
from services.followup.store import casebook
from services.followup.store.casebook import Step
from services.followup.store.tables import case_, deadline_card
from shared.db import reading, writing
from tests.letters.conftest import House
from tests.letters.road import ROAD
from tests.letters.stories import asked, confirmed, corrected, escalated
from tests.letters.story import Story, numbered, wib


def escalated_but_confirmed_at_seven() -> Story:
    return confirmed(Story().until("2022-03-12 00:00"), "2022-03-14 07:00")


def test_letters_of_one_office_leave_together_when_it_opens(house: House) -> None:
    for number in (1, 2, 3):
        story = Story(**numbered(number)).until("2022-03-12 00:00")
        house.clock.instant = wib("2022-03-12 00:00")
        house.keep(story, [story.last("escalated")])
    assert house.at("2022-03-12 09:00") == 0  # a Saturday
    assert house.at("2022-03-14 07:59") == 0
    assert house.at("2022-03-14 08:00") == 1
    assert house.server.subjects == ["3 hal: 3 eskalasi"]
    assert house.server.letters[0]["To"].addresses[0].addr_spec == "kanwil-babel@babel.example"
    assert house.at("2022-03-14 08:00") == 0
    assert {one.state for one in house.letters()} == {"sent"}


def test_the_gravest_stands_first_in_a_digest(house: House) -> None:
    repeated = Story("2022-03-14 07:00", **numbered(1, repeat_of="REK-BABEL-2021-0004"))
    silent = Story("2022-03-07 07:00", **numbered(2, received_on=None)).until("2022-03-15 00:00")
    overdue = Story(**numbered(3)).until("2022-03-12 00:00")
    house.keep(repeated, [repeated.last("repeat_notice")])
    house.keep(silent, [silent.last("unacknowledged")])
    house.keep(overdue, [overdue.last("escalated")])
    assert house.at("2022-03-15 08:00") == 1
    (digest,) = house.server.letters
    assert digest["Subject"] == "3 hal: 1 eskalasi, 1 belum diakui, 1 temuan berulang"
    text = digest.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    codes = [line.split(": ")[1] for line in text.splitlines() if ": REK-BABEL-2022" in line]
    assert codes == ["REK-BABEL-2022-0003", "REK-BABEL-2022-0002", "REK-BABEL-2022-0001"]


def test_who_has_confirmed_meanwhile_is_not_reminded(house: House) -> None:
    story = Story().until("2022-03-08 08:00")
    reminder = story.last("reminder")
    house.keep(confirmed(story, "2022-03-08 08:01"), [reminder])
    assert house.at("2022-03-08 08:15") == 0
    (letter,) = house.letters()
    assert (letter.state, letter.reason) == ("dropped", "the action is confirmed meanwhile")
    assert [one.state for one in house.departures()] == ["empty"]


def test_what_was_never_told_is_not_taken_back(house: House) -> None:
    house.keep(escalated_but_confirmed_at_seven())
    house.at("2022-03-14 08:00")
    states = {(one.recipient, one.kind): one.state for one in house.letters()}
    assert states["KANWIL-BABEL", "escalated"] == "dropped"
    assert states["KANWIL-BABEL", "escalation_closed"] == "dropped"
    assert states["OMBUDSMAN-BABEL", "confirmed"] == "sent"


def test_what_was_told_is_taken_back(house: House) -> None:
    story = escalated()
    house.keep(story)
    house.at("2022-03-14 08:00")
    house.keep(confirmed(story, "2022-03-14 10:00"))
    house.at("2022-03-14 10:00")
    assert "Eskalasi tingkat 1 ditutup: REK-BABEL-2022-0001" in house.server.subjects


@pytest.mark.parametrize(
    ("make", "kind", "at"),
    [
        (corrected, "escalated", "2022-03-14 09:00"),
        (lambda: confirmed(asked()), "reminder", "2022-03-02 10:00"),
        (lambda: Story(received_on=None).until("2022-02-03 08:00"), "reminder", "2022-04-01 08:00"),
    ],
)
def test_time_does_not_speak_of_what_is_over(
    house: House, make: Callable[[], Story], kind: str, at: str
) -> None:
    story = make()
    lines = [line for line in story.lines if line.kind == kind]
    house.keep(story, lines)
    assert house.at(at) == 0
    assert {one.state for one in house.letters()} <= {"dropped"}


def test_planning_a_line_again_adds_nothing(house: House) -> None:
    story = escalated()
    house.keep(story)
    before = len(house.letters())
    house.keep(story)
    assert len(house.letters()) == before > 0


def test_an_office_without_address_waits_for_one(house: House) -> None:
    house.address("KANWIL-BABEL", "")
    story = escalated()
    house.keep(story, [story.last("escalated")])
    assert house.at("2022-03-14 08:00") == 0
    (letter,) = house.letters()
    assert letter.state == "parked"
    assert "UnreadableAddress" in letter.reason


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(house: House) -> None:
    story = escalated()
    house.keep(story, [replace(story.last("escalated"), kind="unheard_of", to=("DITJENPAS",))])
    house.keep(story, [story.last("escalated")])
    assert house.at("2022-03-14 08:00") == 1
    assert {(one.recipient, one.state) for one in house.letters()} == {
        ("DITJENPAS", "parked"),
        ("KANWIL-BABEL", "sent"),
    }


def test_with_intake_out_of_reach_letters_wait(house: House) -> None:
    story = escalated()
    house.keep(story, [story.last("escalated")])
    house.feed.reachable = False
    assert house.at("2022-03-14 08:00") == 0
    assert [one.state for one in house.letters()] == ["waiting"]
    (gauge,) = Outbox(house.room().place).collect()
    shown = {one.labels["what"]: one.value for one in gauge.samples}
    assert shown == {"late": 1, "parked": 0, "held": 0, "deliveries": 0}
    house.feed.reachable = True
    assert house.at("2022-03-14 08:00") == 1


def test_while_a_case_is_rebuilt_its_letters_wait(house: House) -> None:
    story = escalated()
    house.keep(story, [story.last("escalated")])
    for half in (None, Story().case):  # forgotten, then not yet as far as the letter's line
        house.let_real_time_pass()
        with writing(house.engine) as conn:
            conn.execute(delete(case_))
            conn.execute(delete(deadline_card))
            if half:
                casebook.save(conn, [Step(None, half, (), (), (), half.next_at)], house.clock.now())
        assert house.at("2022-03-14 08:00") == 0
        assert [one.state for one in house.letters()] == ["waiting"]
    house.let_real_time_pass()
    house.keep(story, [])
    assert house.at("2022-03-14 08:00") == 1
    assert house.departures()[0].attempts == 1


@pytest.mark.parametrize("key", ROAD)
def test_a_case_is_never_younger_than_its_lines(key: str) -> None:
    story = ROAD[key]().story
    assert max(line.at for line in story.lines) <= story.case.advanced_to


def test_a_passing_fault_is_tried_again_under_the_same_name(house: House) -> None:
    house.server.answers = ["451 come back", "hang up"]
    story = escalated()
    house.keep(story, [story.last("escalated")])
    for sent in (0, 0, 1):
        assert house.at("2022-03-14 08:00") == sent
        assert house.at("2022-03-14 08:00") == 0  # not before its time
        house.let_real_time_pass()
    assert house.at("2022-03-14 08:00") == 0
    first, again = house.server.letters
    assert first["Message-ID"] == again["Message-ID"] == house.departures()[0].message_id
    assert house.departures()[0].attempts == 3


def test_a_refusal_for_good_is_parked_and_shown(house: House) -> None:
    house.server.answers = ["550 no such mailbox"]
    story = escalated()
    house.keep(story, [story.last("escalated")])
    assert house.at("2022-03-14 08:00") == 0
    house.let_real_time_pass()
    assert house.at("2022-03-14 08:00") == 0
    with reading(house.engine) as conn:
        assert stuck(conn, house.clock.now()) == {
            "late": 0,
            "parked": 1,
            "held": 0,
            "deliveries": 0,
        }
    assert house.departures()[0].state == "parked"
    assert "550 no such mailbox" in house.letters()[0].reason


def test_many_attempts_are_enough(house: House) -> None:
    house.server.answers = ["421 busy"] * (MOST_ATTEMPTS + 1)
    story = escalated()
    house.keep(story, [story.last("escalated")])
    for _ in range(MOST_ATTEMPTS):
        assert house.at("2022-03-14 08:00") == 0
        house.let_real_time_pass()
    assert house.departures()[0].state == "parked"
    assert len(house.server.answers) == 1


def test_without_a_mail_server_letters_lie_in_a_maildir(house: House, tmp_path: object) -> None:
    box = Letterbox(house_folder := tmp_path / "deep" / "mailbox")  # type: ignore[operator]
    story = escalated()
    house.keep(story, [story.last("escalated")])
    house.clock.instant = wib("2022-03-14 08:00")
    assert deliver(house.room(box)) == 1
    (path,) = (house_folder / "new").iterdir()
    assert b"Subject: Eskalasi tingkat 1: REK-BABEL-2022-0001" in path.read_bytes()
