"""The glossary: how codes are said in a letter.

Owns: the Indonesian words for instruments, services, outcomes, severities and for what a journal
line's body carries. A code without a word is said as it is, without its underscores.
"""

from collections.abc import Mapping

INSTRUMENTS = {
    "saran": "saran perbaikan",
    "tindakan_korektif": "tindakan korektif",
    "rekomendasi": "rekomendasi",
}
INSTRUMENTS_EN = {
    "saran": "advice",
    "tindakan_korektif": "corrective action",
    "rekomendasi": "recommendation",
}
SERVICES = {
    "kunjungan": "kunjungan",
    "kunjungan_daring": "kunjungan daring",
    "penitipan_barang": "penitipan barang",
    "pengaduan": "pengelolaan pengaduan",
    "informasi": "informasi",
    "integrasi": "integrasi",
    "remisi": "remisi",
    "kesehatan": "kesehatan",
    "kelompok_rentan": "kelompok rentan",
    "bantuan_hukum": "bantuan hukum",
    "wartelsuspas": "wartelsuspas",
    "makanan": "makanan",
    "pembinaan": "pembinaan",
    "bimbingan_klien": "bimbingan klien",
    "registrasi": "registrasi",
}
EXTENTS = {"full": "seluruhnya", "partial": "sebagian"}
STATUSES = {
    "sent": "terkirim",
    "received": "diterima",
    "awaiting_verification": "menunggu verifikasi",
    "returned": "dikembalikan",
    "partially_implemented": "dilaksanakan sebagian",
    "implemented": "telah dilaksanakan",
    "not_implemented": "tidak dilaksanakan",
    "not_actionable": "tidak dapat ditindaklanjuti",
    "withdrawn": "dicabut",
    "superseded": "digantikan",
    "reopened": "dibuka kembali",
}
CAUSES = STATUSES | {
    "submitted": "pelaksanaan telah dikonfirmasi",
    "new_date": "tanggal baru telah ditetapkan",
    "extended": "waktu telah diperpanjang",
    "climbed": "tidak diputuskan pada waktunya, sehingga naik ke tingkat berikutnya",
    "escalated_again": "eskalasi baru telah dibuka",
    "receipt_corrected": "tanggal penerimaan diperbaiki",
    "calendar_changed": "kalender kerja berubah",
    "policy_changed": "ketentuan berubah",
    "decided": "sudah diputuskan",
    "acknowledged": "sudah diakui",
    "closed": "eskalasi sudah ditutup",
    "answered": "permintaan sudah dijawab",
    "statutory": "tanggal menurut undang-undang tidak dapat diperpanjang",
    "open": "rekomendasi masih terbuka",
    "unknown": "eskalasi tidak dikenal",
}
DOUBTS = {
    "estimated_holiday": "sementara, karena tanggal hari libur masih perkiraan",
    "leave_not_decreed": "sementara, karena cuti bersama belum ditetapkan",
}
LABELS = {
    "received_on": "Diterima",
    "description": "Uraian pelaksanaan",
    "completed_on": "Dilaksanakan",
    "extent": "Cakupan",
    "note": "Catatan",
    "remaining": "Yang belum dilaksanakan",
    "reason": "Alasan",
    "proof": "Bukti penerimaan",
    "new_due_on": "Tanggal yang diminta",
    "before": "Semula",
    "superseded_by": "Digantikan oleh",
    "repeat_of": "Temuan sebelumnya",
    "decree": "Keputusan",
    "because": "Sebab",
}
"""What a line's body may carry, in the order in which a letter shows it."""


def said(words: Mapping[str, str], code: str) -> str:
    """The word for a code, or the code without its underscores."""
    return words.get(code, code.replace("_", " "))
