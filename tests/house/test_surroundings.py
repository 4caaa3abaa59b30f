"""Who reads the environment, and who reads the time."""

from collections.abc import Iterator

from tests.house.sources import OURS, Source, sources

ENVIRONMENT = {"os.environ", "os.getenv", "os.environb", "os.putenv"}
TIME = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "func.now",
    "func.current_timestamp",
    "func.clock_timestamp",
    "func.localtimestamp",
}
TELLS_THE_TIME = {
    "shared.clock",
    "shared.ids",  # an identifier begins with the milliseconds at which it was made
    "shared.db",  # the database's clock, for `clock_reading`
}


def mentions(source: Source, words: set[str]) -> Iterator[str]:
    for name, line in source.attributes():
        if name in words:
            yield f"{source.name}:{line} {name}"
    for name in source.imports():
        if name in words:
            yield f"{source.name} imports {name}"


def test_only_main_and_the_launcher_read_the_environment() -> None:
    quiet = [
        one for one in sources("shared", "services")
        if not (one.name.startswith("services.") and one.path.name == "main.py")
    ]  # fmt: skip
    assert [found for one in quiet for found in mentions(one, ENVIRONMENT)] == []


def test_only_the_clock_reads_the_time() -> None:
    quiet = [one for one in sources(*OURS) if one.name not in TELLS_THE_TIME]
    assert [found for one in quiet for found in mentions(one, TIME)] == []


def test_the_rule_would_notice() -> None:
    clock = next(one for one in sources("shared") if one.name == "shared.clock")
    assert any("datetime.now" in found for found in mentions(clock, TIME))
