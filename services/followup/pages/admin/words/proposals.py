"""The words of the pages of proposals.

Owns: Indonesian first, English second.
"""

from collections.abc import Mapping

Pair = tuple[str, str]

PROPOSALS: Mapping[str, Pair] = {
    "admin.proposals.for": (
        "Perubahan kalender dan kebijakan berlaku sesudah disetujui akun admin kedua.",
        "Changes of calendar and policy come into force once a second administrator approves.",
    ),
    "admin.proposals.none": ("Tidak ada usulan.", "There is no proposal."),
    "admin.waiting": ("Menunggu persetujuan", "Waiting for approval"),
    "admin.proposed_line": ("diusulkan {name}, {at}", "proposed by {name}, {at}"),
    "amendment.calendar": ("perubahan kalender", "change of the calendar"),
    "amendment.policy": ("perubahan kebijakan", "change of the policy"),
    "proposal.proposed": ("menunggu", "waiting"),
    "proposal.approved": ("berlaku", "in force"),
    "proposal.refused": ("ditolak", "refused"),
    "admin.proposal.mine": (
        "Usulan Anda. Menunggu persetujuan akun admin lain.",
        "Your proposal. It waits for another administrator.",
    ),
    "admin.proposal.yours": (
        "Giliran Anda: periksa akibatnya, lalu setujui atau tolak.",
        "Your turn: look at what it would do, then approve or refuse.",
    ),
    "admin.proposal.approved": (
        "Disetujui {name}, {at}. Berlaku sebagai versi {version}.",
        "Approved by {name}, {at}. In force as version {version}.",
    ),
    "admin.proposal.refused": ("Ditolak {name}, {at}.", "Refused by {name}, {at}."),
    "admin.proposal.changes": ("Yang berubah", "What changes"),
    "admin.change.add": ("{on} menjadi {kind}: {name}", "{on} becomes a {kind}: {name}"),
    "admin.change.remove": ("{on} tidak lagi libur", "{on} is no day off any more"),
    "admin.change.length": (
        "{instrument}: {days} hari ({article})",
        "{instrument}: {days} days ({article})",
    ),
    "admin.impact": ("Akibatnya", "What it would do"),
    "admin.impact.weighed": (
        "{looked} kasus terbuka dihitung, {at}.",
        "{looked} open cases weighed, {at}.",
    ),
    "admin.impact.aside": (
        "{count} kasus tersendat tidak dapat dihitung.",
        "{count} stuck cases could not be weighed.",
    ),
    "admin.impact.later": ("Tenggat mundur", "Due later"),
    "admin.impact.sooner": ("Tenggat maju", "Due sooner"),
    "admin.impact.wrong": ("Pengingat menjadi salah", "Reminders become wrong"),
    "admin.impact.withdrawn": ("Eskalasi ditarik", "Escalations withdrawn"),
    "admin.impact.climbs": ("Waktu memutuskan bergeser", "Times to decide move"),
    "admin.impact.ahead": ("Hanya jadwal berikutnya", "Only what comes next"),
    "admin.impact.offices": ("Kantor diberi tahu", "Offices told"),
    "admin.impact.cases": ("Kasus yang terkena", "Cases that it concerns"),
    "admin.impact.none": ("Tidak ada kasus yang terkena.", "It concerns no case."),
    "admin.impact.due": ("Tenggat resmi", "Official date"),
    "admin.impact.what": ("Yang terjadi", "What happens"),
    "admin.impact.told": ("Diberi tahu", "Told"),
    "admin.impact.withdraws": ("Eskalasi tingkat {level} ditarik", "Level {level} withdrawn"),
    "admin.impact.climb": (
        "Tingkat {level} diputuskan paling lambat {after}, semula {before}.",
        "Level {level} is to be decided by {after}, before by {before}.",
    ),
    "admin.impact.were_told": (
        "Sudah dikirim dan menjadi salah: {rungs}.",
        "Sent and become wrong: {rungs}.",
    ),
    "admin.impact.next": ("Berikutnya: {at}", "Next: {at}"),
    "admin.approve": ("Setujui", "Approve"),
    "admin.weigh": ("Hitung lagi akibatnya", "Work out the impact again"),
    "admin.refuse": ("Tolak usulan", "Refuse the proposal"),
    "admin.take_back": ("Tarik usulan", "Take the proposal back"),
    "admin.reason": ("Alasan", "Reason"),
    "admin.rung_of_days": ("pengingat {days} hari", "{days}-day reminder"),
}
