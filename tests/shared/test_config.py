"""A wrong or missing setting stops the start with one line that names it."""

from pathlib import Path

import pytest

from shared import config
from shared.config import ConfigError

RIGHT = {
    "TINDAK_ENV": "production",
    "TINDAK_DATA": "/srv/tindak",
    "TINDAK_REGISTRY_DATABASE_URL": "postgresql+psycopg://db/registry",
    "TINDAK_INTAKE_DATABASE_URL": "postgresql+psycopg://db/intake",
    "TINDAK_FOLLOWUP_DATABASE_URL": "sqlite:////srv/followup.db",
    "TINDAK_BROKER_URL": "redis://broker:6379/0",
    "TINDAK_SECRET_KEY": "s" * 32,
    "TINDAK_FEED_TOKEN": "t" * 32,
    "TINDAK_INTAKE_URL": "http://intake:8000",
    "TINDAK_PUBLIC_URL": "https://tindak.example/",
}


def test_right_settings_are_read() -> None:
    found = config.load(RIGHT)
    assert found.env == "production"
    assert found.data == Path("/srv/tindak")
    assert found.public_url == "https://tindak.example"
    assert not found.clock.simulated
    assert found.smtp_url is None


@pytest.mark.parametrize("name", sorted(RIGHT.keys() - {"TINDAK_DATA"}))
@pytest.mark.parametrize("value", [None, "", "  ", "wrong"])
def test_a_wrong_or_missing_setting_is_named_in_one_line(name: str, value: str | None) -> None:
    environ = {key: RIGHT[key] for key in RIGHT if key != name}
    if value is not None:
        environ[name] = value
    with pytest.raises(ConfigError) as refused:
        config.load(environ)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TINDAK_SMTP_URL", "mail.example"),
        ("TINDAK_CLOCK", "2022-01-25T02:00:00Z@1"),
        ("TINDAK_BROKER_URL", "amqp://broker"),
        ("TINDAK_INTAKE_DATABASE_URL", RIGHT["TINDAK_REGISTRY_DATABASE_URL"]),
        ("TINDAK_FOLLOWUP_DATABASE_URL", RIGHT["TINDAK_INTAKE_DATABASE_URL"]),
        ("TINDAK_OIDC_ISSUER", "http://sign-in.example"),
        ("TINDAK_WEBHOOKS_PRIVATE", "yes"),
        ("TINDAK_SIGNING_KEY", "ab12" * 15),
        ("TINDAK_SIGNING_KEY", "not hexadecimal".ljust(64, "x")),
        ("TINDAK_ADMIN_EMAIL", "somebody"),
        ("TINDAK_ADMIN_EMAIL", "a@b.example, c@d.example"),
        ("TINDAK_HEARTBEAT_URL", "http://watch.example/ping"),
    ],
)
def test_what_may_be_left_out_must_still_be_right(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        config.load(RIGHT | {name: value})


def test_an_identity_provider_is_told_wholly() -> None:
    told = RIGHT | {"TINDAK_OIDC_ISSUER": "https://sign-in.example/realms/agency/"}
    with pytest.raises(ConfigError, match="TINDAK_OIDC_CLIENT_ID"):
        config.load(told)
    told |= {"TINDAK_OIDC_CLIENT_ID": "tindak", "TINDAK_OIDC_CLIENT_SECRET": "known to both"}
    found = config.load(told).oidc
    assert found
    assert (found.issuer, found.vouches) == ("https://sign-in.example/realms/agency", False)
    assert "known to both" not in repr(found)


def test_what_watches_is_told_as_it_is() -> None:
    told = {
        "TINDAK_SIGNING_KEY": "ab12" * 16,
        "TINDAK_ADMIN_EMAIL": "admin@tindak.example",
        "TINDAK_HEARTBEAT_URL": "http://watch.example/ping",
        "TINDAK_WEBHOOKS_PRIVATE": "allow",
    }
    found = config.load(RIGHT | told)
    assert [found.signing_key, found.admin_email, found.heartbeat_url] == list(told.values())[:3]
    assert config.load(RIGHT).signing_key is None
    assert "ab12" not in repr(found)


def test_a_clock_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    wrong = {"TINDAK_ENV": "test", "TINDAK_CLOCK": "soon", "TINDAK_DATA": str(tmp_path)}
    with pytest.raises(ConfigError, match="TINDAK_CLOCK='soon'"):
        config.load(RIGHT | wrong)


def test_secrets_stay_out_of_what_is_printed() -> None:
    shown = repr(config.load(RIGHT | {"TINDAK_SMTP_URL": "smtp://u:hidden@mail"}))
    assert "hidden" not in shown
    assert RIGHT["TINDAK_SECRET_KEY"] not in shown
