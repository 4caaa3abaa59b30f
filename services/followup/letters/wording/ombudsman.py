"""What letters say where the Ombudsman or the addressee spoke.

Owns: the wording, as data.
"""

from collections.abc import Mapping

from services.followup.letters.wording.form import CONFIRM, CONFIRM_NOW, VERIFY, Words

OMBUDSMAN: Mapping[str, Words] = {
    "reopened": Words(
        "dibuka kembali",
        "Dibuka kembali",
        "Ombudsman membuka kembali {instrument} kepada {unit} ini.",
        "The Ombudsman has reopened this {instrument_en} to {unit}.",
        {"addressee": CONFIRM},
    ),
    "verified.returned": Words(
        "dikembalikan",
        "Dikembalikan",
        "Ombudsman mengembalikan konfirmasi pelaksanaan dari {unit}.",
        "The Ombudsman has returned the confirmation of {unit} for more work.",
        {"addressee": "Lengkapi sesuai catatan, lalu kirim konfirmasi pelaksanaan lagi."},
    ),
    "verified.partially_implemented": Words(
        "dilaksanakan sebagian",
        "Dilaksanakan sebagian",
        "Ombudsman menilai {instrument} ini dilaksanakan sebagian oleh {unit}.",
        "The Ombudsman finds it partly implemented by {unit}.",
        {"addressee": "Laksanakan yang belum, lalu kirim konfirmasi pelaksanaan lagi."},
    ),
    "verified.not_implemented": Words(
        "tidak dilaksanakan",
        "Tidak dilaksanakan",
        "Ombudsman menutup {instrument} ini sebagai tidak dilaksanakan oleh {unit}.",
        "The Ombudsman has closed it as not implemented by {unit}.",
    ),
    "extension_requested": Words(
        "permintaan perpanjangan",
        "Permintaan perpanjangan waktu",
        "{unit} meminta perpanjangan waktu.",
        "{unit} asks for more time.",
        {"ombudsman": "Perpanjang tanggal resmi, atau tolak dengan alasan."},
    ),
    "extension_refused": Words(
        "perpanjangan ditolak",
        "Perpanjangan waktu ditolak",
        "Permintaan perpanjangan waktu dari {unit} ditolak. Jatuh tempo tetap {due}.",
        "The request of {unit} for more time is refused; still due {due_en}.",
        {"addressee": CONFIRM_NOW},
    ),
    "extended": Words(
        "perpanjangan",
        "Perpanjangan waktu",
        "Ombudsman memperpanjang waktu bagi {unit}. Jatuh tempo kini {due}.",
        "The Ombudsman has given {unit} more time: due {due_en}.",
        {"addressee": CONFIRM},
    ),
    "confirmed": Words(
        "konfirmasi pelaksanaan",
        "Konfirmasi pelaksanaan",
        "{unit} mengonfirmasi pelaksanaan {instrument} ini.",
        "{unit} has confirmed its action.",
        {"ombudsman": VERIFY},
    ),
    "recorded": Words(
        "penyampaian baru",
        "{Instrument} baru",
        "{ombudsman} menyampaikan {instrument} kepada {unit} dengan surat {letter_number} "
        "tanggal {letter_date}.",
        "New {instrument_en} to {unit} in letter {letter_number}.",
        {
            "addressee": "Konfirmasi penerimaan, laksanakan, lalu kirim konfirmasi pelaksanaan "
            "dengan bukti dukung."
        },
    ),
    "received": Words(
        "penerimaan",
        "Penerimaan dikonfirmasi",
        "Penerimaan surat {letter_number} oleh {unit} telah dicatat.",
        "Receipt of letter {letter_number} by {unit} is recorded.",
        {"addressee": CONFIRM},
    ),
    "verified.implemented": Words(
        "telah dilaksanakan",
        "Telah dilaksanakan",
        "Ombudsman menyatakan {instrument} ini telah dilaksanakan oleh {unit}. Selesai.",
        "The Ombudsman finds it implemented by {unit}. Closed.",
    ),
    "verified.not_actionable": Words(
        "tidak dapat ditindaklanjuti",
        "Tidak dapat ditindaklanjuti",
        "Ombudsman menyatakan {instrument} kepada {unit} ini tidak dapat ditindaklanjuti. Selesai.",
        "The Ombudsman finds it not actionable for {unit}. Closed.",
    ),
    "withdrawn": Words(
        "dicabut",
        "Dicabut",
        "Ombudsman mencabut {instrument} kepada {unit} ini. Tidak ada lagi yang perlu dilakukan.",
        "The Ombudsman has withdrawn it. Nothing more is asked of {unit}.",
    ),
    "superseded": Words(
        "digantikan",
        "Digantikan",
        "{Instrument} kepada {unit} ini digantikan oleh yang lain.",
        "It is superseded by another; nothing more is asked here of {unit}.",
    ),
}
