"""No page is forgotten: whatever the applications mark as a page is looked at by each role."""

from tests.pages.bars import table
from tests.pages.bars.town import ROLES, Town


def test_every_page_is_in_the_table_for_every_role(town: Town) -> None:
    known = table.rules(*town.world.apps)
    looked_at: dict[str, set[str]] = {}
    for page in table.PAGES:
        looked_at.setdefault(page.rule, set()).update(page.roles)
    missing = {
        rule: sorted(roles - looked_at.get(rule, set()))
        for rule, roles in known.items()
        if rule not in table.FILES and roles - looked_at.get(rule, set())
    }
    assert missing == {}
    assert set(looked_at) | set(table.FILES) == set(known)


def test_every_address_answers_as_it_should(town: Town) -> None:
    wrong = {}
    for role in ROLES:
        for page in table.of(role):
            got = town.open(role, page.at(town))
            if got.status_code != page.status or "text/html" not in got.headers["Content-Type"]:
                wrong[f"{role} {page.address}"] = got.status_code
    assert wrong == {}, wrong
