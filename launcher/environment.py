"""The environment that every process of an installation is given.

Owns: the one decision whether the caller configures everything (`TINDAK_ENV` is set: nothing is
assumed) or works on the embedded default (it is not: SQLite, the bundled broker and our own
secrets, each replaced by the variable of its name where that is set).
"""

from collections.abc import Mapping
from pathlib import Path

from launcher import broker, places

DEFAULT_PORT = 8000
KEPT = "environment"
DATABASES = ("registry", "intake", "followup")


def settled(environ: Mapping[str, str]) -> dict[str, str]:
    """For tools beside a running installation: the caller's configuration if there is one, else
    the embedded default of the data folder."""
    if is_embedded(environ):
        return embedded(environ, places.data_folder(environ))
    return dict(environ)


def is_embedded(environ: Mapping[str, str]) -> bool:
    """Whether the caller leaves everything to the embedded default."""
    return not environ.get("TINDAK_ENV")


def embedded(environ: Mapping[str, str], data: Path, *, port: int = DEFAULT_PORT) -> dict[str, str]:
    """The embedded default on `data`, each name replaced by what `environ` says. The folder of a
    demonstration says so itself, for every tool beside it."""
    (data / "broker").mkdir(mode=0o700, parents=True, exist_ok=True)
    address = f"http://127.0.0.1:{port}"
    defaults = {
        "TINDAK_ENV": _kept(data),
        "TINDAK_SECRET_KEY": places.secret(data, "secret-key"),
        "TINDAK_FEED_TOKEN": places.secret(data, "feed-token"),
        "TINDAK_BROKER_URL": broker.url(places.socket_path(data)),
        "TINDAK_INTAKE_URL": address,
        "TINDAK_PUBLIC_URL": address,
    }
    for name in DATABASES:
        defaults[f"TINDAK_{name.upper()}_DATABASE_URL"] = f"sqlite:///{data / name}.db"
    return {**defaults, **environ, "TINDAK_DATA": str(data)}


def keep(data: Path, env: str) -> None:
    """Whatever runs on `data` from now on runs as that."""
    (data / KEPT).write_text(f"{env}\n")


def _kept(data: Path) -> str:
    try:
        return (data / KEPT).read_text().strip()
    except FileNotFoundError:
        return "production"
