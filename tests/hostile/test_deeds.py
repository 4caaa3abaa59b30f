"""What a form does: it leads on, so that going back or loading again repeats nothing; and what
cannot be undone is asked once before it is done."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from shared.db import reading
from shared.registry_tables import account, token
from tests.hostile.bodies import LATER, WHY, path_of
from tests.hostile.gauntlet import Gauntlet, Route, with_cookie
from tests.hostile.matrix import table

YES = {"yakin": "ya"}
CLOSE = {"outcome": "not_actionable", "note": "Tidak mungkin."}
ASKED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "POST /penarikan/<recommendation_id>": ("ombudsman", WHY),
    "POST /pembukaan/<recommendation_id>": ("ombudsman", {**WHY, "new_due_on": LATER}),
    "POST /penilaian/<recommendation_id>": ("ombudsman", CLOSE),
    "POST /admin/akun/<account_id>/nonaktif": ("admin", {}),
    "POST /admin/akun/<account_id>/sandi": ("admin", {}),
    "POST /admin/token/<token_id>/cabut": ("admin", {}),
    "POST /admin/pengiriman/<letter_id>/buang": ("admin", {}),
}
"""What cannot be undone, who does it, and what they type."""
ASKED_ELSEWHERE = {"POST /admin/usulan/<amendment_id>/setujui"}
"""tests/pages/test_admin_amend.py asks this one, which wants a second administrator."""
SEEN_FIRST = {"POST /langganan", "POST /surat/baru", "POST /surat/<letter_id>/tambah",
              "POST /pelaksanaan/<recommendation_id>/periksa", "POST /impor/<sha256>"}  # fmt: skip
"""Their button stands on a page that shows what it will do, and they are reached through it."""
MENDED = {
    "POST /keluar", "POST /penerimaan/<recommendation_id>",
    "POST /surat/<letter_id>/penerimaan/<unit>", "POST /pelaksanaan/<recommendation_id>",
    "POST /pelaksanaan/<recommendation_id>/berkas", "POST /perpanjangan/<recommendation_id>",
    "POST /impor", "POST /rekomendasi/<code>/perpanjangan-waktu",
    "POST /eskalasi/<escalation_id>/akui", "POST /eskalasi/<escalation_id>/putuskan",
    "POST /penolakan/<request_id>", "POST /tenggat", "POST /admin/kantor/baru",
    "POST /admin/kantor/<code>/ubah", "POST /admin/akun/baru",
    "POST /admin/akun/<account_id>/jabatan", "POST /admin/akun/<account_id>/jabatan/<holding_id>",
    "POST /admin/token/baru", "POST /admin/kebijakan/usul", "POST /admin/kalender/usul",
    "POST /admin/usulan/<amendment_id>/timbang", "POST /admin/usulan/<amendment_id>/tolak",
    "POST /admin/pengiriman/<departure_id>/ulang", "POST /admin/pengiriman/<letter_id>/lepas",
}  # fmt: skip
"""What adds, or can be said anew where it was wrong: not asked a second time."""
SHOWS = {"POST /tenggat": "dates worked out of a form that is given back; nothing is kept"}
"""What answers with a page, and why."""
UPLOAD = "POST /pelaksanaan/<recommendation_id>/berkas"
"""A script's, which wants 201."""


def posts(gauntlet: Gauntlet) -> dict[str, Route]:
    """Every form of the pages that somebody signed in may send."""
    found = gauntlet.routes().items()
    return {name: route for name, route in found if route.page and route.method == "POST"}


def test_it_is_known_of_every_form_whether_it_can_be_undone(gauntlet: Gauntlet) -> None:
    assert set(posts(gauntlet)) == set(ASKED) | ASKED_ELSEWHERE | SEEN_FIRST | MENDED


def test_every_form_leads_on(gauntlet: Gauntlet) -> None:
    told, wrong = table(posts(gauntlet)), []
    for name, route in posts(gauntlet).items():
        may = [who for who, mark in told[name].items() if mark == "x"]
        for who in may[:1] if name not in {*SHOWS, UPLOAD} else ():
            answer = gauntlet.ask(route, who, gauntlet.here)
            gauntlet.watch.changed()
            if answer.status_code != 303 and 'name="yakin"' not in answer.text:
                wrong.append(f"{name} as {who}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_what_cannot_be_undone_is_asked_once(gauntlet: Gauntlet, name: str) -> None:
    who, typed = ASKED[name]
    route, path = posts(gauntlet)[name], _path(gauntlet, name)
    first = _send(gauntlet, route, path, who, typed)
    assert first.status_code == 200, first.text
    assert 'name="yakin" value="ya"' in first.text
    assert gauntlet.watch.changed() == []
    second = _send(gauntlet, route, path, who, {**typed, **YES})
    assert gauntlet.watch.changed() != []
    assert second.status_code == (200 if name.endswith("/sandi") else 303)  # a secret, shown once


def _path(gauntlet: Gauntlet, name: str) -> str:
    """Where that is done to something of the region at hand."""
    registry = gauntlet.world.intake.extensions["tindak"].engines.registry
    with reading(registry) as conn:
        one = conn.execute(select(account.c.id).where(account.c.admin.is_(False)).limit(1)).scalar()
        secret = conn.execute(select(token.c.id).limit(1)).scalar()
    rule = (
        name.partition(" ")[2].replace("<account_id>", str(one)).replace("<token_id>", str(secret))
    )
    if "/buang" in rule:
        rule = rule.replace("<letter_id>", gauntlet.here.held)
    return path_of(rule, gauntlet.here)


def _send(gauntlet: Gauntlet, route: Route, path: str, who: str, typed: Mapping[str, str]) -> Any:
    headers = with_cookie(route.app, gauntlet.world.carried[who])
    client = route.app.test_client(use_cookies=False)
    return client.post(path, data=dict(typed), headers=headers)
