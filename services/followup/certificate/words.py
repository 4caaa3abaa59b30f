"""What notices say.

Owns: the words of alarms and of the weekly anchors, Indonesian with one English sentence, as the
letters have them. Pure.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from services.followup.certificate.content import Shown
from services.followup.letters.matter import Matter, one_line
from shared import codec, indonesian

RUNGS = {
    "repeat_notice": "pemberitahuan temuan berulang",
    "deemed_received": "dianggap diterima",
    "unacknowledged": "pemberitahuan penerimaan belum dikonfirmasi",
    "reminder_14": "pengingat 14 hari",
    "reminder_7": "pengingat 7 hari",
    "reminder_3": "pengingat 3 hari",
    "reminder_1": "pengingat 1 hari",
    "level_1": "eskalasi tingkat 1",
    "level_2": "eskalasi tingkat 2",
    "level_3": "tangga eskalasi habis",
}
WRONG: Mapping[str, tuple[str, str, str]] = {
    "missing": (
        "Langkah terlewat",
        "Langkah {rung} seharusnya tercatat {expected}, tetapi tidak ada dalam jurnal.",
        "A step that was due is not in the journal: somebody may not have been told.",
    ),
    "early": (
        "Langkah terlalu dini",
        "Langkah {rung} seharusnya tercatat {expected}, tetapi tercatat {found}.",
        "A step is in the journal before its time.",
    ),
    "late": (
        "Langkah terlambat",
        "Langkah {rung} seharusnya tercatat {expected}, tetapi tercatat {found}.",
        "A step is in the journal after its time.",
    ),
    "doubled": (
        "Langkah ganda",
        "Langkah {rung} tercatat sekali lebih banyak daripada seharusnya, {found}.",
        "A step is in the journal once more than it should be.",
    ),
    "unfounded": (
        "Langkah tanpa dasar",
        "Langkah {rung} tercatat {found}, tetapi tidak ada dasarnya.",
        "A step is in the journal that nothing called for.",
    ),
    "stuck": (
        "Rekomendasi macet",
        "Rekomendasi ini dikesampingkan karena yang disampaikan tentangnya tidak dapat diterapkan. "
        "Selama itu tidak ada pengingat dan eskalasi.",
        "This case was put aside: it is neither reminded nor escalated until it is mended.",
    ),
    "unaccountable": (
        "Tidak dapat dihitung ulang",
        "Langkah rekomendasi ini tidak dapat dihitung ulang secara mandiri.",
        "The audit could give no account of this case.",
    ),
    "tampered": (
        "Rantai bukti berubah",
        "Rantai bukti {stream} pada layanan intake bukan lagi yang pernah dibaca: terpotong atau "
        "ditulis ulang.",
        "Intake's stream is no longer what followup once read: it was cut or rewritten.",
    ),
}
LOOK = (
    "Periksa bersama administrator: bandingkan dengan surat dan jurnalnya, lalu putuskan sendiri."
)
KEEP = (
    "Simpan surat ini di luar aplikasi. Bila kelak ada yang meragukan catatan, minta administrator "
    "menjalankan ./tindak verify --anchors dengan berkas berisi teks surat ini."
)
ANCHORS = (
    "Inilah kepala setiap rantai bukti pada saat surat ini dibuat. Selama Anda menyimpannya, "
    "tidak seorang pun dapat memotong atau menulis ulang yang sebelumnya tanpa ketahuan."
)
ANCHORS_EN = (
    "The head of each chain of events. Keep this letter outside of the system: with it anybody can "
    "prove that nothing before was cut or rewritten."
)


def matters(kind: str, facts: Mapping[str, Any], zone: str, public_url: str) -> list[Matter]:
    """What a notice of that kind says to a reader in `zone`; raises LookupError for an unknown
    kind."""
    return {"alarm": _alarms, "anchors": _anchors}[kind](facts, zone, public_url)


def _alarms(facts: Mapping[str, Any], zone: str, public_url: str) -> list[Matter]:
    found = codec.load(list[Shown], facts["findings"])
    rank = {name: place for place, name in enumerate(WRONG)}
    told = [_alarm(one, rank[one.wrong], facts, zone, public_url) for one in found]
    return [*told, *([_more(facts, len(WRONG), public_url)] if facts["more"] else [])]


def _alarm(one: Shown, rank: int, facts: Mapping[str, Any], zone: str, public_url: str) -> Matter:
    title, says, english = WRONG[one.wrong]
    values = {
        "rung": RUNGS.get(one.rung, one.rung.replace("_", " ")),
        "stream": one.stream,
        "expected": indonesian.instant(one.expected_at, zone) if one.expected_at else "",
        "found": indonesian.instant(one.found_at, zone) if one.found_at else "",
    }
    path = f"/rekomendasi/{quote(one.code, safe='')}" if one.code else "/register"
    return Matter(
        code=one_line(one.code or one.stream),
        rank=rank,
        group="alarm",
        title=f"Alarm: {title.lower()}",
        says=one_line(says.format(**values)),
        ask=LOOK,
        facts=tuple(_facts(one, values, facts)),
        english=english,
        link=f"{public_url}{path}",
    )


def _facts(
    one: Shown, values: Mapping[str, str], facts: Mapping[str, Any]
) -> Sequence[tuple[str, str]]:
    step = [("Langkah", values["rung"]), ("Putaran", str(one.round))] if one.rung else []
    times = [("Seharusnya", values["expected"]), ("Tercatat", values["found"])] if one.rung else []
    return [
        ("Kanwil", one_line(one.stream)),
        *step,
        *((label, value or "tidak ada") for label, value in times),
        ("Sertifikat", f"nomor {facts['certificate']}, {facts['hash']}"),
    ]


def _more(facts: Mapping[str, Any], rank: int, public_url: str) -> Matter:
    count = indonesian.number(facts["more"])
    return Matter(
        code=f"sertifikat {facts['certificate']}",
        rank=rank,
        group="alarm",
        title="Alarm: masih ada lagi",
        says=f"Masih ada {count} temuan lain dalam sertifikat nomor {facts['certificate']}.",
        ask=LOOK,
        facts=(),
        english=f"The certificate holds {facts['more']} more findings.",
        link=f"{public_url}/register",
    )


def _anchors(facts: Mapping[str, Any], _zone: str, public_url: str) -> list[Matter]:
    heads = [(one["name"], f"urutan {one['seq']}, {one['hash']}") for one in facts["heads"]]
    signed = [("Kunci publik", facts["key"])] if facts["key"] else []
    return [
        Matter(
            code=facts["week"],
            rank=0,
            group="jangkar",
            title="Jangkar rantai bukti",
            says=ANCHORS,
            ask=KEEP,
            facts=(*((one_line(name), value) for name, value in heads), *signed),
            english=ANCHORS_EN,
            link=f"{public_url}/api/v1/followup/certificates/keys",
        )
    ]
