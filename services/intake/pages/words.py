"""The words of intake's pages, in both languages: Indonesian first, English second."""

from collections.abc import Mapping

SAYING: Mapping[str, tuple[str, str]] = {
    "say.receipt": ("Konfirmasi penerimaan {code}", "Acknowledge receipt of {code}"),
    "say.receipt.for": (
        "Kapan surat ini diterima kantor Anda? Hitungan hari dimulai sehari sesudahnya.",
        "When did this letter reach your office? Days are counted from the day after.",
    ),
    "say.receipt.send": ("Kirim konfirmasi penerimaan", "Send acknowledgement"),
    "say.action": ("Konfirmasi pelaksanaan {code}", "Confirm the action for {code}"),
    "say.action.for": (
        "Ceritakan apa yang dilaksanakan dan lampirkan satu foto atau berkas. Setelah dikirim, "
        "giliran Ombudsman untuk memverifikasi.",
        "Say what was done and attach one photo or file. Once sent, it is the Ombudsman's turn to "
        "verify.",
    ),
    "say.action.send": ("Kirim konfirmasi pelaksanaan", "Send confirmation"),
    "say.received_on": ("Tanggal diterima", "Date of receipt"),
    "say.description": ("Apa yang dilaksanakan?", "What was done?"),
    "say.completed_on": ("Tanggal selesai dilaksanakan", "Date of completion"),
    "say.extent": ("Seluruhnya atau sebagian?", "In full or in part?"),
    "say.extent.full": ("seluruhnya", "in full"),
    "say.extent.partial": ("sebagian", "in part"),
    "say.file": ("Foto atau berkas bukti dukung", "Photo or file as evidence"),
    "say.file.hint": (
        "JPEG, PNG, WebP, HEIC, PDF, MP4, DOCX, atau XLSX, paling besar 25 MiB. Jangan memotret "
        "wajah warga binaan.",
        "JPEG, PNG, WebP, HEIC, PDF, MP4, DOCX or XLSX, up to 25 MiB. Show no inmate's face.",
    ),
    "say.taken_on": ("Tanggal foto atau berkas dibuat", "Date on which it was made"),
    "say.place": ("Tempat", "Place"),
    "say.fault.received_on": (
        "Tanggal diterima tidak mungkin: isi hari ini atau sebelumnya, tidak mendahului surat.",
        "This date of receipt cannot be: today or earlier, not before the letter.",
    ),
    "say.fault.description": ("Tulis apa yang dilaksanakan.", "Say what was done."),
    "say.fault.completed_on": (
        "Tanggal selesai tidak mungkin: isi hari ini atau sebelumnya, tidak mendahului surat.",
        "This date of completion cannot be: today or earlier, not before the letter.",
    ),
    "say.fault.extent": ("Pilih seluruhnya atau sebagian.", "Choose in full or in part."),
    "say.fault.file": (
        "Pilih satu berkas dari jenis yang disebut, paling besar 25 MiB.",
        "Choose one file of the kinds named, up to 25 MiB.",
    ),
    "say.fault.taken_on": (
        "Isi tanggal foto atau berkas dibuat, hari ini atau sebelumnya.",
        "Say when it was made, today or earlier.",
    ),
    "say.fault.place": ("Isi tempatnya.", "Say where."),
    "say.refused": (
        "Keadaannya sudah berubah (sudah dikonfirmasi, atau sudah ditutup), jadi tidak ada yang "
        "tersimpan.",
        "Things have changed (confirmed already, or closed), so nothing was saved.",
    ),
}
