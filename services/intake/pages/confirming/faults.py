"""What can be wrong with a confirmation, as its form says it.

Owns: the words for each fault of the core, the schemas and the shelf that this form can meet:
Indonesian first, English second, under the message's English template.
"""

from collections.abc import Mapping, Sequence

from services.intake.core import actions, checks
from services.intake.pages.confirming.prepared import UNFINISHED
from shared import language
from shared.refusal import Fault

_EMPTY = ("Isi bagian ini.", "Fill this in.")
SAID: Mapping[str, tuple[str, str]] = {
    actions.NO_EVIDENCE: (
        "Tambahkan paling sedikit satu foto atau berkas.",
        "Add at least one photo or file.",
    ),
    UNFINISHED: (
        "Ada {count} berkas yang unggahannya terputus. Pilih berkas yang sama lagi untuk "
        "melanjutkan, atau hapus.",
        "{count} file has not come whole. Choose the same file again to go on, or remove it.",
    ),
    actions.TOO_EARLY: (
        "Tanggal selesai ({day}) mendahului tanggal surat ({date}). Periksa lagi.",
        "The date of completion ({day}) is before the letter's ({date}). Check it.",
    ),
    checks.FUTURE: (
        "Tanggal ini ({day}) belum tiba; hari ini {today}.",
        "This day ({day}) has not come yet; today is {today}.",
    ),
    "A file has at most {most} bytes.": (
        "Berkas ini terlalu besar atau kosong: paling besar 25 MiB.",
        "This file is too large or empty: up to 25 MiB.",
    ),
    "This file is empty; choose another.": (
        "Berkas ini kosong. Pilih berkas lain.",
        "This file is empty. Choose another.",
    ),
    "At most {most} files go with one.": (
        "Paling banyak {most} berkas. Hapus satu untuk menambah yang lain.",
        "At most {most} files. Remove one to add another.",
    ),
    "Send what lies ready first.": (
        "Terlalu banyak berkas yang belum dikirim dari akun Anda. Kirim atau hapus dulu.",
        "Too many files of your account are not sent yet. Send or remove some first.",
    ),
    "Send a file of type {types}.": (
        "Jenis berkas ini tidak diterima. Kirim JPEG, PNG, WebP, HEIC, PDF, MP4, DOCX, atau XLSX.",
        "This kind of file is not taken. Send JPEG, PNG, WebP, HEIC, PDF, MP4, DOCX or XLSX.",
    ),
    "It is called {claimed} but is {found}; send it as what it is.": (
        "Berkas ini dinamai {claimed}, isinya {found}. Simpan ulang dengan jenis yang benar.",
        "It is called {claimed} but is {found}. Save it as what it is.",
    ),
    "This file ({found}) lacks its end: send it whole.": (
        "Berkas ini tidak utuh. Pilih lagi berkas yang lengkap.",
        "This file lacks its end. Choose the whole one.",
    ),
    "It is longer than was said; choose it again.": (
        "Berkas berubah saat dikirim. Pilih sekali lagi.",
        "The file changed while it was sent. Choose it again.",
    ),
}


def of_field(faults: Sequence[Fault]) -> str:
    """The first of a field's faults, in the visitor's language."""
    fault = faults[0]
    return language.pick(*SAID.get(fault.message, _EMPTY)).format(**_dated(fault.values))


def _dated(values: Mapping[str, object]) -> dict[str, object]:
    say = language.dates().short_date
    return {name: say(value) if hasattr(value, "isoformat") else value
            for name, value in values.items()}  # fmt: skip
