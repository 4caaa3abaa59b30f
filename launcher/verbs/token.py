"""`tindak token create|revoke|list`: how other programs sign in."""

import argparse

from launcher import desk
from shared import tokens

ROLES = ("ombudsman", "unit", "kanwil", "directorate", "admin", "service")


def run(argv: list[str]) -> int:
    """Make, revoke or list machine tokens."""
    parser = argparse.ArgumentParser(prog="tindak token", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    making = verbs.add_parser("create", help="prints the secret, once")
    making.add_argument("--role", required=True, choices=ROLES)
    making.add_argument("--office", help="its code; none for admin and service")
    making.add_argument("--name", default="", help="what uses it")
    making.set_defaults(do=_create)
    revoking = verbs.add_parser("revoke", help="the token opens nothing from now on")
    revoking.add_argument("id")
    revoking.set_defaults(do=_revoke)
    verbs.add_parser("list", help="all tokens, without secrets").set_defaults(do=_list)
    asked = parser.parse_args(argv[1:])
    asked.do(asked)
    return 0


def _create(asked: argparse.Namespace) -> None:
    with desk.registry() as conn:
        secret = tokens.create(conn, asked.role, asked.office, asked.name)
    print(secret)


def _revoke(asked: argparse.Namespace) -> None:
    with desk.registry() as conn:
        tokens.revoke(conn, asked.id)
    print(f"{asked.id} opens nothing from now on.")


def _list(_asked: argparse.Namespace) -> None:
    with desk.registry() as conn:
        for one in tokens.listing(conn):
            state = "revoked" if one.revoked_at else "valid"
            used = f"{one.last_used_at:%Y-%m-%d %H:%M}Z" if one.last_used_at else "never used"
            print(f"{one.id}  {state:7}  {one.role:10}  {one.office or '-':24}  {used}  {one.name}")
