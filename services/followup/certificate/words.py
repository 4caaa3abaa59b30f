"""What notices say.

Owns: the words of alarms and of the weekly anchors, as data: Indonesian with one English sentence,
as the letters have them.
"""

from collections.abc import Mapping

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
