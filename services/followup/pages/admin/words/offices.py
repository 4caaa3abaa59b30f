"""The words of the pages of offices.

Owns: Indonesian first, English second.
"""

from collections.abc import Mapping

Pair = tuple[str, str]

OFFICES: Mapping[str, Pair] = {
    "admin.offices.for": (
        "Setiap kantor, atasannya, dan sebutannya. Perubahan tidak menggeser tenggat yang sudah "
        "berjalan.",
        "Every office, its parent and its names. A change moves no deadline that already runs.",
    ),
    "admin.offices.count": ("{count} kantor", "{count} offices"),
    "admin.offices.none": ("Tidak ada kantor yang cocok.", "No office fits."),
    "admin.offices.empty": (
        "Belum ada kantor. Tambah satu per satu di sini, atau impor daftarnya dengan ./tindak "
        "offices import.",
        "There is no office yet. Add them here one by one, or import the list with ./tindak "
        "offices import.",
    ),
    "admin.office.add": ("Tambah kantor", "Add an office"),
    "admin.office.change": ("Ubah kantor", "Change the office"),
    "admin.office.change_of": ("Ubah {code}", "Change {code}"),
    "admin.office.search": ("Cari kode, nama, sebutan, atau kota", "Code, name, alias or town"),
    "admin.office.form.for": (
        "Yang lama tetap tersimpan dengan tanggalnya.",
        "What it was stays kept with its dates.",
    ),
    "admin.office.code": ("Kode", "Code"),
    "admin.office.code.hint": (
        "Tetap selamanya, misalnya RT-MTK.",
        "Stays for good, such as RT-MTK.",
    ),
    "admin.office.name": ("Nama", "Name"),
    "admin.office.kind": ("Jenis", "Kind"),
    "admin.office.class_": ("Kelas", "Class"),
    "admin.office.class.hint": (
        "Untuk UPT: I, IIA, IIB, III.",
        "Of a unit: I, IIA, IIB.",
    ),
    "admin.class": ("kelas {class_}", "class {class_}"),
    "admin.office.parent": ("Kantor atasan", "Parent"),
    "admin.office.parent.hint": (
        "Kodenya. Eskalasi tingkat 1 naik ke sini.",
        "Its code. Level 1 escalations go there.",
    ),
    "admin.office.region": ("Wilayah", "Region"),
    "admin.office.region.hint": (
        "Kanwil dan Ombudsman sewilayah berpasangan.",
        "The Kanwil and the Ombudsman of one region belong together.",
    ),
    "admin.office.town": ("Kota", "Town"),
    "admin.office.regency": ("Kabupaten/kota", "Regency"),
    "admin.office.regency.hint": (
        "Menentukan hari libur setempat.",
        "Says which local holidays count.",
    ),
    "admin.office.place": ("Tempat", "Place"),
    "admin.office.time_zone": ("Zona waktu", "Time zone"),
    "admin.office.email": ("Alamat e-mail", "E-mail address"),
    "admin.office.email.hint": ("Surat kantor ini dikirim ke sini.", "Its letters go there."),
    "admin.office.aliases": ("Sebutan lain", "Other names"),
    "admin.office.aliases.hint": ("Satu di setiap baris.", "One a line."),
    "admin.office.since": ("Seperti ini sejak {at}.", "Like this since {at}."),
    "admin.office.held": ("Dipegang oleh", "Held by"),
    "admin.office.held.none": ("Belum ada akun.", "No account yet."),
    "admin.office.below": ("Kantor di bawahnya", "Offices below"),
    "admin.office.below.more": ("Dan {count} lagi.", "And {count} more."),
    "admin.office.history": ("Riwayat", "History"),
    "admin.office.history.none": ("Belum pernah berubah.", "It has never changed."),
    "admin.office.was": ("{first} sampai {last}", "{first} to {last}"),
    "office_kind.lapas": ("Lapas", "Prison"),
    "office_kind.lapas-narkotika": ("Lapas Narkotika", "Narcotics prison"),
    "office_kind.lapas-terbuka": ("Lapas Terbuka", "Open prison"),
    "office_kind.lpp": ("Lapas Perempuan", "Women's prison"),
    "office_kind.lpka": ("LPKA", "Juvenile institution"),
    "office_kind.rutan": ("Rutan", "Remand centre"),
    "office_kind.cabang-rutan": ("Cabang Rutan", "Branch remand centre"),
    "office_kind.bapas": ("Bapas", "Probation office"),
    "office_kind.rupbasan": ("Rupbasan", "Store of seized goods"),
    "office_kind.directorate": ("Direktorat Jenderal", "Directorate General"),
    "office_kind.kanwil": ("Kantor Wilayah", "Regional office"),
    "office_kind.ombudsman": ("Ombudsman", "Ombudsman"),
}
