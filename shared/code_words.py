"""How the codes of the domain are said on pages, in both languages.

Owns: the words for statuses, services, instruments, components, severities and kinds of evidence
that both services' pages speak of: Indonesian first, English second. Letters say the same.
"""

from collections.abc import Mapping

Pair = tuple[str, str]

STATUS: Mapping[str, Pair] = {
    "sent": ("terkirim", "sent"),
    "received": ("diterima", "received"),
    "awaiting_verification": ("menunggu verifikasi", "awaiting verification"),
    "returned": ("dikembalikan", "returned"),
    "partially_implemented": ("dilaksanakan sebagian", "partly implemented"),
    "implemented": ("telah dilaksanakan", "implemented"),
    "not_implemented": ("tidak dilaksanakan", "not implemented"),
    "not_actionable": ("tidak dapat ditindaklanjuti", "not actionable"),
    "withdrawn": ("dicabut", "withdrawn"),
    "superseded": ("digantikan", "superseded"),
    "reopened": ("dibuka kembali", "reopened"),
}
SERVICE: Mapping[str, Pair] = {
    "kunjungan": ("kunjungan", "visits"),
    "kunjungan_daring": ("kunjungan daring", "online visits"),
    "penitipan_barang": ("penitipan barang", "parcels"),
    "pengaduan": ("pengelolaan pengaduan", "complaint handling"),
    "informasi": ("informasi", "information"),
    "integrasi": ("integrasi", "reintegration"),
    "remisi": ("remisi", "remission"),
    "kesehatan": ("kesehatan", "health"),
    "kelompok_rentan": ("kelompok rentan", "vulnerable groups"),
    "bantuan_hukum": ("bantuan hukum", "legal aid"),
    "wartelsuspas": ("wartelsuspas", "telephone"),
    "makanan": ("makanan", "food"),
    "pembinaan": ("pembinaan", "rehabilitation"),
    "bimbingan_klien": ("bimbingan klien", "client guidance"),
    "registrasi": ("registrasi", "registration"),
}
INSTRUMENT: Mapping[str, Pair] = {
    "saran": ("saran perbaikan", "advice"),
    "tindakan_korektif": ("tindakan korektif", "corrective action"),
    "rekomendasi": ("rekomendasi", "recommendation"),
}
COMPONENT: Mapping[str, Pair] = {
    "persyaratan": ("persyaratan", "requirements"),
    "sistem_mekanisme_prosedur": ("sistem, mekanisme, dan prosedur", "system and procedure"),
    "jangka_waktu": ("jangka waktu penyelesaian", "time to completion"),
    "biaya": ("biaya/tarif", "fees"),
    "produk": ("produk pelayanan", "what is provided"),
    "penanganan_pengaduan": ("penanganan pengaduan", "handling of complaints"),
    "dasar_hukum": ("dasar hukum", "legal basis"),
    "sarana": ("sarana dan prasarana", "facilities"),
    "kompetensi": ("kompetensi pelaksana", "competence of staff"),
    "pengawasan_internal": ("pengawasan internal", "internal supervision"),
    "jumlah_pelaksana": ("jumlah pelaksana", "number of staff"),
    "jaminan_pelayanan": ("jaminan pelayanan", "guarantee of service"),
    "jaminan_keamanan": ("jaminan keamanan", "guarantee of safety"),
    "evaluasi_kinerja": ("evaluasi kinerja", "evaluation of performance"),
}
MALADMINISTRATION: Mapping[str, Pair] = {
    "penundaan_berlarut": ("penundaan berlarut", "undue delay"),
    "tidak_memberikan_pelayanan": ("tidak memberikan pelayanan", "service not given"),
    "tidak_kompeten": ("tidak kompeten", "incompetence"),
    "penyalahgunaan_wewenang": ("penyalahgunaan wewenang", "abuse of authority"),
    "penyimpangan_prosedur": ("penyimpangan prosedur", "deviation from procedure"),
    "permintaan_imbalan": ("permintaan imbalan", "asking for a reward"),
    "tidak_patut": ("tidak patut", "improper conduct"),
    "berpihak": ("berpihak", "partiality"),
    "diskriminasi": ("diskriminasi", "discrimination"),
    "konflik_kepentingan": ("konflik kepentingan", "conflict of interest"),
}
SEVERITY: Mapping[str, Pair] = {
    "rendah": ("rendah", "low"),
    "sedang": ("sedang", "medium"),
    "tinggi": ("tinggi", "high"),
    "kritis": ("kritis", "critical"),
}
EXTENT: Mapping[str, Pair] = {
    "full": ("seluruhnya", "in full"),
    "partial": ("sebagian", "in part"),
}
EVIDENCE: Mapping[str, Pair] = {
    "photo": ("foto", "photo"),
    "decree": ("surat keputusan", "decree"),
    "sop": ("SOP", "SOP"),
    "maklumat": ("maklumat pelayanan", "service charter"),
    "minutes": ("berita acara", "minutes"),
    "screenshot": ("tangkapan layar", "screenshot"),
    "video": ("video", "video"),
}
RECEIPT: Mapping[str, Pair] = {
    "none": ("belum terbukti", "not proven"),
    "deemed": ("dianggap diterima", "deemed received"),
    "acknowledged": ("dikonfirmasi", "acknowledged"),
    "proven": ("ada buktinya", "proven"),
}
_GROUPS = {
    "status": STATUS,
    "service": SERVICE,
    "instrument": INSTRUMENT,
    "component": COMPONENT,
    "maladministration": MALADMINISTRATION,
    "severity": SEVERITY,
    "extent": EXTENT,
    "evidence": EVIDENCE,
    "receipt": RECEIPT,
}
CODES: Mapping[str, Pair] = {
    f"{group}.{code}": pair for group, pairs in _GROUPS.items() for code, pair in pairs.items()
}
"""All of them under `group.code`, as `language.word` looks them up."""
