"""What can be wrong, as people are told it.

Owns: for each message of the core, the schemas and the sheets, by its English template, what pages
say instead: Indonesian first, English second. A `{name}` is filled with what the message had there.
"""

from collections.abc import Mapping

from services.intake.pages.ombudsman.sheet_fault_words import SHEETS

LETTER: Mapping[str, tuple[str, str]] = {
    "A letter is addressed to a prison unit or a Kanwil; {unit} is a {kind}.": (
        "Surat ditujukan kepada UPT atau Kanwil; {unit} bukan salah satunya. Pilih kantor lain.",
        "A letter goes to a prison unit or a Kanwil; {unit} is neither. Choose another office.",
    ),
    "{unit} is in the region {region}; this office writes to offices in {own} alone.": (
        "{unit} berada di wilayah {region}; kantor Anda menulis kepada kantor di {own} saja.",
        "{unit} is in the region {region}; your office writes to offices in {own} alone.",
    ),
    "A {instrument} is the duty of the unit's superior: address it to {kanwil}.": (
        "Untuk {instrument}, kewajibannya ada pada atasan UPT: tujukan kepada {kanwil}.",
        "A {instrument} is the duty of the unit's superior: address it to {kanwil}.",
    ),
    "The law counts the days of a {instrument}: leave due_on out.": (
        "Hari untuk {instrument} dihitung menurut peraturan: kosongkan tanggal ini.",
        "The law counts the days of a {instrument}: leave this date empty.",
    ),
    "received_on ({received}) is before the letter's date ({date}); correct one of them.": (
        "Tanggal diterima ({received}) mendahului tanggal surat ({date}). Periksa salah satunya.",
        "The date of receipt ({received}) is before the letter's ({date}). Check one of them.",
    ),
    "This day ({day}) has not come yet; today is {today}.": (
        "Tanggal ini ({day}) belum tiba; hari ini {today}.",
        "This day ({day}) has not come yet; today is {today}.",
    ),
    "due_on ({due}) is before the receipt ({received}); correct one of them.": (
        "Jatuh tempo ({due}) mendahului penerimaan ({received}). Periksa salah satunya.",
        "The due date ({due}) is before the receipt ({received}). Check one of them.",
    ),
    "A {instrument} finds no maladministration: leave this out.": (
        "Surat {instrument} tidak menyebut maladministrasi: kosongkan.",
        "A letter of {instrument} names no maladministration: leave this empty.",
    ),
    "Letter {number} has been recorded, as {letter_id}.": (
        "Surat bernomor {number} sudah tercatat.",
        "Letter {number} has been recorded already.",
    ),
    "Letter {letter_id} of this office has this number; take another.": (
        "Surat lain dari kantor Anda sudah memakai nomor ini. Periksa nomornya.",
        "Another letter of your office has this number. Check the number.",
    ),
    "No office is called {text}; the nearest: {nearest}.": (
        "Tidak ada kantor “{text}” di register. Nama yang mirip: {nearest}.",
        "No office is called “{text}” in the register. The nearest: {nearest}.",
    ),
    "No recommendation has the code {code}.": (
        "Tidak ada rekomendasi berkode {code}.",
        "No recommendation has the code {code}.",
    ),
    "{code} was addressed to {unit}: a repeat has the same unit.": (
        "{code} ditujukan kepada {unit}; temuan berulang harus pada UPT yang sama.",
        "{code} was addressed to {unit}; a repeat has the same unit.",
    ),
    "{code} is about {service}: a repeat is about the same service.": (
        "{code} tentang {service}; temuan berulang harus tentang layanan yang sama.",
        "{code} is about {service}; a repeat is about the same service.",
    ),
    "{code} is of {date}, later than this letter.": (
        "{code} bertanggal {date}, sesudah surat ini.",
        "{code} is of {date}, later than this letter.",
    ),
}
RULINGS: Mapping[str, tuple[str, str]] = {
    "The law sets the date of a {instrument}, and its clock runs on: leave new_due_on out.": (
        "Tanggal {instrument} ditetapkan undang-undang dan tetap berjalan: kosongkan.",
        "The law sets the date of a {instrument}, and it runs on: leave this empty.",
    ),
    "The law sets the date of a {instrument}; it cannot be extended.": (
        "Tanggal {instrument} ditetapkan undang-undang; tidak dapat diperpanjang.",
        "The law sets the date of a {instrument}; it cannot be extended.",
    ),
    "Set the date by which the rest is due.": (
        "Isi tanggal jatuh tempo yang baru.",
        "Set the new due date.",
    ),
    "No date follows from this: leave new_due_on out.": (
        "Pilihan ini tidak memakai tanggal baru: kosongkan.",
        "No date follows from this: leave it empty.",
    ),
    "new_due_on ({day}) must be later than today ({today}).": (
        "Tanggal baru ({day}) harus sesudah hari ini ({today}).",
        "The new date ({day}) must be later than today ({today}).",
    ),
    "new_due_on ({day}) must be later than the date in force ({due}).": (
        "Tanggal baru ({day}) harus sesudah tanggal yang berlaku ({due}).",
        "The new date ({day}) must be later than the date in force ({due}).",
    ),
    "Say why: {outcome} needs a note.": (
        "Tulis alasannya.",
        "Say why.",
    ),
    "Say by what the receipt is proven.": (
        "Sebutkan buktinya, misalnya nomor tanda terima.",
        "Say by what it is proven, such as a receipt's number.",
    ),
    "Receipt of {code} on that day has been proven.": (
        "Penerimaan {code} pada tanggal itu sudah ada buktinya.",
        "Receipt of {code} on that day is proven already.",
    ),
    "Say what is left to do.": ("Tulis apa yang masih harus dikerjakan.", "Say what is left."),
    "Nothing is said to remain where it is {outcome}.": (
        "Pilihan ini tidak menyisakan pekerjaan: kosongkan.",
        "This leaves nothing to do: leave it empty.",
    ),
    "A recommendation cannot take its own place: name another.": (
        "Rekomendasi tidak dapat menggantikan dirinya sendiri: sebut yang lain.",
        "A recommendation cannot take its own place: name another.",
    ),
    "{code} is addressed to {unit}: name one of the same unit.": (
        "{code} ditujukan kepada {unit}: sebut yang ditujukan kepada kantor yang sama.",
        "{code} is addressed to {unit}: name one of the same unit.",
    ),
    "{code} is {status} itself: name one that stands.": (
        "{code} sendiri {status}: sebut yang masih berlaku.",
        "{code} is {status} itself: name one that stands.",
    ),
    "There is no recommendation {other}.": (
        "Tidak ada rekomendasi berkode {other}.",
        "There is no recommendation {other}.",
    ),
    "{code} is closed ({status}); only what was implemented can be reopened.": (
        "{code} sudah selesai ({status}). Muat ulang halamannya.",
        "{code} is closed ({status}). Load its page again.",
    ),
    "{code} has no action that awaits a verdict.": (
        "Tidak ada lagi pelaksanaan {code} yang menunggu verifikasi; mungkin rekan Anda sudah "
        "memverifikasinya.",
        "No action of {code} awaits verification any more; a colleague may have verified it.",
    ),
    "You uploaded or sent this evidence: somebody else must judge it.": (
        "Bukti ini Anda sendiri yang mengirim: orang lain yang harus menilainya.",
        "You sent this evidence yourself: somebody else must judge it.",
    ),
    "{code} is {status}; only what was implemented can be reopened.": (
        "{code} {status}; hanya yang telah dilaksanakan dapat dibuka kembali.",
        "{code} is {status}; only what was implemented can be reopened.",
    ),
    "The letter of {code} says that nothing falls due.": (
        "Surat {code} tidak memberi tenggat waktu; tidak ada yang diperpanjang.",
        "The letter of {code} sets no deadline; there is nothing to extend.",
    ),
    "{code} belongs to {office}; only that office may say this.": (
        "{code} milik {office}; hanya kantor itu yang boleh mengatakannya.",
        "{code} belongs to {office}; only that office may say this.",
    ),
}
FIELDS: Mapping[str, tuple[str, str]] = {
    "Missing data for required field.": ("Isi bagian ini.", "Fill this in."),
    "Field may not be null.": ("Isi bagian ini.", "Fill this in."),
    "Shorter than minimum length {least}.": ("Isi bagian ini.", "Fill this in."),
    "Longer than maximum length {most}.": (
        "Terlalu panjang: paling banyak {most} huruf.",
        "Too long: at most {most} characters.",
    ),
    "Length must be between 1 and {most}.": (
        "Isi bagian ini, paling banyak {most}.",
        "Fill this in, at most {most}.",
    ),
    "Length must be between 0 and {most}.": ("Paling banyak {most}.", "At most {most}."),
    "Must be one of: {known}.": (
        "Tidak dikenal. Pilih salah satu: {known}.",
        "Not known. Choose one of: {known}.",
    ),
    "Not a valid string.": ("Isi dengan teks.", "Write a text."),
    "Name each once.": ("Sebut masing-masing sekali saja.", "Name each once."),
    "This text holds a character that cannot be kept.": (
        "Ada huruf yang tidak dapat disimpan. Ketik ulang.",
        "It holds a character that cannot be kept. Type it again.",
    ),
    "The number holds an invisible character ({code}): remove it.": (
        "Nomor ini memuat huruf yang tidak terlihat ({code}). Ketik ulang.",
        "The number holds an invisible character ({code}). Type it again.",
    ),
    "Write the date as 2022-01-25.": (
        "Tulis tanggal seperti 2022-01-25 (tahun, bulan, hari).",
        "Write the date as 2022-01-25 (year, month, day).",
    ),
    "Write {days}: year, month, day.": (
        "Tulis {days}: tahun, bulan, hari.",
        "Write {days}: year, month, day.",
    ),
    "Not a valid date.": ("Tanggal ini tidak ada di kalender.", "There is no such date."),
    "Dates lie between the years {first} and {last}.": (
        "Tahunnya antara {first} dan {last}.",
        "The year lies between {first} and {last}.",
    ),
    "Unknown field.": ("Kolom ini tidak dikenal.", "This column is not known."),
}
FAULTS: Mapping[str, tuple[str, str]] = {**LETTER, **RULINGS, **FIELDS, **SHEETS}
