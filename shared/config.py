"""Configuration: the environment, read once at the start and checked.

Owns: every `TINDAK_*` name, its default and its check. A wrong or missing value raises
ConfigError, whose one line names it; only the launcher and each service's `main` call `load`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from shared.clock import ANCHOR_NAME, Clock, ClockSettingError, SystemClock, open_clock

ENVIRONMENTS = ("production", "demo", "test")
DATABASES = (
    "TINDAK_REGISTRY_DATABASE_URL",
    "TINDAK_INTAKE_DATABASE_URL",
    "TINDAK_FOLLOWUP_DATABASE_URL",
)
MIN_SECRET = 32
SEED = re.compile(r"[0-9a-fA-F]{64}")
ADDRESS = re.compile(r"[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class ConfigError(Exception):
    """One line that names the wrong setting and says what to do."""


@dataclass(frozen=True)
class Oidc:
    """The identity provider through which people may sign in."""

    issuer: str
    client_id: str
    client_secret: str
    vouches: bool
    """Whether its addresses count where it says nothing of having verified them."""

    def __repr__(self) -> str:
        return f"Oidc({self.issuer!r})"


@dataclass(frozen=True)
class Settings:
    """What one process was told. Secrets are left out of its `repr`."""

    env: str
    data: Path
    registry_url: str
    intake_url_db: str
    followup_url_db: str
    broker_url: str
    secret_key: str
    feed_token: str
    smtp_url: str | None
    mail_from: str
    intake_url: str
    public_url: str
    private_webhooks: bool
    clock: Clock
    oidc: Oidc | None = None
    public_statistics: bool = False
    signing_key: str | None = None
    admin_email: str | None = None
    heartbeat_url: str | None = None

    def __repr__(self) -> str:
        return f"Settings(env={self.env!r}, data={str(self.data)!r})"


def load(environ: Mapping[str, str]) -> Settings:
    """The settings in `environ`; raises ConfigError naming the first that is wrong."""
    env = _one_of(environ, "TINDAK_ENV", ENVIRONMENTS)
    data = Path(environ.get("TINDAK_DATA", "./var")).resolve()
    registry, intake, followup = _databases(environ)
    return Settings(
        env=env,
        data=data,
        registry_url=registry,
        intake_url_db=intake,
        followup_url_db=followup,
        broker_url=_url(environ, "TINDAK_BROKER_URL", ("redis", "rediss", "redis+socket")),
        secret_key=_secret(environ, "TINDAK_SECRET_KEY"),
        feed_token=_secret(environ, "TINDAK_FEED_TOKEN"),
        smtp_url=_smtp(environ),
        mail_from=environ.get("TINDAK_MAIL_FROM", "tindak-lanjut@localhost"),
        intake_url=_url(environ, "TINDAK_INTAKE_URL", ("http", "https")),
        public_url=_url(environ, "TINDAK_PUBLIC_URL", ("http", "https")).rstrip("/"),
        private_webhooks=_allowed(environ, "TINDAK_WEBHOOKS_PRIVATE"),
        clock=_clock(environ, env, data),
        oidc=_oidc(environ, env),
        public_statistics=_allowed(environ, "TINDAK_PUBLIC_STATISTICS"),
        signing_key=_shaped(environ, "TINDAK_SIGNING_KEY", SEED, "64 hexadecimal digits"),
        admin_email=_shaped(environ, "TINDAK_ADMIN_EMAIL", ADDRESS, "an e-mail address"),
        heartbeat_url=_heartbeat(environ),
    )


def _clock(environ: Mapping[str, str], env: str, data: Path) -> Clock:
    setting = environ.get("TINDAK_CLOCK")
    if env == "production":
        return _real(setting, data)
    try:
        return open_clock(setting, data)
    except ClockSettingError:
        raise ConfigError(
            f"TINDAK_CLOCK={setting!r} is not <ISO instant with zone>@<seconds per second>."
        ) from None


def _real(setting: str | None, data: Path) -> Clock:
    if setting:
        raise ConfigError("TINDAK_CLOCK is not allowed in production: remove it.")
    if (data / ANCHOR_NAME).exists():
        raise ConfigError(
            f"TINDAK_DATA: time is simulated in {data} ({ANCHOR_NAME}), which production refuses: "
            "name another folder."
        )
    return SystemClock()


def _one_of(environ: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = _required(environ, name)
    if value not in allowed:
        raise ConfigError(f"{name}={value!r} is not one of {', '.join(allowed)}.")
    return value


def _required(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise ConfigError(f"{name} is missing: set it (docs/operator.md lists every setting).")
    return value


def _url(environ: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    value = _required(environ, name)
    if urlsplit(value).scheme not in schemes:
        raise ConfigError(f"{name} must begin with {' or '.join(s + '://' for s in schemes)}.")
    return value


def _databases(environ: Mapping[str, str]) -> list[str]:
    """The three URLs, each a database of its own: their tables have names in common."""
    found: dict[str, str] = {}
    for name in DATABASES:
        url = _url(environ, name, ("sqlite", "postgresql+psycopg"))
        if url in found:
            raise ConfigError(f"{name} names the database of {found[url]}: give it its own.")
        _check_folder(name, url)
        found[url] = name
    return list(found)


def _check_folder(name: str, url: str) -> None:
    path = Path(url.partition("?")[0].removeprefix("sqlite:///"))
    if url.startswith("sqlite:") and not path.parent.is_dir():
        raise ConfigError(f"{name}: there is no folder {path.parent}; make it, or name another.")


def _allowed(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "")
    if value not in ("", "allow"):
        raise ConfigError(f"{name}={value!r} is not 'allow'; leave it out to refuse.")
    return bool(value)


def _smtp(environ: Mapping[str, str]) -> str | None:
    if not environ.get("TINDAK_SMTP_URL"):
        return None
    return _url(environ, "TINDAK_SMTP_URL", ("smtp", "smtps"))


def _shaped(
    environ: Mapping[str, str], name: str, shape: re.Pattern[str], words: str
) -> str | None:
    """What may be left out, and has that shape where it is set; a secret is not repeated."""
    value = environ.get(name, "").strip()
    if value and not shape.fullmatch(value):
        raise ConfigError(f"{name} is not {words}: mend it, or leave it out.")
    return value or None


def _heartbeat(environ: Mapping[str, str]) -> str | None:
    """Guarded as webhooks are."""
    if not environ.get("TINDAK_HEARTBEAT_URL"):
        return None
    private = _allowed(environ, "TINDAK_WEBHOOKS_PRIVATE")
    return _url(environ, "TINDAK_HEARTBEAT_URL", ("https", "http") if private else ("https",))


def _oidc(environ: Mapping[str, str], env: str) -> Oidc | None:
    """All three or none; a provider over plain HTTP would let anyone between sign in as anybody."""
    if not environ.get("TINDAK_OIDC_ISSUER"):
        return None
    schemes = ("https",) if env == "production" else ("https", "http")
    return Oidc(
        _url(environ, "TINDAK_OIDC_ISSUER", schemes).rstrip("/"),
        _required(environ, "TINDAK_OIDC_CLIENT_ID"),
        _required(environ, "TINDAK_OIDC_CLIENT_SECRET"),
        vouches=_allowed(environ, "TINDAK_OIDC_UNVERIFIED"),
    )


def _secret(environ: Mapping[str, str], name: str) -> str:
    value = _required(environ, name)
    if len(value) < MIN_SECRET:
        raise ConfigError(f"{name} is shorter than {MIN_SECRET} characters: make a longer one.")
    return value
