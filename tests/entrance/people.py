"""Who signs in, and the addresses of the way."""

from sqlalchemy import Engine

from tests.intake.town import Town
from tests.pages.visitor import account

HEAD = "kepala@muntok.example"
PUBLIC = "http://localhost"
BACK = f"{PUBLIC}/masuk/penyedia/kembali"


def registry_of(town: Town) -> Engine:
    found: Engine = town.app.extensions["tindak"].engines.registry
    return found


def head(town: Town, *held: tuple[str, str]) -> str:
    """The account of the head, who holds those offices; its id."""
    return account(registry_of(town), HEAD, *held, name="Kepala Rutan")
