"""What people type is text: on every page, in every e-mail, wherever it stands."""

import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlalchemy import update

from services.followup.letters.deliver import deliver
from services.followup.letters.mail import Letterbox
from services.followup.letters.postroom import Postroom
from shared.db import writing
from shared.ids import new_id
from shared.registry_tables import account, office, version
from tests.hostile import people
from tests.hostile import world as worlds
from tests.hostile.bodies import path_of
from tests.hostile.gauntlet import routes, with_cookie
from tests.hostile.stock import HERE, Stock, fill
from tests.hostile.world import World
from tests.intake.town import LETTER

ATTACKS = (
    "<script>alert('{name}')</script>",
    '"><img src=x onerror=alert("{name}")>',
    "' autofocus onfocus=alert('{name}') x='",
    "</textarea></title><svg onload=alert('{name}')>",
    "{{{{7*7}}}}{{% raw %}}{name}",
    "<a href=\"javascript:alert('{name}')\">{name}</a>",
)
"""`{name}` says which field it came in by."""
ADDRESS = "Satu\r\nBcc: everybody@evil.example\r\n\r\n<script>x</script>"
HEADERS = frozenset(
    {"from", "to", "subject", "date", "message-id", "content-language", "auto-submitted"}
    | {"mime-version", "content-type", "content-transfer-encoding"}
)
VOID = frozenset({"script", "iframe", "object", "embed", "base"})


def poison(name: str) -> str:
    return " ".join(one.format(name=name) for one in ATTACKS)


