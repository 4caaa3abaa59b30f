"""People, and the offices that they hold between two dates."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from shared import accounts
from shared.clock import HandClock
from shared.db import writing
from shared.refusal import Invalid
from shared.registry import UnknownOffice

PASSWORD = "a horse that is correct"
FIRST, LAST = date(2022, 3, 1), date(2022, 3, 31)


def test_a_password_proves_its_account_whatever_the_capitals_of_the_address(
    registry: Engine,
) -> None:
    with writing(registry) as conn:
        made = accounts.create(conn, " Kepala@Muntok.example ", "Kepala", PASSWORD)
        row = accounts.lookup(conn, "KEPALA@muntok.example")
    assert row is not None
    assert PASSWORD not in row.password_hash
    assert row.password_hash.startswith("$argon2id$")
    assert accounts.proven(row, PASSWORD) == accounts.Account(
        made, "kepala@muntok.example", "Kepala", admin=False
    )


def test_wrong_passwords_unknown_and_disabled_accounts_are_refused_alike(registry: Engine) -> None:
    with writing(registry) as conn:
        accounts.create(conn, "a@b.example", "A", PASSWORD)
        accounts.create(conn, "gone@b.example", "B", PASSWORD)
        accounts.disable(conn, "gone@b.example")
        rows = [accounts.lookup(conn, f"{name}@b.example") for name in ("a", "gone", "nobody")]
    said = set()
    for row, password in zip(rows, ("wrong", PASSWORD, PASSWORD), strict=True):
        with pytest.raises(accounts.WrongCredentials) as refused:
            accounts.proven(row, password)
        said.add(str(refused.value))
    assert len(said) == 1


def test_an_address_has_one_account(registry: Engine) -> None:
    with writing(registry) as conn:
        accounts.create(conn, "a@b.example", "A", PASSWORD)
        with pytest.raises(Invalid) as refused:
            accounts.create(conn, "A@B.example", "A", PASSWORD)
    assert list(refused.value.errors) == ["email"]


@pytest.mark.parametrize(
    ("email", "password", "path"),
    [
        ("a@b.example", "short", "password"),
        ("nobody", PASSWORD, "email"),
        ("a b@c.d", PASSWORD, "email"),
    ],
)
def test_poor_addresses_and_passwords_are_refused(
    sqlite_registry: Engine, email: str, password: str, path: str
) -> None:
    with writing(sqlite_registry) as conn, pytest.raises(Invalid) as refused:
        accounts.create(conn, email, "A", password)
    assert list(refused.value.errors) == [path]


def test_disabling_nobody_is_refused(sqlite_registry: Engine) -> None:
    with writing(sqlite_registry) as conn, pytest.raises(accounts.UnknownAccount):
        accounts.disable(conn, "nobody@b.example")


@pytest.mark.parametrize(
    ("instant", "holds"),
    [
        ("2022-02-28T16:59", False),  # 23.59 WIB on the day before
        ("2022-02-28T17:00", True),  # 00.00 WIB on the first day
        ("2022-03-31T16:59", True),  # 23.59 WIB on the last day
        ("2022-03-31T17:00", False),
    ],
)
def test_an_office_is_held_from_its_first_day_to_its_last_in_its_own_zone(
    registry: Engine, instant: str, *, holds: bool
) -> None:
    clock = HandClock(datetime.fromisoformat(instant).replace(tzinfo=UTC))
    with writing(registry) as conn:
        who = accounts.create(conn, "plh@b.example", "Plh.", PASSWORD)
        accounts.hold(conn, who, "RT-MTK", "head", from_on=FIRST, to_on=LAST, acting="plh")
        assert ("RT-MTK" in accounts.held(conn, clock, who)) is holds


def test_who_is_operator_and_acting_head_is_head(registry: Engine) -> None:
    clock = HandClock(datetime(2022, 3, 10, tzinfo=UTC))
    with writing(registry) as conn:
        who = accounts.create(conn, "op@b.example", "Operator", PASSWORD)
        accounts.hold(conn, who, "RT-MTK", "operator", from_on=date(2021, 1, 1))
        accounts.hold(conn, who, "RT-MTK", "head", from_on=FIRST, to_on=LAST, acting="plt")
        held = accounts.held(conn, clock, who)
        clock.instant = datetime(2022, 4, 10, tzinfo=UTC)
        later = accounts.held(conn, clock, who)
    assert (held["RT-MTK"].capacity, held["RT-MTK"].acting) == ("head", "plt")
    assert later["RT-MTK"].capacity == "operator"


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"capacity": "king"}, "capacity"),
        ({"acting": "pjs"}, "acting"),
        ({"to_on": date(2022, 2, 1)}, "to_on"),
    ],
)
def test_a_holding_must_make_sense(
    sqlite_registry: Engine, changed: dict[str, object], path: str
) -> None:
    asked = {"capacity": "head", "from_on": FIRST, "to_on": LAST, "acting": "none"} | changed
    with writing(sqlite_registry) as conn:
        who = accounts.create(conn, "a@b.example", "A", PASSWORD)
        with pytest.raises(Invalid) as refused:
            accounts.hold(conn, who, "RT-MTK", **asked)  # type: ignore[arg-type]
    assert list(refused.value.errors) == [path]


def test_an_administrator_speaks_for_no_office(sqlite_registry: Engine) -> None:
    with writing(sqlite_registry) as conn:
        who = accounts.create(conn, "admin@b.example", "A", PASSWORD, admin=True)
        with pytest.raises(Invalid):
            accounts.hold(conn, who, "RT-MTK", "head", from_on=FIRST)
        other = accounts.create(conn, "b@b.example", "B", PASSWORD)
        with pytest.raises(UnknownOffice):
            accounts.hold(conn, other, "NOWHERE", "head", from_on=FIRST)
