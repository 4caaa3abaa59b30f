"""A regulation changes the ladder's numbers: what lies ahead counts by it, what stands stays, and
the watchman, who knows no plan, comes to the same rungs."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from services.followup import core
from services.followup.core.facts import AnyFact, Told
from services.followup.core.model import Line
from services.followup.core.policy import DEFAULT, Policy
from services.followup.core.policy_changes import Length, PolicyChanges, Wait, amend
from services.followup.core.road import Road, begun, travelled
from services.followup.core.rules import Rules
from services.followup.watch.account import account
from shared.events import ActionConfirmed, DeadlineExtended, Event, RecommendationReceived
from shared.refusal import Invalid
from tests.core.world import ID, OMBUDSMAN, UNIT, Story, actor, at, on, recommendation, seed

LAW = "Peraturan 9/2022"


def ruled(story: Story, when: str, **changes: object) -> None:
    policies = story.rules.policies
    new = amend(policies[-1], at(when), LAW, PolicyChanges(**changes))  # type: ignore[arg-type]
    story.rules = Rules(story.rules.calendars, (*policies, new))


def kinds(lines: list[Line]) -> list[str]:
    return [line.kind for line in lines]


def test_a_longer_deadline_moves_the_date_and_the_card_says_by_what_article() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    ruled(story, "2022-02-21 14:00", lengths=(Length("saran", 40, "Pasal 7"),))
    said = story.until("2022-02-21 14:00")[-1]
    assert (said.kind, said.body["decree"], said.body["version"]) == ("policy_changed", LAW, 2)
    assert (said.body["before"], said.body["after"]) == ("2022-03-11", "2022-03-25")
    assert said.to == ("RT-MTK", "KANWIL-BABEL")
    card = story.case.card
    assert (card.length, card.article, card.policy_version) == (40, "Pasal 7", 2)
    assert story.case.round == 1


def test_a_shorter_deadline_ends_no_earlier_than_its_day() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    ruled(story, "2022-02-21 14:00", lengths=(Length("saran", 10, "Pasal 7"),))
    story.until("2022-02-21 14:00")
    assert story.case.official_due_on == on("2022-02-21")
    assert "escalated" in kinds(story.until("2022-02-22 00:00"))


def test_an_escalation_that_was_wrong_is_withdrawn() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-03-12 00:00")
    ruled(story, "2022-03-14 09:00", lengths=(Length("saran", 40, "Pasal 7"),))
    assert kinds(story.until("2022-03-14 09:00")) == ["policy_changed", "escalation_withdrawn"]
    assert story.case.round == 2


def test_reminders_are_those_of_the_policy_in_force() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-02-21 08:00")
    ruled(story, "2022-02-21 14:00", reminders=(20, 5, 1), reminder_hour=10)
    fired = story.until("2022-03-11 23:00")
    assert [line.rung for line in fired] == ["reminder_5", "reminder_1"]
    assert fired[0].at == at("2022-03-04 10:00")


def test_more_time_to_decide_moves_the_climb() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-03-12 00:00")
    ruled(story, "2022-03-14 09:00", waits=(Wait("level_2", 12),))
    [said] = story.until("2022-03-14 09:00")
    assert (said.body["of"], said.to) == ("escalation", ("KANWIL-BABEL",))
    assert story.case.escalations[0].climbs_at == at("2022-03-30 00:00")


def test_a_case_recorded_later_knows_no_other_policy() -> None:
    story = Story()
    ruled(story, "2022-01-24 09:00", lengths=(Length("saran", 40, "Pasal 7"),))
    story.recorded(received_on=on("2022-01-25"))
    assert story.case.official_due_on == on("2022-03-25")
    assert story.case.policy_version == 2
    assert kinds(story.until("2022-02-01 00:00")) == []


def test_what_the_policy_does_not_have_is_refused() -> None:
    for changes in (
        PolicyChanges((Length("surat", 1, "x"),)),
        PolicyChanges(waits=(Wait("level_1", 1),)),
    ):
        with pytest.raises(Invalid):
            amend(DEFAULT, at("2022-01-25 09:00"), LAW, changes)


def test_a_row_that_stays_keeps_its_source() -> None:
    new = amend(
        DEFAULT,
        at("2022-01-25 09:00"),
        LAW,
        PolicyChanges(waits=(Wait("level_2", 5),), reminders=(7, 2)),
    )
    sources = {rung.name: rung.source for rung in new.rungs}
    assert [rung.name for rung in new.reminders] == ["reminder_7", "reminder_2"]
    assert sources["level_2"] == sources["reminder_2"] == LAW
    assert LAW not in (sources["reminder_7"], sources["level_3"])
    assert (new.version, new.decree, new.levels) == (2, LAW, DEFAULT.levels)


@pytest.mark.parametrize("number", range(60))
def test_the_watchman_comes_to_the_same_rungs(number: int) -> None:
    chance = random.Random(number)  # noqa: S311 - a story, no secret
    start = datetime(2022, 1, 25, 2, tzinfo=UTC)

    def later(most: int) -> datetime:
        return start + timedelta(minutes=chance.randrange(60, most * 1440))

    policies = [DEFAULT]
    for moment in sorted(later(120) for _ in range(chance.randrange(1, 4))):
        policies.append(_amended(chance, policies[-1], moment))
    rules = Rules((seed(),), tuple(policies))
    fact = recommendation(
        instrument=chance.choice(["saran", "tindakan_korektif"]),
        received_on=chance.choice([None, on("2022-01-25")]),
    )
    told: list[Told] = [(_event(1, start, fact.name), fact)]
    said = sorted(later(100) for _ in range(chance.randrange(3)))
    for seq, moment in enumerate(said, 2):
        words: list[AnyFact] = [
            ActionConfirmed(ID, "a", "x", on("2022-02-01"), "full", (), actor(UNIT)),
            DeadlineExtended(ID, on("2022-05-20"), "x", None, actor(OMBUDSMAN)),
            RecommendationReceived(ID, on("2022-01-26"), "ombudsman", "x", actor(OMBUDSMAN)),
        ]
        what = chance.choice(words)
        told.append((_event(seq, moment, what.name), what))
    until = start + timedelta(days=160)
    road: Road = travelled(begun(*told[0], rules), told[1:], until, rules)
    fired = {(line.rung, line.round): line.at for line in road.lines if line.rung}
    assert fired == account(told, rules, until)
    assert core.advance(road.case, until, rules)[1] == ()


def _amended(chance: random.Random, policy: Policy, moment: datetime) -> Policy:
    changes = PolicyChanges(
        lengths=(Length("saran", chance.randrange(5, 60), "x"),) if chance.random() < 0.6 else (),
        waits=(
            Wait(chance.choice(["level_2", "level_3", "unacknowledged"]), chance.randrange(1, 15)),
        ),
        reminders=(10, 4, 2) if chance.random() < 0.4 else None,
        internal_days=chance.choice([None, 5]),
        reminder_hour=chance.choice([None, 7, 10]),
    )
    return amend(policy, moment, LAW, changes)


def _event(seq: int, moment: datetime, name: str) -> Event:
    return Event("KANWIL-BABEL", seq, f"e{seq}", name, ID, moment, {}, "", "", "")
