"""The words of the administrator's pages: the frame, questions, health.

Owns: Indonesian first, English second.
"""

from collections.abc import Mapping

Pair = tuple[str, str]

FRAME: Mapping[str, Pair] = {
    "admin.rooms": ("Bagian admin", "Rooms of the administrator"),
    "admin.overview": ("Ikhtisar", "Overview"),
    "admin.offices": ("Kantor", "Offices"),
    "admin.accounts": ("Akun", "Accounts"),
    "admin.tokens": ("Token", "Tokens"),
    "admin.policy": ("Kebijakan", "Policy"),
    "admin.calendar": ("Kalender", "Calendar"),
    "admin.proposals": ("Usulan", "Proposals"),
    "admin.delivery": ("Pengiriman", "Delivery"),
    "admin.search": ("Cari", "Search"),
    "admin.save": ("Simpan", "Save"),
    "admin.cancel": ("Batal", "Cancel"),
    "admin.choose": ("Pilih", "Choose"),
    "admin.email": ("Alamat e-mail", "E-mail address"),
    "admin.from": ("sejak {first}", "since {first}"),
    "admin.from_to": ("{first} sampai {last}", "{first} to {last}"),
    "admin.disabled": ("Nonaktif", "Disabled"),
    "admin.fault": ("Periksa isian ini.", "Check this field."),
    "admin.own_account": (
        "Anda tidak dapat menonaktifkan akun Anda sendiri. Minta admin lain.",
        "You cannot disable your own account. Ask another administrator.",
    ),
    "admin.sure": ("Yakin?", "Are you sure?"),
    "admin.sure.no": ("Tidak, kembali", "No, go back"),
    "admin.sure.password": (
        "{name} akan mendapat kata sandi baru dan semua sesinya berakhir.",
        "{name} will get another password, and every session ends.",
    ),
    "admin.sure.password.yes": ("Ya, buat kata sandi baru", "Yes, make another password"),
    "admin.sure.disable": (
        "Akun {name} tidak dapat masuk lagi mulai sekarang. Ini tidak dapat dibatalkan.",
        "The account of {name} opens nothing from now on. This cannot be undone.",
    ),
    "admin.sure.disable.yes": ("Ya, nonaktifkan", "Yes, disable it"),
    "admin.sure.revoke": (
        "Program yang memakai token “{name}” tidak dapat masuk lagi. Ini tidak dapat dibatalkan.",
        "Whatever uses the token “{name}” opens nothing from now on. This cannot be undone.",
    ),
    "admin.sure.revoke.yes": ("Ya, cabut token", "Yes, revoke the token"),
    "admin.sure.approve": (
        "{decree} berlaku mulai sekarang. Setiap kasus terbuka dihitung ulang, eskalasi yang "
        "menjadi salah ditarik, dan yang pernah diberi tahu diberi tahu lagi. Ini tidak dapat "
        "dibatalkan; hanya keputusan berikutnya yang dapat mengubahnya.",
        "{decree} comes into force now. Every open case is counted anew, escalations that become "
        "wrong are withdrawn, and whoever had been told is told. This cannot be undone; only "
        "another decree can change it.",
    ),
    "admin.sure.approve.yes": ("Ya, berlakukan", "Yes, put it into force"),
    "admin.sure.discard": (
        "Surat ini, beserta yang akan berangkat bersamanya, tidak akan pernah dikirim.",
        "This letter, with those that would leave with it, will never be sent.",
    ),
    "admin.sure.discard.yes": ("Ya, jangan kirim", "Yes, never send it"),
}

