"""Whatever is sent to the API, by whomever: the answer is one that the description promises."""

from collections import defaultdict

import pytest

from tests.hostile import attack
from tests.hostile.conftest import EXAMPLES, FEW, SEED
from tests.hostile.stock import Stock
from tests.hostile.world import World

SPEAKERS = {
    "intake": ("OMBUDSMAN-BABEL", "RT-MTK", "service", "KANWIL-BABEL", "admin"),
    "followup": ("KANWIL-BABEL", "RT-MTK", "admin", "OMBUDSMAN-BABEL", "DITJENPAS", "service"),
}
EVERYTHING = [(document, who) for document, all_ in SPEAKERS.items() for who in all_]
PHASES = {"EXAMPLES", "FUZZING", "STATEFUL_TESTING"}


@pytest.mark.parametrize(("document", "who"), EVERYTHING)
def test_every_answer_is_as_described(
    world: World, stocks: list[Stock], document: str, who: str, request: pytest.FixtureRequest
) -> None:
    options = request.config
    examples, seed = options.getoption(EXAMPLES, FEW), options.getoption(SEED, 0)
    settings = attack.config(
        world.town.voice(who).secret, known(stocks), examples, seed, edges=False
    )
    with attack.served(world) as address:
        found = attack.run(f"{address}/api/v1/{document}/openapi.json", settings)
    assert found.failures == []
    assert found.phases == PHASES
    assert found.tried > examples * 10


@pytest.mark.parametrize("document", SPEAKERS)
def test_the_edges_of_every_schema_are_as_described(
    world: World, stocks: list[Stock], document: str
) -> None:
    """Each operation once, by the first speaker whose role may call it."""
    with attack.served(world) as address:
        for who, mine in share(world, document).items():
            secret = world.town.voice(who).secret
            settings = attack.config(secret, known(stocks), 1, 0, edges=True)
            settings.projects.default.phases.update(phases=["coverage"])
            found = attack.run(f"{address}/api/v1/{document}/openapi.json", settings, mine)
            assert found.failures == []
            assert found.tried > 10 * len(mine)


def known(stocks: list[Stock]) -> dict[str, list[str]]:
    """For each variable of a path what there is, here and elsewhere."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for stock in stocks:
        for name, id_ in stock.names().items():
            found[name].append(id_)
    found["recommendation_id"] += [one for stock in stocks for one in (stock.sent, stock.confirmed)]
    return dict(found)


def share(world: World, document: str) -> dict[str, frozenset[str]]:
    """Each operation of the document at the first speaker whose role may call it."""
    told = world.client().get(f"/api/v1/{document}/openapi.json").json
    assert told is not None
    found: dict[str, set[str]] = {who: set() for who in SPEAKERS[document]}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            if method in ("get", "post", "put", "patch", "delete"):
                roles = operation.get("x-roles") or ["ombudsman", "kanwil"]
                who = next(one for one in found if role(one) in roles)
                found[who].add(f"{method.upper()} {path}")
    return {who: frozenset(labels) for who, labels in found.items() if labels}


def role(who: str) -> str:
    kind = who.partition("-")[0].lower()
    return {"rt": "unit", "ditjenpas": "directorate"}.get(kind, kind)
