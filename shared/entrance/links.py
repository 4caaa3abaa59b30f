"""Links that sign somebody in once.

Owns: the table `sign_in_link`, asking for a link, and spending it. A link lives a quarter of an
hour of real time. Its secret is derived from the link's id and the installation's own key, so that
whoever sends the e-mail can write it, and no database holds it.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from shared.accounts import Account
from shared.clock import real_now
from shared.ids import new_id
from shared.refusal import NotFound
from shared.registry_tables import account, sign_in_link
from shared.secrets_at_rest import LINK_PREFIX, derived_secret, kept

LENGTH = timedelta(minutes=15)
MOST = 3
"""Links of one account that may live at once: more are not sent, whoever asks for them."""


class LinkSpent(NotFound):
    """No such link, or it is over or has been used."""


@dataclass(frozen=True)
class Letter:
    """A link that waits to be sent, and to whom."""

    id: str
    email: str
    name: str
    language: str


def ask(conn: Connection, email: str, own_key: str, language: str) -> bool:
    """Keeps a link for the account of that address; False where there is no such account, it is
    disabled, or it has enough of them."""
    conn.execute(delete(sign_in_link).where(sign_in_link.c.expires_at <= real_now()))
    folded = email.strip().casefold()
    query = select(account.c.id).where(account.c.email == folded, account.c.disabled_at.is_(None))
    who = conn.execute(query).scalar_one_or_none()
    if who is None:
        return False
    living = select(func.count()).where(sign_in_link.c.account == who)
    if conn.execute(living).scalar_one() >= MOST:
        return False
    made = new_id()
    conn.execute(
        insert(sign_in_link).values(
            id=made, hash=kept(secret(own_key, made)), account=who, language=language,
            expires_at=real_now() + LENGTH,
        )
    )  # fmt: skip
    return True


def secret(own_key: str, link: str) -> str:
    """The secret of the link with that id."""
    return derived_secret(LINK_PREFIX, own_key, "sign-in link", link)


def holder(conn: Connection, given: str) -> Account:
    """Whose living link this is; raises LinkSpent."""
    query = (
        select(account)
        .join_from(sign_in_link, account)
        .where(
            sign_in_link.c.hash == kept(given),
            sign_in_link.c.used_at.is_(None),
            sign_in_link.c.expires_at > real_now(),
            account.c.disabled_at.is_(None),
        )
    )
    row = conn.execute(query).one_or_none()
    if row is None:
        raise LinkSpent("This link is over or has been used; ask for a new one.")
    return Account(row.id, row.email, row.name, row.admin)


def spend(conn: Connection, given: str) -> None:
    """The link opens nothing from now on; raises LinkSpent where another was quicker."""
    mine = (sign_in_link.c.hash == kept(given)) & sign_in_link.c.used_at.is_(None)
    if conn.execute(update(sign_in_link).where(mine).values(used_at=real_now())).rowcount != 1:
        raise LinkSpent("This link has been used; ask for a new one.")


def waiting(conn: Connection, most: int = 50) -> list[Letter]:
    """Links that live and were not sent yet, oldest first."""
    query = (
        select(sign_in_link.c.id, sign_in_link.c.language, account.c.email, account.c.name)
        .join_from(sign_in_link, account)
        .where(sign_in_link.c.sent_at.is_(None), sign_in_link.c.expires_at > real_now())
        .order_by(sign_in_link.c.id)
        .limit(most)
    )
    return [Letter(row.id, row.email, row.name, row.language) for row in conn.execute(query)]


def claim(conn: Connection, link: str) -> bool:
    """Marks the link as sent; False where another worker was quicker."""
    mine = (sign_in_link.c.id == link) & sign_in_link.c.sent_at.is_(None)
    return conn.execute(update(sign_in_link).where(mine).values(sent_at=real_now())).rowcount == 1


def give_back(conn: Connection, link: str) -> None:
    """The e-mail did not leave: the link waits again."""
    conn.execute(update(sign_in_link).where(sign_in_link.c.id == link).values(sent_at=None))
