"""The words of the pages of calendar and policy.

Owns: Indonesian first, English second.
"""

from collections.abc import Mapping

Pair = tuple[str, str]

CALENDAR: Mapping[str, Pair] = {
    "admin.calendar_of": ("Kalender {year}", "Calendar {year}"),
    "admin.calendar.for": (
        "Hari yang tidak dihitung sebagai hari kerja, beserta keputusannya.",
        "The days that do not count as working days, with the decree of each.",
    ),
    "admin.calendar.version": ("Versi {version}: {decree}.", "Version {version}: {decree}."),
    "admin.calendar.propose": ("Usulkan perubahan kalender", "Propose a change of the calendar"),
    "admin.calendar.year": ("Tahun", "Year"),
    "admin.calendar.everywhere": ("Semua", "All"),
    "admin.calendar.nation": ("Seluruh Indonesia", "All of Indonesia"),
    "admin.calendar.show": ("Tampilkan", "Show"),
    "admin.calendar.day": ("Tanggal", "Day"),
    "admin.calendar.name": ("Nama", "Name"),
    "admin.calendar.kind": ("Jenis", "Kind"),
    "admin.calendar.decree": ("Keputusan", "Decree"),
    "admin.calendar.provisional": ("perkiraan", "estimated"),
    "admin.calendar.none": (
        "Belum ada hari libur tahun {year} dalam kalender ini.",
        "This calendar has no day off in {year} yet.",
    ),
    "admin.calendar.first": (
        "Kalender awal dari paket hari libur.",
        "The first calendar, from the package of holidays.",
    ),
    "admin.calendar.changes": (
        "{add} hari ditambah, {remove} dihapus.",
        "{add} days added, {remove} taken away.",
    ),
    "admin.calendar.form.for": (
        "Yang Anda usulkan belum mengubah apa pun. Sesudah ini tampil tenggat mana yang bergeser; "
        "akun admin lain yang memberlakukannya.",
        "What you propose changes nothing yet. Next you see which deadlines would move; another "
        "administrator puts it into force.",
    ),
    "admin.calendar.add": ("Hari libur yang ditambah", "Days off to add"),
    "admin.calendar.added": ("Hari {number}", "Day {number}"),
    "admin.calendar.remove": ("Hari libur yang dihapus", "Days off to take away"),
    "admin.calendar.removed": ("Hari {number}", "Day {number}"),
    "admin.calendar.more": ("Tambah baris", "More lines"),
    "admin.decree": ("Nomor keputusan", "Number of the decree"),
    "admin.decree.hint": (
        "Seperti tertulis pada keputusannya; tampil pada setiap kartu tenggat.",
        "As the decree has it; every deadline card shows it.",
    ),
    "admin.note": ("Catatan", "Note"),
    "admin.propose": ("Lihat akibatnya", "See what it would do"),
    "holiday.public": ("libur nasional", "public holiday"),
    "holiday.leave": ("cuti bersama", "collective leave"),
    "holiday.local": ("libur setempat", "local holiday"),
}

