"""A one-time link: asked for on a page, sent at once, spent by a button and by nothing else."""

import re
from datetime import timedelta

from sqlalchemy import select, update

from services.followup.letters.links import send_links
from services.followup.letters.mail import transport
from services.followup.letters.postroom import Postroom
from services.followup.place import Place
from shared.clock import real_now
from shared.db import reading, writing
from shared.entrance import links
from shared.registry_tables import account, sign_in_link
from shared.secrets_at_rest import kept
from tests.entrance.people import HEAD, PUBLIC, head, registry_of
from tests.intake.town import RUTAN, Town
from tests.letters.conftest import QuietFeed
from tests.letters.mailserver import MailServer
from tests.pages.visitor import Visitor, words

ASK = "/masuk/tautan"


def room(town: Town, server: MailServer) -> Postroom:
    registry = registry_of(town)
    place = Place(registry, QuietFeed(town.clock), town.clock)
    road = transport(server.url, town.settings.data, "localhost")
    return Postroom(place, registry, road, PUBLIC, "tindak@babel.example")


def sent(town: Town, server: MailServer) -> str:
    """The path of the link in the e-mail that leaves now."""
    assert send_links(room(town, server), town.settings.secret_key) == 1
    text = server.letters[-1].get_body(("plain",))
    assert text
    found = re.search(rf"{PUBLIC}(/masuk/tautan/\S+)", text.get_content())
    assert found
    return found[1]


def asked(town: Town, server: MailServer) -> str:
    assert Visitor(town.app).send(ASK, ASK, email=HEAD).status_code == 200
    return sent(town, server)


def test_a_link_signs_in_once(intake: Town, server: MailServer) -> None:
    head(intake, (RUTAN, "head"))
    path = asked(intake, server)
    assert server.letters[-1]["To"].addresses[0].addr_spec == HEAD
    visitor = Visitor(intake.app)
    assert "tekan tombol ini" in visitor.text(path)
    assert "tekan tombol ini" in visitor.text(path), "looking spends nothing"
    answer = visitor.send(path, path)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/tugas")
    assert visitor.client.get("/").headers["Location"] == "/tugas"
    again = Visitor(intake.app)
    assert again.client.get(path).status_code == 410
    token = again.token(ASK)
    assert again.client.post(path, data={"csrf": token}).status_code == 410
    assert again.client.get("/").status_code == 200, "nobody is signed in"


def test_no_secret_is_kept(intake: Town, server: MailServer) -> None:
    head(intake, (RUTAN, "head"))
    secret = asked(intake, server).rpartition("/")[2]
    with reading(registry_of(intake)) as conn:
        [row] = conn.execute(select(sign_in_link)).all()
    assert row.hash == kept(secret)
    assert secret not in str(row)


def test_the_answer_tells_nobody_who_has_an_account(intake: Town, server: MailServer) -> None:
    head(intake, (RUTAN, "head"))
    known = Visitor(intake.app).send(ASK, ASK, email=HEAD)
    stranger = Visitor(intake.app).send(ASK, ASK, email="nobody@muntok.example")
    assert known.status_code == stranger.status_code == 200
    told = words(stranger.text).replace("nobody@muntok.example", HEAD)
    assert words(known.text) == told
    assert send_links(room(intake, server), intake.settings.secret_key) == 1


def test_a_link_is_over_after_its_time_and_with_the_account(
    intake: Town, server: MailServer
) -> None:
    who = head(intake, (RUTAN, "head"))
    path = asked(intake, server)
    with writing(registry_of(intake)) as conn:
        conn.execute(update(account).where(account.c.id == who).values(disabled_at=real_now()))
    assert Visitor(intake.app).client.get(path).status_code == 410
    with writing(registry_of(intake)) as conn:
        conn.execute(update(account).where(account.c.id == who).values(disabled_at=None))
    assert Visitor(intake.app).client.get(path).status_code == 200
    with writing(registry_of(intake)) as conn:
        over = real_now() - timedelta(seconds=1)
        conn.execute(update(sign_in_link).values(expires_at=over))
    page = Visitor(intake.app).get(path, 410)
    assert "tidak berlaku lagi" in page


def test_who_holds_several_offices_chooses_and_the_link_lives_on(
    intake: Town, server: MailServer
) -> None:
    head(intake, (RUTAN, "head"), ("LP-SGL", "operator"))
    path = asked(intake, server)
    visitor = Visitor(intake.app)
    assert visitor.send(path, path).status_code == 422
    foreign = visitor.send(path, path, office="KANWIL-BABEL")
    assert foreign.status_code == 422
    assert visitor.send(path, path, office="LP-SGL").headers["Location"] == "/tugas"


def test_an_account_is_not_flooded(intake: Town, server: MailServer) -> None:
    who = head(intake, (RUTAN, "head"))
    with writing(registry_of(intake)) as conn:
        made = [links.ask(conn, HEAD.upper(), "k" * 40, "en") for _ in range(links.MOST + 1)]
    assert made == [True] * links.MOST + [False]
    assert send_links(room(intake, server), "k" * 40) == links.MOST
    assert set(server.subjects) == {"Your Tindak Lanjut sign-in link"}
    assert who


def test_a_letter_that_did_not_leave_leaves_later(intake: Town, server: MailServer) -> None:
    head(intake, (RUTAN, "head"))
    Visitor(intake.app).send(ASK, ASK, email=HEAD)
    server.answers = ["451 later"]
    assert send_links(room(intake, server), intake.settings.secret_key) == 0
    assert sent(intake, server)
    assert send_links(room(intake, server), intake.settings.secret_key) == 0


def test_what_is_no_address_is_told_at_the_field(intake: Town) -> None:
    answer = Visitor(intake.app).send(ASK, ASK, email="kepala")
    assert answer.status_code == 422
    assert "Ketik alamat e-mail Anda" in words(answer.text)
    assert 'value="kepala"' in answer.text