OVERVIEW: Mapping[str, Pair] = {
    "admin.overview.for": (
        "Keadaan pemasangan ini, dan apa yang menunggu tindakan Anda.",
        "How this installation is, and what waits for you.",
    ),
    "admin.well": ("Semua berjalan baik.", "All is well."),
    "admin.wrong": ("{count} hal perlu diperiksa.", "Not well: {count}."),
    "admin.is_well": ("Baik", "Well"),
    "admin.is_wrong": ("Periksa", "Look"),
    "admin.health": ("Kesehatan", "Health"),
    "health.registry.well": ("Basis data kantor dan akun menjawab.", "The registry answers."),
    "health.registry.wrong": (
        "Basis data kantor dan akun tidak menjawab.",
        "The registry does not answer.",
    ),
    "health.database.well": ("Basis data tindak lanjut menjawab.", "The database answers."),
    "health.database.wrong": (
        "Basis data tindak lanjut tidak menjawab.",
        "The database does not answer.",
    ),
    "health.streams.well": (
        "Semua aliran peristiwa dapat dibaca.",
        "Every stream of events can be read.",
    ),
    "health.streams.wrong": (
        "Ada aliran yang berhenti: sebuah peristiwa tidak terbaca atau rantainya putus. Jalankan "
        "./tindak verify.",
        "A stream stands still: an event cannot be read or its chain is broken. Run ./tindak "
        "verify.",
    ),
    "health.lag.well": (
        "Semua yang dicatat sudah sampai di sini.",
        "All that was recorded has arrived here.",
    ),
    "health.lag.wrong": (
        "Intake tidak terdengar. Eskalasi menunggu sampai terdengar lagi.",
        "Intake is not heard. Escalations wait until it is.",
    ),
    "health.sweep.well": (
        "Pengingat dan eskalasi diperiksa setiap detik.",
        "Reminders and escalations are looked after every second.",
    ),
    "health.sweep.wrong": (
        "Tidak ada yang memeriksa pengingat dan eskalasi. Periksa worker, beat, dan broker.",
        "Nobody looks after reminders and escalations. Look at worker, beat and broker.",
    ),
    "health.cases.well": ("Tidak ada kasus yang tersendat.", "No case is stuck."),
    "health.cases.wrong": (
        "Ada kasus yang tidak dapat menerima apa yang dikatakan. Kasus lain berjalan terus.",
        "Some cases cannot take what was said. The others go on.",
    ),
    "health.certificate.well": (
        "Sertifikat harian masih berlaku.",
        "The daily certificate stands.",
    ),
    "health.certificate.wrong": (
        "Sertifikat harian terlambat atau memuat temuan. Jalankan ./tindak audit.",
        "The daily certificate is late or has findings. Run ./tindak audit.",
    ),
    "admin.waits": ("Menunggu Anda", "Waits for you"),
    "admin.waits.late": ("{number} surat terlambat berangkat", "Letters late to leave: {number}"),
    "admin.waits.late.do": (
        "Peladen surel tidak dapat dihubungi, atau intake belum terdengar.",
        "The mail server is out of reach, or intake has not been heard.",
    ),
    "admin.waits.parked": (
        "{number} surat gagal terkirim",
        "Letters that could not be sent: {number}",
    ),
    "admin.waits.parked.do": (
        "Perbaiki sebabnya, lalu kirim lagi.",
        "Mend the cause, then send them again.",
    ),
    "admin.waits.held": (
        "{number} surat ditahan sesudah pemulihan",
        "Letters held after a restore: {number}",
    ),
    "admin.waits.held.do": (
        "Tentukan mana yang dikirim dan mana yang tidak.",
        "Say which are sent and which are not.",
    ),
    "admin.waits.deliveries": (
        "{number} kabar ke webhook gagal",
        "Webhook deliveries that failed: {number}",
    ),
    "admin.waits.deliveries.do": (
        "Beri tahu kantor pemiliknya.",
        "Tell the office that owns it.",
    ),
    "admin.waits.proposals": (
        "{number} usulan perubahan menunggu persetujuan",
        "Proposals that wait for approval: {number}",
    ),
    "admin.waits.proposals.do": (
        "Lihat akibatnya, lalu setujui atau tolak.",
        "See what they would do, then approve or refuse.",
    ),
    "admin.waits.own": (
        "{number} usulan Anda menunggu akun admin lain",
        "{number} of your proposals wait for another administrator",
    ),
    "admin.waits.own.do": (
        "Yang mengusulkan tidak dapat menyetujui usulannya sendiri.",
        "Who proposes does not approve.",
    ),
    "admin.in_force": ("Yang berlaku", "In force"),
    "admin.version": ("Versi {version}", "Version {version}"),
    "admin.versions": ("Semua versi", "Every version"),
    "admin.version.since": ("Berlaku sejak {at}.", "In force since {at}."),
    "admin.decreed_until": (
        "Cuti bersama ditetapkan sampai {on}.",
        "Collective leave is decreed until {on}.",
    ),
    "admin.certificate": ("Sertifikat", "Certificate"),
    "admin.certificate.none": ("Belum ada sertifikat.", "There is no certificate yet."),
    "admin.certificate.clean": (
        "Nomor {number}: tidak ada yang terlewat sampai {at}.",
        "Number {number}: nothing was missed up to {at}.",
    ),
    "admin.certificate.found": (
        "Nomor {number}, sampai {at}: ada temuan.",
        "Number {number}, up to {at}: it has findings.",
    ),
}
