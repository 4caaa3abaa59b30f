"""What can be wrong on the administrator's forms, as people are told it.

Owns: for each message of the registry, the calendar and the schemas, by its English template, what
pages say: Indonesian first, English second.
"""

from collections.abc import Mapping

_FILL = ("Isi kolom ini.", "Fill in this field.")
_NUMBER = ("Isi dengan angka bulat.", "Give a whole number.")
_BOUNDS = ("Angka ini di luar batas yang diizinkan.", "This number is outside of what is allowed.")
_DATE = ("Isi dengan tanggal, misalnya 2026-03-11.", "Give a date, such as 2026-03-11.")

FAULTS: Mapping[str, tuple[str, str]] = {
    "Missing data for required field.": _FILL,
    "Field may not be null.": _FILL,
    "It is missing.": _FILL,
    "Length must be between 1 and 200.": _FILL,
    "Shorter than minimum length 1.": _FILL,
    "Not a valid integer.": _NUMBER,
    "Not a valid date.": _DATE,
    "Must be greater than or equal to 1 and less than or equal to 366.": _BOUNDS,
    "Must be greater than or equal to 0 and less than or equal to 23.": _BOUNDS,
    "Must be greater than or equal to 2000-01-01 and less than or equal to 2099-12-31.": (
        "Isi tanggal antara tahun 2000 dan 2099.",
        "Give a date between 2000 and 2099.",
    ),
    "A code is 2 to 40 capitals, digits and hyphens.": (
        "Kode terdiri atas 2 sampai 40 huruf besar, angka, dan tanda hubung, misalnya RT-MTK.",
        "A code is 2 to 40 capitals, digits and hyphens, such as RT-MTK.",
    ),
    "{value} is none of: {known}.": ("Pilih salah satu dari daftar.", "Choose one of the list."),
    "{email} is not an e-mail address.": (
        "{email} bukan alamat e-mail.",
        "{email} is not an e-mail address.",
    ),
    "A class is at most 10 characters.": (
        "Kelas paling panjang 10 huruf.",
        "A class is at most 10 characters.",
    ),
    "A {kind} needs its region.": (
        "Kantor ini harus punya wilayah.",
        "This office needs a region.",
    ),
    "A region is 1 to 40 capitals, digits and hyphens.": (
        "Wilayah terdiri atas huruf besar, angka, dan tanda hubung, misalnya BABEL.",
        "A region is capitals, digits and hyphens, such as BABEL.",
    ),
    "A {kind} needs its parent's code.": (
        "Kantor ini harus punya kantor atasan. Isi kodenya.",
        "This office needs a parent. Give its code.",
    ),
    "No office has the code {code}.": (
        "Tidak ada kantor berkode {code}.",
        "No office has the code {code}.",
    ),
    "A {kind} cannot report to {code} ({above}).": (
        "Kantor jenis ini tidak dapat berada di bawah {code}.",
        "An office of this kind cannot report to {code}.",
    ),
    "{code} would be above itself.": (
        "{code} akan menjadi atasan dirinya sendiri. Pilih atasan lain.",
        "{code} would be above itself. Choose another parent.",
    ),
    "Its parent is of the region {region}.": (
        "Kantor atasannya ada di wilayah {region}. Samakan keduanya.",
        "Its parent is of the region {region}. Make them the same.",
    ),
    "{code} is its {kind} already.": (
        "Wilayah ini sudah punya kantor sejenis: {code}.",
        "This region has such an office already: {code}.",
    ),
    "{text} means {code} already.": (
        "“{text}” sudah menjadi nama atau sebutan {code}.",
        "“{text}” is a name of {code} already.",
    ),
    "No office is called {text}; the nearest: {nearest}.": (
        "Tidak ada kantor “{text}”. Yang paling mirip: {nearest}.",
        "No office is called “{text}”. The nearest: {nearest}.",
    ),
    "{email} has an account already.": (
        "{email} sudah punya akun.",
        "{email} has an account already.",
    ),
    "It ends before it begins, on {from_on}.": (
        "Tanggal akhir mendahului tanggal mulai, {from_on}.",
        "It ends before it begins, on {from_on}.",
    ),
    "An administrator's account speaks for no office.": (
        "Akun admin tidak memegang kantor. Kosongkan kantornya, atau jangan jadikan admin.",
        "An administrator's account holds no office. Leave the office empty, or make it no admin.",
    ),
    "A token for {role} speaks for no office.": (
        "Token untuk peran ini tidak berbicara atas nama kantor. Kosongkan kantornya.",
        "A token for this role speaks for no office. Leave the office empty.",
    ),
    "A token for {role} needs the office's code.": (
        "Token untuk peran ini memerlukan kantor. Isi kode atau namanya.",
        "A token for this role needs an office. Give its code or name.",
    ),
    "{office} is a {kind}: its role is {role}.": (
        "Peran itu tidak cocok dengan kantor {office}. Pilih peran lain.",
        "That role does not fit the office {office}. Choose another.",
    ),
    "A local holiday names its regency; no other does.": (
        "Libur setempat harus menyebut kabupaten/kota; libur nasional dan cuti bersama tidak.",
        "A local holiday names its regency; a public holiday or leave does not.",
    ),
    "The amendment changes nothing: add or remove a day.": (
        "Belum ada hari yang ditambah atau dihapus. Isi sekurangnya satu.",
        "No day is added or taken away yet. Give at least one.",
    ),
    "The amendment changes nothing: name a number.": (
        "Belum ada angka yang diubah. Ubah sekurangnya satu.",
        "No number is changed yet. Change at least one.",
    ),
    "The same day stands above already.": (
        "Hari yang sama sudah tertulis di atas.",
        "The same day stands above already.",
    ),
    "No office lies in {regency}; offices lie in: {known}.": (
        "Tidak ada kantor di {regency}. Kantor ada di: {known}.",
        "No office lies in {regency}. Offices lie in: {known}.",
    ),
    "{on} is no holiday that could be removed.": (
        "{on} bukan hari libur dalam kalender, jadi tidak dapat dihapus.",
        "{on} is no holiday of the calendar, so it cannot be taken away.",
    ),
    "{name} proposed this amendment; another account must approve it.": (
        "Usulan ini dari {name}. Akun admin lain yang harus menyetujuinya.",
        "{name} proposed this amendment; another administrator must approve it.",
    ),
    "What the amendment would do has changed; look at it again.": (
        "Akibatnya sudah berubah sejak Anda lihat. Yang tampil sekarang adalah yang terbaru; "
        "periksa, lalu setujui lagi.",
        "What it would do has changed since you looked. This page now shows the latest; check it, "
        "then approve again.",
    ),
    "This proposal is {status} already.": (
        "Usulan ini sudah dijawab.",
        "This proposal was answered already.",
    ),
    "This departure is {state}, not parked.": (
        "Surel ini sudah berangkat atau akan dicoba lagi dengan sendirinya.",
        "This e-mail has left, or will be tried again by itself.",
    ),
    "This letter is {state}, not held.": (
        "Surat ini tidak lagi menunggu keputusan Anda.",
        "This letter no longer waits for your word.",
    ),
}
