"""`tindak account create|hold|password|disable`: who signs in, and the offices they hold."""

import argparse
from datetime import date

from sqlalchemy import Connection

from launcher import desk
from launcher.oneline import OneLine
from shared import accounts, sessions
from shared.secrets_at_rest import fresh_password


def run(argv: list[str]) -> int:
    """Make an account, let it hold an office between two dates, renew its password, disable it."""
    parser = argparse.ArgumentParser(prog="tindak account", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    making = verbs.add_parser("create", help="prints the password, once")
    making.add_argument("--email", required=True)
    making.add_argument("--name", required=True)
    making.add_argument("--admin", action="store_true", help="runs the installation")
    _holding(making, required=False)
    making.set_defaults(do=_create)
    holding = verbs.add_parser("hold", help="an account holds one more office")
    holding.add_argument("--email", required=True)
    _holding(holding, required=True)
    holding.set_defaults(do=_hold)
    renewing = verbs.add_parser(
        "password", help="a new one, printed once; every session of the account ends"
    )
    renewing.add_argument("--email", required=True)
    renewing.set_defaults(do=_renew)
    disabling = verbs.add_parser("disable", help="the account opens nothing from now on")
    disabling.add_argument("--email", required=True)
    disabling.set_defaults(do=_disable)
    asked = parser.parse_args(argv[1:])
    asked.do(asked)
    return 0


def _holding(parser: argparse.ArgumentParser, *, required: bool) -> None:
    day = date.fromisoformat
    parser.add_argument("--office", required=required, help="its code")
    parser.add_argument("--capacity", default="head", choices=accounts.CAPACITIES)
    parser.add_argument("--acting", default="none", choices=accounts.ACTING)
    parser.add_argument("--from", dest="from_on", type=day, help="YYYY-MM-DD; today if not given")
    parser.add_argument("--to", dest="to_on", type=day, help="YYYY-MM-DD, the last day")


def _create(asked: argparse.Namespace) -> None:
    password = fresh_password()
    with desk.registry() as conn:
        account = accounts.create(conn, asked.email, asked.name, password, admin=asked.admin)
        if asked.office:
            _let_hold(conn, account, asked)
    print(f"password: {password}")


def _renew(asked: argparse.Namespace) -> None:
    password = fresh_password()
    with desk.registry() as conn:
        ended = sessions.close_all(conn, accounts.renew(conn, asked.email, password))
    print(f"{asked.email}: {ended} sessions ended; password: {password}")


def _hold(asked: argparse.Namespace) -> None:
    with desk.registry() as conn:
        found = accounts.lookup(conn, asked.email)
        if found is None:
            raise OneLine(f"there is no account {asked.email}.")
        _let_hold(conn, found.id, asked)
    print(f"{asked.email} holds {asked.office}.")


def _disable(asked: argparse.Namespace) -> None:
    with desk.registry() as conn:
        accounts.disable(conn, asked.email)
    print(f"{asked.email} opens nothing from now on.")


def _let_hold(conn: Connection, account: str, asked: argparse.Namespace) -> None:
    accounts.hold(
        conn,
        account,
        asked.office,
        asked.capacity,
        from_on=asked.from_on or desk.settings().clock.now().date(),
        to_on=asked.to_on,
        acting=asked.acting,
    )