POLICY: Mapping[str, Pair] = {
    "admin.policy.for": (
        "Berapa lama tenggat, kapan pengingat, dan kapan eskalasi naik, masing-masing dengan "
        "dasarnya.",
        "How long deadlines are, when reminders come and when escalations climb, each with its "
        "source.",
    ),
    "admin.policy.own": ("ketentuan bawaan aplikasi", "as the application came"),
    "admin.policy.propose": ("Usulkan perubahan kebijakan", "Propose a change of the policy"),
    "admin.policy.form.for": (
        "Ubah angka yang berubah; yang lain biarkan. Ini belum mengubah apa pun: sesudah ini "
        "tampil akibatnya, dan akun admin lain yang memberlakukannya.",
        "Change the numbers that change; leave the others. It changes nothing yet: next you see "
        "what it would do, and another administrator puts it into force.",
    ),
    "admin.policy.instruments": ("Tenggat waktu", "Deadlines"),
    "admin.policy.instrument": ("Jenis surat", "Instrument"),
    "admin.policy.length": ("Lamanya", "Length"),
    "admin.policy.days": ("Lamanya ({unit})", "Length ({unit})"),
    "admin.policy.extendable": ("Dapat diperpanjang", "Can be extended"),
    "admin.policy.extendable.yes": ("ya", "yes"),
    "admin.policy.extendable.no": ("tidak", "no"),
    "admin.policy.source": ("Dasar", "Source"),
    "admin.policy.rungs": ("Tangga", "Ladder"),
    "admin.policy.rung": ("Anak tangga", "Rung"),
    "admin.policy.when": ("Kapan", "When"),
    "admin.policy.levels": ("Jenjang eskalasi", "Levels of escalation"),
    "admin.policy.level": ("Tingkat", "Level"),
    "admin.policy.holds": ("Dipegang", "Held by"),
    "admin.level.0": ("kantor atasan", "the parent office"),
    "admin.level.1": ("atasan dari kantor atasan", "the parent of the parent"),
    "admin.level.none": (
        "tidak ada; Ombudsman diberi tahu bahwa tangga habis",
        "nobody; the Ombudsman is told that the ladder is exhausted",
    ),
    "admin.policy.other": ("Waktu", "Times"),
    "admin.policy.local": ("waktu setempat", "local time"),
    "admin.policy.hours": ("Surat berangkat", "Letters leave"),
    "admin.policy.reminder_hour": ("Jam pengingat", "Hour of reminders"),
    "admin.policy.reminder_hour.hint": ("0 sampai 23, waktu setempat.", "0 to 23, local time."),
    "admin.policy.reminders": ("Pengingat (hari sebelum tenggat)", "Reminders (days before due)"),
    "admin.policy.reminders.hint": (
        "Semuanya, dipisah koma, misalnya 14, 7, 3, 1.",
        "All of them, with commas, such as 14, 7, 3, 1.",
    ),
    "admin.policy.internal_days": (
        "Tanggal internal bila keputusan tidak menyebutnya",
        "Internal date where a decision names none",
    ),
    "admin.regulation": ("Nomor peraturan", "Number of the regulation"),
    "admin.regulation.hint": (
        "Menjadi dasar setiap angka yang diubah.",
        "It becomes the source of every number that changes.",
    ),
    "admin.wait.hint": ("Hari kerja.", "Working days."),
    "admin.wait.deemed_received": (
        "Dianggap diterima sesudah",
        "Deemed received after",
    ),
    "admin.wait.unacknowledged": (
        "Atasan diberi tahu bila belum dikonfirmasi sesudah",
        "The parent is told where not acknowledged after",
    ),
    "admin.wait.level_2": (
        "Naik ke tingkat 2 bila tidak diputuskan dalam",
        "Climbs to level 2 where not decided within",
    ),
    "admin.wait.level_3": (
        "Tangga habis bila tingkat 2 tidak diputuskan dalam",
        "The ladder ends where level 2 is not decided within",
    ),
    "rung.repeat_notice": ("Temuan berulang", "Repeat finding"),
    "rung.deemed_received": ("Dianggap diterima", "Deemed received"),
    "rung.unacknowledged": ("Belum dikonfirmasi diterima", "Receipt not acknowledged"),
    "rung.level_1": ("Eskalasi tingkat 1", "Escalation level 1"),
    "rung.level_2": ("Eskalasi tingkat 2", "Escalation level 2"),
    "rung.level_3": ("Tangga habis", "The ladder is exhausted"),
    "admin.rung.reminder": ("Pengingat", "Reminder"),
    "admin.rung.before": ("{days} hari sebelum tenggat", "{days} days before due"),
    "admin.rung.when.repeat_notice": ("ketika dikirim", "when it is sent"),
    "admin.rung.when.deemed_received": (
        "{days} hari kerja sesudah dikirim",
        "{days} working days after sending",
    ),
    "admin.rung.when.unacknowledged": (
        "{days} hari kerja sesudah dikirim",
        "{days} working days after sending",
    ),
    "admin.rung.when.level_1": ("ketika tenggat lewat", "when the deadline passes"),
    "admin.rung.when.level_2": (
        "{days} hari kerja tanpa keputusan di tingkat 1",
        "{days} working days undecided at level 1",
    ),
    "admin.rung.when.level_3": (
        "{days} hari kerja tanpa keputusan di tingkat 2",
        "{days} working days undecided at level 2",
    ),
}
