"""Intake with both further doors open: a mail server behind it, and an identity provider."""

import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from canaille import create_app
from canaille.backends import Backend
from joserfc.jwk import JWKRegistry
from pytest_iam import Server

from shared.config import Oidc
from tests.conftest import FreshUrl
from tests.entrance.people import BACK, PUBLIC
from tests.intake import town as said
from tests.letters.mailserver import MailServer
from tests.servers.places import free_port
from tests.shared.conftest import NO_BROKER


@pytest.fixture
def intake(fresh_url: FreshUrl, tmp_path: Path) -> Iterator[said.Town]:
    """Intake's web application, once per engine."""
    made = said.build(said.cast(fresh_url(), fresh_url()), NO_BROKER, tmp_path, public_url=PUBLIC)
    yield made
    said.close(made)


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that takes everything until it is told otherwise."""
    found = MailServer()
    yield found
    found.close()


@pytest.fixture(scope="module")
def provider() -> Iterator[Server]:
    """Canaille, an OpenID Connect provider, at an address of its own, with one client: ours."""
    port = free_port()
    key = JWKRegistry.generate_key("RSA", 2048)
    key.ensure_kid()
    app = create_app(
        config={
            "TESTING": True,
            "SECRET_KEY": uuid4().hex,
            "SERVER_NAME": f"localhost:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "WTF_CSRF_ENABLED": False,
            "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [key.as_dict(private=True)]},
        }
    )
    made = Server(app, port, Backend.instance)
    thread = threading.Thread(target=made.httpd.serve_forever)
    thread.start()
    with app.app_context():
        yield made
    made.httpd.shutdown()
    thread.join()
    made.httpd.server_close()


@pytest.fixture
def agency(sqlite_url: FreshUrl, tmp_path: Path, provider: Server) -> Iterator[said.Town]:
    """Intake that trusts the provider."""
    client = provider.models.Client(
        client_id=uuid4().hex,
        client_secret=uuid4().hex,
        client_name="Tindak Lanjut",
        redirect_uris=[BACK],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid", "email"],
        token_endpoint_auth_method="client_secret_basic",
    )
    provider.backend.save(client)
    told = Oidc(provider.url.rstrip("/"), client.client_id, client.client_secret, vouches=True)
    mould = said.cast(sqlite_url(), sqlite_url())
    made = said.build(mould, NO_BROKER, tmp_path, public_url=PUBLIC, oidc=told)
    yield made
    said.close(made)
