"""Where followup begins: the web application, the worker and beat.

Owns: reading the environment, and putting together what each process works with.
"""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from services.followup.certificate import notices, weekly
from services.followup.certificate.heartbeat import Heart, beat
from services.followup.certificate.notary import Notary, daily
from services.followup.certificate.signing import signer
from services.followup.clockwork.worker import Desk, Worker, build_worker
from services.followup.hearing.feed import Feed, http_feed
from services.followup.letters import mail, origin
from services.followup.letters.deliver import deliver
from services.followup.letters.links import send_links
from services.followup.letters.postroom import Postroom
from services.followup.letters.webhooks import Switchboard, announce
from services.followup.place import Place
from services.followup.schema import metadata
from services.followup.store import decrees
from shared import logs
from shared.config import Settings, load
from shared.db import open_engine
from shared.revisions import REGISTRY, History, check

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine

__all__ = ["HISTORY", "create_app", "create_worker", "metadata", "notary_of", "open_place"]

HISTORY = History("followup", Path(__file__).parent / "migrations")


def create_app(settings: Settings | None = None, feed: Feed | None = None) -> "Flask":
    """The web application; without `settings` the environment says them, and without `feed`
    intake is read over HTTP. Raises ConfigError where the database is not at this schema."""
    from services.followup import site  # noqa: PLC0415  (worker and beat do without the web)

    if settings is None:
        logs.configure()
        settings = load(os.environ)
    place = open_place(settings, feed or http_feed(settings.intake_url, settings.feed_token, 1, 1))
    registry = open_engine(settings.registry_url)
    check(registry, REGISTRY)
    return site.build(settings, place, registry)


def create_worker(settings: Settings | None = None) -> Worker:
    """The Celery app of worker and beat; nothing is opened before the first task."""
    if settings is None:
        logs.configure()
        settings = load(os.environ)
    return build_worker(settings.broker_url, partial(_open_desk, settings))


def open_place(settings: Settings, feed: Feed | None = None) -> Place:
    """Followup's database at this schema, with its calendar, and intake's feed."""
    engine = open_engine(settings.followup_url_db)
    check(engine, HISTORY)
    decrees.seed(engine)
    origin.begun(engine, settings.clock)
    return Place(
        engine, feed or http_feed(settings.intake_url, settings.feed_token), settings.clock
    )


def _open_desk(settings: Settings) -> Desk:
    place = open_place(settings)
    room = Postroom(
        place=place,
        registry=open_engine(settings.registry_url),
        transport=mail.transport(settings.smtp_url, settings.data, _host(settings)),
        public_url=settings.public_url,
        sender=settings.mail_from,
    )
    board = Switchboard(
        place.engine, settings.clock, settings.secret_key, settings.private_webhooks
    )
    heart = Heart(place, settings.heartbeat_url, settings.private_webhooks)
    return Desk(
        place,
        deliver=partial(_post, room, settings.secret_key),
        announce=partial(announce, board),
        certify=lambda: daily(notary_of(settings, place, room.registry)),
        anchor=partial(weekly.plan, place, room.registry),
        heartbeat=partial(beat, heart),
    )


def notary_of(settings: Settings, place: Place, registry: "Engine") -> Notary:
    """Who certifies for this installation; its key is made where there is none yet."""
    key = signer(settings.signing_key, settings.data)
    return Notary(place, registry, key, settings.admin_email)


def _post(room: Postroom, own_key: str) -> None:
    send_links(room, own_key)
    notices.send(room)
    deliver(room)


def _host(settings: Settings) -> str:
    return urlsplit(settings.public_url).hostname or "localhost"


def __getattr__(name: str) -> Any:
    """`celery` is what `celery --app services.followup.main:celery` asks for; made when asked."""
    if name == "celery":
        return create_worker()
    raise AttributeError(name)