class Live(HTMLParser):
    """What in a page would run, or lead into a script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        inline = tag == "script" and "src" not in told
        handlers = [name for name in told if name.startswith("on")]
        leads = [
            value for value in told.values() if re.match(r"\s*(javascript|data):", value or "")
        ]
        if inline or handlers or leads or tag in VOID - {"script"}:
            self.found.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Stock]]:
    """A region in which every text that somebody may type is an attack."""
    world = worlds.on_sqlite(tmp_path_factory.mktemp("poisoned"))
    [stock] = fill(world, HERE)
    world.carried = {**people.secrets(world)}
    registry = world.intake.extensions["tindak"].engines.registry
    with writing(registry) as conn:
        for who in people.PEOPLE:
            mine = account.c.email == f"{who.name}@hostile.example"
            conn.execute(update(account).where(mine).values(name=poison(f"account of {who.name}")))
        conn.execute(
            update(office)
            .where(office.c.code == HERE.unit)
            .values(name=f"{ADDRESS} {poison('office')}")
        )
        conn.execute(update(version).values(value=new_id()))
    yield world, _said(world, stock)
    world.close()


def _said(world: World, stock: Stock) -> Stock:
    """Every text of the API, said about a recommendation of its own; answers the stock with it."""
    head = {**LETTER["letter"], "number": "RACUN/1", "date": "2022-03-14"}
    for name in ("subject", "activity", "issuer", "signatory", "lhp_number"):
        head[name] = poison(name)[:200] if name == "lhp_number" else poison(name)
    for name in ("legal_basis", "copy_to"):
        head[name] = [poison(name)]
    point = {**LETTER["recommendations"][0], "unit": HERE.unit, "received_on": "2022-03-14"}
    for name in ("finding", "text", "criterion", "cause", "effect", "person_in_charge"):
        point[name] = poison(name)
    told = _ask(world, "ombudsman", "/letters", {"letter": head, "recommendations": [point]})
    about, letter = told["recommendations"][0]["id"], told["id"]
    world.on("2022-03-14")
    photo = world.town.voice(HERE.unit).upload(
        about, form={"place": poison("place"), "taken_on": "2022-03-14"}
    )
    assert photo.status_code == 201, photo.text
    longer = {"reason": poison("request"), "new_due_on": "2022-06-30"}
    request = _ask(world, "head", f"/cases/{about}/extension-requests", longer)
    deed = {"description": poison("description"), "completed_on": "2022-03-14", "extent": "full"}
    evidence = [(photo.json or {})["id"]]
    path = f"/recommendations/{about}"
    _ask(world, "head", f"{path}/actions", {**deed, "evidence": evidence})
    verdict = {"outcome": "partially_implemented", "note": poison("note")}
    verdict |= {"remaining": poison("remaining"), "new_due_on": "2022-05-31"}
    _ask(world, "ombudsman", f"{path}/verifications", verdict)
    decision = {"decision": "instruct", "note": poison("decision"), "internal_due_on": "2022-06-30"}
    _ask(world, "kanwil", f"/escalations/{stock.escalation}/decisions", decision)
    _ask(world, "ombudsman", f"{path}/extensions", {**longer, "reason": poison("extension")})
    world.on("2022-03-15")
    code = told["recommendations"][0]["code"]
    ours = {"open": about, "letter": letter, "code": code, "evidence": evidence[0]}
    return Stock(**{**vars(stock), **ours, "request": request["id"]})


def _ask(world: World, who: str, path: str, body: Mapping[str, Any]) -> Any:
    answer = world.ask("POST", f"/api/v1{path}", world.carried[who], json=body)
    assert answer.status_code == 201, answer.text
    return answer.json


def test_no_page_runs_what_somebody_typed(poisoned: tuple[World, Stock]) -> None:
    world, stock = poisoned
    wrong, seen = [], set()
    for route in routes(world):
        if not route.page or route.method != "GET":
            continue
        for who in ("head", "kanwil", "ombudsman", "directorate", "admin"):
            headers = with_cookie(route.app, world.carried[who])
            answer = route.app.test_client(use_cookies=False).get(
                path_of(route.rule, stock), headers=headers, buffered=True
            )
            if answer.status_code >= 500:
                wrong.append(f"{route.rule} {who}: {answer.status_code}")
            if answer.mimetype != "text/html":
                continue
            page = Live(answer.get_data(as_text=True))
            wrong += [f"{route.rule} {who}: {one}" for one in page.found]
            seen |= set(re.findall(r"alert\('([\w ]+)'\)", " ".join(page.text)))
            assert "49" not in re.findall(r"49\{% raw", " ".join(page.text))
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert not wrong, "\n".join(wrong)
    typed = {"text", "description", "note", "remaining", "decision", "request", "office"}
    assert typed <= seen, f"not shown anywhere, so nothing was tested: {typed - seen}"


@pytest.fixture(scope="module")
def letters(
    poisoned: tuple[World, Stock], tmp_path_factory: pytest.TempPathFactory
) -> list[EmailMessage]:
    """Every e-mail of that region, as it leaves."""
    world, box = poisoned[0], tmp_path_factory.mktemp("letters") / "mailbox"
    registry = world.followup.extensions["tindak"].engines.registry
    room = Postroom(world.place, registry, Letterbox(box), worlds.PUBLIC, "t@babel.example")
    world.on("2022-03-16")
    assert deliver(room) > 0
    paths = (box / "new").iterdir()
    return [message_from_bytes(path.read_bytes(), policy=default) for path in paths]


def test_no_letter_carries_what_runs(letters: list[EmailMessage]) -> None:
    seen = set()
    for letter in letters:
        for part in letter.walk():
            if part.get_content_type() == "text/html":
                page = Live(part.get_content())
                assert page.found == []
                seen |= set(re.findall(r"alert\('([\w ]+)'\)", " ".join(page.text)))
    assert {"office", "description"} <= seen


def test_no_letter_has_a_header_that_somebody_typed(letters: list[EmailMessage]) -> None:
    for letter in letters:
        assert letter["Bcc"] is None
        assert {name.lower() for name in letter.keys()} <= HEADERS  # noqa: SIM118
        assert "evil.example" not in letter["To"].addresses[0].domain
        assert len(letter["To"].addresses) == 1
