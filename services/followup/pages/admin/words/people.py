"""The words of the pages of accounts and tokens.

Owns: Indonesian first, English second.
"""

from collections.abc import Mapping

Pair = tuple[str, str]

ACCOUNTS: Mapping[str, Pair] = {
    "admin.accounts.for": (
        "Siapa yang dapat masuk. Tugas melekat pada kantor: akun memegang kantor di antara dua "
        "tanggal.",
        "Who may sign in. The duty follows the office: an account holds it between two dates.",
    ),
    "admin.accounts.none": ("Tidak ada akun yang cocok.", "No account fits."),
    "admin.accounts.empty": ("Belum ada akun.", "There is no account yet."),
    "admin.account.add": ("Buat akun", "Make an account"),
    "admin.account.make": ("Buat akun", "Make the account"),
    "admin.account.search": ("Cari nama atau alamat e-mail", "Name or e-mail address"),
    "admin.account.name": ("Nama", "Name"),
    "admin.account.today": ("Hari ini memegang", "Holds today"),
    "admin.account.none_today": ("Tidak ada kantor", "No office"),
    "admin.account.admin": ("Admin pemasangan", "Administrator"),
    "admin.account.is_one": (
        "Akun ini admin: melihat semuanya dan tidak berbicara atas nama kantor mana pun.",
        "This account is an administrator: it sees all and speaks for no office.",
    ),
    "admin.account.since": ("Dibuat {at}.", "Made {at}."),
    "admin.account.disabled_at": ("Dinonaktifkan {at}.", "Disabled {at}."),
    "admin.account.form.for": (
        "Kata sandinya dibuatkan dan ditampilkan satu kali sesudah ini.",
        "Its password is made for it and shown once after this.",
    ),
    "admin.account.what": ("Jenis akun", "Kind of account"),
    "admin.account.is_admin": ("Admin pemasangan", "Administrator"),
    "admin.account.is_admin.hint": (
        "Mengurus kantor, akun, dan kalender; tidak memegang kantor.",
        "Looks after offices, accounts and calendar; holds no office.",
    ),
    "admin.account.door": ("Masuk", "Signing in"),
    "admin.account.door.for": (
        "Kata sandi baru ditampilkan satu kali, dan semua sesi akun ini berakhir.",
        "Another password is shown once, and every session of this account ends.",
    ),
    "admin.account.renew": ("Buat kata sandi baru", "Make another password"),
    "admin.account.disable": ("Nonaktifkan akun", "Disable the account"),
    "admin.hold": ("Kantor yang dipegang", "Offices held"),
    "admin.hold.first": (
        "Boleh dikosongkan dan diisi kemudian.",
        "It may be left empty and filled in later.",
    ),
    "admin.hold.none": ("Akun ini belum memegang kantor.", "This account holds no office yet."),
    "admin.hold.add": ("Tambah kantor yang dipegang", "Let it hold one more office"),
    "admin.hold.save": ("Simpan jabatan", "Save the holding"),
    "admin.hold.office.hint": ("Kode, nama, atau sebutannya.", "Its code, name or alias."),
    "admin.hold.capacity": ("Sebagai", "As"),
    "admin.hold.acting": ("Penjabat", "Acting"),
    "admin.hold.from_on": ("Mulai", "From"),
    "admin.hold.to_on": ("Hari terakhir", "Last day"),
    "admin.hold.to_on.hint": ("Kosongkan bila belum tahu.", "Leave empty where not known."),
    "admin.hold.last_day": ("Hari terakhir", "Last day"),
    "admin.hold.end": ("Akhiri", "End it"),
    "capacity.head": ("kepala", "head"),
    "capacity.operator": ("operator", "operator"),
    "acting.none": ("definitif", "permanent"),
    "acting.plt": ("Plt.", "acting (Plt.)"),
    "acting.plh": ("Plh.", "acting (Plh.)"),
}

TOKENS: Mapping[str, Pair] = {
    "admin.tokens.for": (
        "Untuk program. Token berbicara atas nama kantornya seperti kepalanya.",
        "For programs. A token speaks for its office as its head does.",
    ),
    "admin.tokens.empty": ("Belum ada token.", "There is no token yet."),
    "admin.token.add": ("Buat token", "Make a token"),
    "admin.token.make": ("Buat token", "Make the token"),
    "admin.token.form.for": (
        "Rahasianya ditampilkan satu kali sesudah ini.",
        "Its secret is shown once after this.",
    ),
    "admin.token.name": ("Dipakai oleh", "Used by"),
    "admin.token.name.hint": ("Misalnya: aplikasi surat.", "For example: letter application."),
    "admin.token.role": ("Peran", "Role"),
    "admin.token.office.hint": (
        "Kode, nama, atau sebutan. Kosongkan untuk admin dan pembaca aliran.",
        "Code, name or alias. Leave empty for an administrator and a reader of the streams.",
    ),
    "admin.token.made": ("Dibuat {at}.", "Made {at}."),
    "admin.token.used": ("Terakhir dipakai {at}.", "Last used {at}."),
    "admin.token.unused": ("Belum pernah dipakai.", "Never used."),
    "admin.token.revoke": ("Cabut", "Revoke"),
    "admin.token.revoked": ("Dicabut", "Revoked"),
    "admin.token.revoked_at": ("Dicabut {at}.", "Revoked {at}."),
    "admin.secret.password": ("Kata sandi baru", "The password"),
    "admin.secret.password.for": (
        "Sampaikan kata sandi ini kepada {name} dengan cara yang aman.",
        "Give {name} this password in a safe way.",
    ),
    "admin.secret.token": ("Rahasia token", "The token's secret"),
    "admin.secret.token.for": (
        "Simpan rahasia ini dalam pengaturan “{name}”.",
        "Keep this secret in the settings of “{name}”.",
    ),
    "admin.secret.once": (
        "Ini tidak akan ditampilkan lagi dan tidak tersimpan di mana pun.",
        "It will not be shown again and is kept nowhere.",
    ),
    "admin.secret.done": ("Sudah saya simpan", "I have kept it"),
    "role.ombudsman": ("Ombudsman", "Ombudsman"),
    "role.unit": ("UPT", "prison unit"),
    "role.kanwil": ("Kanwil", "Kanwil"),
    "role.directorate": ("Direktorat", "directorate"),
    "role.admin": ("admin pemasangan", "administrator"),
    "role.service": ("pembaca aliran peristiwa", "reader of the streams"),
}
