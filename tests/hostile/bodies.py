"""For each route that changes something, a request that would: so that what is refused is refused
for who asks, and for nothing else."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from urllib3.filepost import encode_multipart_formdata

from services.intake.api import examples
from tests.hostile.stock import WEBHOOK, Stock
from tests.intake.town import PHOTO

Request = Mapping[str, Any]
Make = Callable[[Stock], Request]
VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
DAY, LATER = "2022-03-14", "2022-06-30"
UPLOAD = {"kind": "photo", "taken_on": DAY, "place": "Ruang pelayanan"}


def json(body: Callable[[Stock], object] | object) -> Make:
    return lambda stock: {"json": body(stock) if callable(body) else body}


def form(**values: str) -> Make:
    return lambda _: {"data": values}


def upload(_stock: Stock) -> Request:
    parts: dict[str, Any] = {**UPLOAD, "file": ("foto.jpg", PHOTO, "image/jpeg")}
    data, content_type = encode_multipart_formdata(parts)
    return {"data": data, "content_type": content_type}


def letter(stock: Stock) -> object:
    head = {**examples.LETTER["letter"], "number": "BARU/1", "date": DAY}
    return {
        "letter": head,
        "recommendations": [{**examples.POINT, "received_on": DAY, "unit": stock.region.unit}],
    }


def action(stock: Stock) -> object:
    return {**examples.ACTION, "completed_on": DAY, "evidence": [stock.evidence]}


def point(stock: Stock) -> object:
    return {
        **examples.ADDED_POINT,
        "letter_id": stock.letter,
        "received_on": DAY,
        "unit": stock.region.unit,
    }


def addition(stock: Stock) -> Request:
    one = {**examples.POINT, "received_on": DAY, "unit": stock.region.unit}
    return {"data": {"do": "send", **{f"recommendations.0.{name}": one[name] for name in one}}}


def tus(method: str) -> Make:
    headers = {"Tus-Resumable": "1.0.0"}
    if method == "POST":
        return lambda _: {"headers": {**headers, "Upload-Length": "10"}}
    headers |= {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    return lambda _: (
        {"headers": headers, "data": b"x"} if method == "PATCH" else {"headers": headers}
    )


DECISION = {"decision": "instruct", "note": "Segera pasang.", "internal_due_on": LATER}
DECREE = {
    "decree": "SKB 9/2022",
    "add": [{"on": "2022-05-02", "name": "Libur", "kind": "public"}],
}
WHY = {"reason": "Alasan dapat diterima."}
LONGER = {**WHY, "new_due_on": LATER}
RECOMMENDATION, CASE = (
    "/api/v1/recommendations/<recommendation_id>",
    "/api/v1/cases/<recommendation_id>",
)
ESCALATION, OUT = "/api/v1/escalations/<escalation_id>", "/api/v1/letters-out"
FILES = "/pelaksanaan/<recommendation_id>/berkas"
REQUESTS: Mapping[str, Make] = {
    "POST /api/v1/letters": json(letter),
    "POST /api/v1/recommendations": json(point),
    f"POST {RECOMMENDATION}/receipt": json({"received_on": DAY}),
    f"POST {RECOMMENDATION}/evidence": upload,
    f"POST {RECOMMENDATION}/actions": json(action),
    f"POST {RECOMMENDATION}/verifications": json({"outcome": "implemented"}),
    f"POST {RECOMMENDATION}/withdrawal": json(WHY),
    f"POST {RECOMMENDATION}/reopening": json(LONGER),
    f"POST {RECOMMENDATION}/extensions": json(LONGER),
    f"POST {CASE}/extension-requests": json(LONGER),
    "POST /api/v1/extension-requests/<request_id>/refusal": json(WHY),
    f"POST {ESCALATION}/acknowledgement": json({}),
    f"POST {ESCALATION}/decisions": json(DECISION),
    "POST /api/v1/calendar/amendments": json(DECREE),
    "POST /api/v1/webhooks": json({"url": WEBHOOK}),
    "POST /penerimaan/<recommendation_id>": form(received_on=DAY),
    "POST /pelaksanaan/<recommendation_id>": form(description="Dipasang.", completed_on=DAY),
    f"POST {FILES}": tus("POST"),
    f"PATCH {FILES}/<file_id>": tus("PATCH"),
    f"DELETE {FILES}/<file_id>": tus("DELETE"),
    "POST /penilaian/<recommendation_id>": form(outcome="implemented"),
    "POST /pembukaan/<recommendation_id>": form(**LONGER),
    "POST /penarikan/<recommendation_id>": form(**WHY, sure="yes"),
    "POST /perpanjangan/<recommendation_id>": form(**LONGER),
    "POST /penolakan/<request_id>": form(**WHY),
    "POST /surat/<letter_id>/tambah": addition,
    "POST /eskalasi/<escalation_id>/putuskan": form(**DECISION),
}
STANDING: Mapping[str, str] = {
    "receipt": "sent", "penerimaan": "sent", "verifications": "confirmed", "penilaian": "confirmed",
    "reopening": "implemented", "pembukaan": "implemented", "extension-requests": "late",
}  # fmt: skip
"""By a step of the path: in which standing the recommendation must be for the request to do
something; any other is asked of the open one."""
NAMED: Mapping[str, Mapping[str, str]] = {
    "/wilayah/<code>": {"code": "kanwil"},
    "/wilayah/<code>/rekap.pdf": {"code": "kanwil"},
    "/api/v1/letters-out/<letter_id>/release": {"letter_id": "held"},
    "/api/v1/letters-out/<letter_id>/discard": {"letter_id": "held"},
}
"""Where the same word means another thing."""
QUERIES = {
    "/api/v1/deadlines/preview": "instrument=saran&received_on=2022-01-25&unit=RT-MTK",
    "/api/v1/streams/events": "after=KANWIL-BABEL:0",
    "/perkiraan": "",
}


def path_of(rule: str, stock: Stock) -> str:
    """The rule's path to the things of that region."""
    steps = set(rule.split("/"))
    names = dict(stock.names())
    for step, standing in STANDING.items():
        if step in steps and "<recommendation_id>" in steps:
            names["recommendation_id"] = getattr(stock, standing)
    for name, other in NAMED.get(rule, {}).items():
        names[name] = str(getattr(stock, other, None) or getattr(stock.region, other))
    path = VARIABLE.sub(lambda found: names.get(found[1], "1"), rule)
    return f"{path}?{QUERIES[rule]}" if QUERIES.get(rule) else path


def request_of(method: str, rule: str, stock: Stock) -> dict[str, Any]:
    """What is sent with it."""
    made = REQUESTS.get(f"{method} {rule}")
    return dict(made(stock)) if made else {}
