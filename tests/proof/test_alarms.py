"""A finding is told once, at once, to the administrator and the Kanwil; probes see it too."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update

from services.followup.certificate import notary, notices
from services.followup.certificate.alarms import MOST_TOLD
from services.followup.certificate.content import Shown
from services.followup.certificate.matters import matters
from services.followup.certificate.tables import notice
from services.followup.certificate.tally import MOST_SHOWN
from services.followup.certificate.words import WRONG
from services.followup.fold import Misfit
from services.followup.remaking.rebuild import rebuild
from services.followup.store import stuck, tables
from shared import accounts, codec
from shared.clock import real_now
from shared.db import writing
from tests.followup.town import BABEL
from tests.letters.story import wib
from tests.proof.certified import ADMIN, URL, Certified, said_as_before

LEVEL_1 = delete(tables.journal).where(tables.journal.c.rung == "level_1")
ALARM = "Alarm: langkah terlewat: REK-BABEL-2022-0001"


def test_a_clean_day_tells_nobody(past_due: Certified) -> None:
    past_due.certify()
    assert past_due.post() == []
    status, check = past_due.ready()
    assert (status, check["ok"]) == (200, True)
    assert check["detail"].startswith("number 1 as of 2022-03-14T02:00:00+00:00 (0.0 h old)")
    numbers = past_due.metrics()
    assert numbers["tindak_certificate_age_seconds"] == 0
    assert numbers["tindak_certificate_well"] == 1
    assert numbers['tindak_certificate_findings{wrong="missing"}'] == 0
    assert numbers['tindak_certificate_cases{case="closed"}'] == 1


def test_a_finding_is_told_to_both_at_once_though_it_is_found_again(anywhere: Certified) -> None:
    anywhere.spoil(LEVEL_1)
    anywhere.on("2022-03-13 23:30")  # a Sunday night: an alarm keeps no office hours
    anywhere.certify()
    assert anywhere.post() == [ALARM, ALARM]
    to = {mail["To"].addresses[0].addr_spec for mail in anywhere.server.letters}
    assert to == {ADMIN, "kanwil-babel@babel.example"}
    anywhere.on("2022-03-14 23:30")
    assert anywhere.certify()
    notary.certify(anywhere.notary)
    assert anywhere.post() == []
    status, check = anywhere.ready()
    assert (status, check["ok"]) == (503, False)
    assert check["detail"].endswith(": 1 missing")
    numbers = anywhere.metrics()
    assert numbers['tindak_certificate_findings{wrong="missing"}'] == 1
    assert numbers["tindak_certificate_well"] == 0
    assert numbers['tindak_notices{state="sent"}'] == 2


def test_what_is_found_later_is_told_alone(past_due: Certified) -> None:
    past_due.spoil(LEVEL_1)
    past_due.certify()
    past_due.post()
    with writing(past_due.engine) as conn:
        stuck.put_aside(conn, BABEL, [Misfit(past_due.ids[1], "…")])
    notary.certify(past_due.notary)
    subject = "Alarm: rekomendasi macet: REK-BABEL-2022-0002"
    assert past_due.post() == [subject, subject]


def test_once_it_is_mended_readiness_comes_back(past_due: Certified) -> None:
    past_due.spoil(LEVEL_1)
    past_due.certify()
    rebuild(past_due.town.place, BABEL)
    assert past_due.ready()[0] == 503
    assert notary.certify(past_due.notary).clean
    assert past_due.ready()[0] == 200


def test_a_certificate_that_grows_old_is_not_ready(past_due: Certified) -> None:
    status, check = past_due.ready()
    assert (status, check["detail"]) == (503, "no certificate yet")
    assert past_due.metrics()["tindak_certificate_age_seconds"] == float("inf")
    past_due.certify()
    past_due.on("2022-03-15 10:59")
    assert past_due.ready()[0] == 200
    past_due.on("2022-03-15 11:01")
    status, check = past_due.ready()
    assert status == 503
    assert check["detail"].endswith("; too old")
    past_due.certify()
    assert past_due.ready()[0] == 200


def test_a_young_house_needs_no_certificate(here: Certified) -> None:
    here.on("2022-01-25 09:00")
    here.town.record()
    here.on("2022-01-26 10:00")
    assert here.ready()[0] == 200
    here.on("2022-01-26 11:01")
    assert here.ready()[0] == 503


def test_without_a_setting_every_administrator_is_told(past_due: Certified) -> None:
    with writing(past_due.house.registry) as conn:
        for name in ("one", "two", "gone"):
            accounts.create(conn, f"{name}@tindak.example", name, "a long password", admin=True)
        accounts.create(conn, "kepala@tindak.example", "K", "a long password")
        accounts.disable(conn, "gone@tindak.example")
    past_due.spoil(LEVEL_1)
    made = past_due.notary
    notary.daily(notary.Notary(made.place, made.registry, made.signer))
    told = {one.recipient for one in past_due.notices()}
    assert told == {"one@tindak.example", "two@tindak.example", BABEL}


def test_who_becomes_administrator_later_is_told_too(past_due: Certified) -> None:
    past_due.spoil(LEVEL_1)
    made = past_due.notary
    notary.daily(notary.Notary(made.place, made.registry, made.signer))
    assert notices.send(past_due.room) == 1
    (parked,) = [one for one in past_due.notices() if one.state == "parked"]
    assert "make an account" in parked.reason
    with writing(past_due.house.registry) as conn:
        accounts.create(conn, "new@tindak.example", "new", "a long password", admin=True)
    past_due.house.post("admin", "/followup/notices/retry", {})
    assert notices.send(past_due.room) == 1
    assert past_due.server.letters[-1]["To"].addresses[0].addr_spec == "new@tindak.example"


def test_a_mail_server_that_is_away_is_tried_again(past_due: Certified) -> None:
    past_due.spoil(LEVEL_1)
    past_due.certify()
    past_due.server.answers += ["451 later", "550 nobody here"]
    assert notices.send(past_due.room) == 0
    states = sorted(one.state for one in past_due.notices())
    assert states == ["parked", "waiting"]
    assert past_due.metrics()['tindak_notices{state="parked"}'] == 1
    answer = past_due.house.post("admin", "/followup/notices/retry", {})
    assert (answer.status_code, answer.json) == (201, {"retried": 1})
    past_due.spoil(update(notice).values(try_at=real_now()))
    assert notices.send(past_due.room) == 2
    shown = past_due.house.get("admin", "/followup/notices")["items"]
    assert [one["status"] for one in shown] == ["sent", "sent"]


def test_many_findings_are_one_email(past_due: Certified) -> None:
    past_due.town.on("2022-03-14 09:30")
    for _ in range(12):
        past_due.town.record(received_on=date(2022, 3, 14))
    past_due.on("2022-06-01 09:00")
    past_due.spoil(delete(tables.journal).where(tables.journal.c.rung.like("reminder%")))
    made = past_due.certify()
    assert made is not None
    found = past_due.post()
    assert len(found) == 2
    assert found[0] == f"{MOST_TOLD + 1} hal: {MOST_TOLD + 1} alarm"
    text = past_due.server.letters[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    more = made.findings["missing"] - MOST_TOLD
    assert more > MOST_TOLD / 2
    assert f"Masih ada {more} temuan lain dalam sertifikat nomor 1." in text


def test_what_was_told_long_ago_crowds_out_no_alarm(here: Certified) -> None:
    here.on("2022-01-25 09:00")
    ids = [here.town.record() for _ in range(MOST_SHOWN + 1)]
    here.on("2022-01-25 10:00")
    with writing(here.engine) as conn:
        stuck.put_aside(conn, BABEL, [Misfit(one, "…") for one in ids])
    assert notary.certify(here.notary).findings == {"stuck": MOST_SHOWN + 1}
    here.post()
    notary.certify(here.notary)
    assert len(here.post()) == 2, "the last one, to the administrator and the Kanwil"
    notary.certify(here.notary)
    assert here.post() == []


@pytest.mark.parametrize("wrong", WRONG)
def test_each_alarm_says_what_it_once_said(wrong: str) -> None:
    about_stream = wrong == "tampered"
    has_rung = wrong not in ("tampered", "stuck", "unaccountable")
    due = wib("2022-03-12 00:00")
    late = {"early": -1, "late": 1}.get(wrong, 0)
    finding = Shown(
        stream=BABEL,
        ombudsman="OMBUDSMAN-BABEL",
        code="" if about_stream else "REK-BABEL-2022-0001",
        recommendation_id="" if about_stream else "r1",
        rung="level_1" if has_rung else "",
        round=1,
        wrong=wrong,
        expected_at=due if wrong in ("missing", "early", "late") else None,
        found_at=due + timedelta(hours=late) if has_rung and wrong != "missing" else None,
        salt="5a" * 16,
    )
    facts = {"certificate": 43, "hash": "9f2c" * 16, "findings": codec.dump([finding]), "more": 0}
    told = matters("alarm", facts, "Asia/Jakarta", URL)
    said_as_before(f"alarm.{wrong}", told)
