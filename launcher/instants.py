"""Instants as an operator types and reads them: Western Indonesian time unless they say a zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")


def instant(text: str) -> datetime:
    """An instant as it is; a date as its end, in the last of Indonesia's zones to end it."""
    if "T" not in text:
        midnight = datetime.combine(date.fromisoformat(text), datetime.min.time(), WIB)
        return (midnight + timedelta(days=1)).astimezone(UTC)
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=WIB)


def shown(at: datetime) -> str:
    """To the minute, with its zone."""
    return f"{at.astimezone(WIB):%Y-%m-%d %H.%M} WIB"
