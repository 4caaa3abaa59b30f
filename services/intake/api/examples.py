"""Examples of bodies, out of the letter of the Babel office of 2022.

Owns: what the OpenAPI document shows; a test posts every one of them.
"""

from typing import Any

POINT: dict[str, Any] = {
    "unit": "RT-MTK",
    "service": "kunjungan",
    "components": ["sistem_mekanisme_prosedur", "persyaratan", "jangka_waktu"],
    "finding": "SOP kunjungan warga binaan/andikpas telah ada; penempatannya di ruang pelayanan "
    "belum mudah dilihat pengguna layanan.",
    "text": "SOP layanan utama (kunjungan) dibuat jelas dan dipasang di tempat yang strategis "
    "pada ruang pelayanan sehingga mudah dilihat.",
    "severity": "sedang",
    "received_on": "2022-01-25",
}
LETTER: dict[str, Any] = {
    "letter": {
        "number": "DEMO/SARAN/2022/01",
        "date": "2022-01-25",
        "instrument": "saran",
        "activity": "Pengawasan SOP produk layanan 2021 pada empat UPT Pemasyarakatan",
        "issuer": "Ombudsman RI Perwakilan Kepulauan Bangka Belitung",
        "subject": "Penyampaian hasil pemantauan SOP di Lapas/Rutan di wilayah Kepulauan "
        "Bangka Belitung",
        "legal_basis": ["UU 25/2009 tentang Pelayanan Publik"],
    },
    "recommendations": [POINT],
}
_LETTER_ID = "017e9007-3480-7000-8000-000000000001"
_RECOMMENDATION_ID = "017e9007-3480-7000-8000-000000000002"
RECORDED: dict[str, Any] = {
    "id": _LETTER_ID,
    "number": "DEMO/SARAN/2022/01",
    "recommendations": [
        {
            "id": _RECOMMENDATION_ID,
            "code": "REK-BABEL-2022-0001",
            "unit": "RT-MTK",
            "status": "received",
            "repeat_of": None,
            "stream": "KANWIL-BABEL",
        }
    ],
    "told": [{"stream": "KANWIL-BABEL", "sequence": 2}],
}
ADDED_POINT: dict[str, Any] = {
    "letter_id": _LETTER_ID,
    **POINT,
    "service": "pengaduan",
    "components": ["penanganan_pengaduan", "jangka_waktu"],
    "finding": "Pengelolaan pengaduan pengguna layanan dapat dikategorikan baik; jangka waktu "
    "pemrosesan pengaduan belum dinyatakan.",
    "text": "Menyediakan mekanisme pengaduan yang memuat jangka waktu pemrosesan pengaduan.",
}
RECEIPT = {"received_on": "2022-01-25"}
ACTION = {
    "description": "SOP kunjungan dicetak ukuran A1 dan dipasang di dinding ruang pelayanan.",
    "completed_on": "2022-02-14",
    "extent": "full",
    "evidence": ["017e9007-3480-7000-8000-000000000003"],
}
VERIFICATION = {
    "outcome": "returned",
    "note": "Foto memperlihatkan SOP kunjungan; jangka waktu pengaduan belum tampak.",
    "new_due_on": "2022-03-18",
}
WITHDRAWAL = {"reason": "Unit telah digabung dengan unit lain."}
REOPENING = {
    "reason": "Papan informasi jam kunjungan diturunkan.",
    "new_due_on": "2022-09-30",
}
EXTENSION = {
    "new_due_on": "2022-03-31",
    "reason": "Alasan dapat diterima; pelibatan orang tua/wali diperlukan.",
}
FEEDS = {
    "streams": [
        {
            "name": "KANWIL-BABEL",
            "events": [],
            "head": 12,
            "hash": "6b1f9bbd8f0f4b1c1d0f0f5f6f5b2a7c3de1a4f7c05b9e52f4a0b5d1f0c7e9a3",
            "as_of": "2022-03-11T17:00:00.000000Z",
        }
    ]
}
