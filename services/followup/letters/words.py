"""What each kind of letter says.

Owns: the wording, as data. A text's `{names}` are filled by `matter`; roles are those of the
recipient towards the recommendation: addressee, superior, ombudsman. Gravest first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.followup.model import Line

CONFIRM = "Kirim konfirmasi pelaksanaan dengan bukti dukung. {more_time}"
MORE_TIME = "Bila waktu belum cukup, ajukan perpanjangan waktu sebelum jatuh tempo."
CONFIRM_NOW = "Segera laksanakan dan kirim konfirmasi pelaksanaan dengan bukti dukung."
DECIDE = "Akui dan putuskan eskalasi ini paling lambat {climbs}; sesudah itu eskalasi naik."
DECIDE_LAST = (
    "Akui dan putuskan eskalasi ini paling lambat {climbs}; di atasnya tiada lagi jenjang."
)
VERIFY = "Periksa bukti dukung dan catat hasil verifikasi."


@dataclass(frozen=True)
class Words:
    """One kind of matter: its group in a digest, title, sentence, what to do by role, English."""

    group: str
    title: str
    says: str
    english: str
    asks: Mapping[str, str] = field(default_factory=dict)


WORDS: Mapping[str, Words] = {
    "exhausted": Words(
        "tangga eskalasi habis",
        "Tangga eskalasi habis",
        "Eskalasi tingkat 2 tidak diputuskan pada waktunya. Semua jenjang telah dilalui tanpa "
        "tindak lanjut dari {unit}.",
        "Every level of escalation has passed without follow-up by {unit}.",
        {"ombudsman": "Nilai kelanjutannya; Anda dapat menutupnya sebagai tidak dilaksanakan."},
    ),
    "escalated.2": Words(
        "eskalasi",
        "Eskalasi tingkat 2",
        "Eskalasi naik ke tingkat 2 dan kini dipegang {holder}. Belum ada konfirmasi pelaksanaan "
        "dari {unit}.",
        "Escalated to level 2, now held by {holder}; {unit} has confirmed no action.",
        {"holder": DECIDE_LAST, "addressee": CONFIRM_NOW},
    ),
    "escalated.1": Words(
        "eskalasi",
        "Eskalasi tingkat 1",
        "Jatuh tempo {due} telah lewat tanpa konfirmasi pelaksanaan dari {unit}. Eskalasi "
        "tingkat 1 kini dipegang {holder}.",
        "Past its due date ({due_en}) with no action confirmed by {unit}; escalated to {holder}.",
        {"holder": DECIDE, "addressee": CONFIRM_NOW},
    ),
    "unacknowledged": Words(
        "belum diakui",
        "Penerimaan belum dikonfirmasi",
        "{unit} belum mengonfirmasi penerimaan surat {letter_number} tanggal {letter_date}.",
        "{unit} has not acknowledged receipt of letter {letter_number}.",
        {
            "superior": "Pastikan surat itu telah sampai kepada {unit}.",
            "addressee": "Konfirmasi penerimaan surat itu.",
        },
    ),
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
    "repeat_notice": Words(
        "temuan berulang",
        "Temuan berulang",
        "Temuan pada {unit} ini mengulang temuan dalam 24 bulan terakhir.",
        "A repeat finding at {unit} within 24 months.",
        {"superior": "Pastikan perbaikannya menetap."},
    ),
    "reminder": Words(
        "pengingat",
        "Pengingat",
        "Tindak lanjut {instrument} ini jatuh tempo {due}, {left}. Konfirmasi pelaksanaan dari "
        "{unit} belum diterima.",
        "Due {due_en}, {left_en}; no action confirmed yet by {unit}.",
        {"addressee": CONFIRM},
    ),
    "decided.instruct": Words(
        "keputusan eskalasi",
        "Instruksi",
        "{speaker} menginstruksikan {unit} untuk menindaklanjuti {instrument} ini.",
        "{speaker} has instructed {unit} to act.",
        {"addressee": CONFIRM_NOW},
    ),
    "decided.take_over": Words(
        "keputusan eskalasi",
        "Ambil alih",
        "{speaker} mengambil alih penyelesaian tindak lanjut oleh {unit}.",
        "{speaker} has taken the matter over from {unit}.",
        {"addressee": "Siapkan bahan dan bukti dukung untuk {speaker}."},
    ),
    "decided.support_extension": Words(
        "keputusan eskalasi",
        "Dukungan perpanjangan waktu",
        "{speaker} mendukung perpanjangan waktu bagi {unit} dan meneruskannya kepada Ombudsman.",
        "{speaker} supports more time for {unit} and asks the Ombudsman to decide.",
        {"ombudsman": "Perpanjang tanggal resmi, atau tolak dengan alasan."},
    ),
    "decided.ask_judgement": Words(
        "keputusan eskalasi",
        "Permintaan penilaian",
        "{speaker} meminta penilaian Ombudsman atas {instrument} kepada {unit} ini.",
        "{speaker} asks for the Ombudsman's judgement on this matter of {unit}.",
        {"ombudsman": "Berikan penilaian."},
    ),
    "decided.refer": Words(
        "keputusan eskalasi",
        "Diteruskan ke tingkat 2",
        "{speaker} meneruskan eskalasi mengenai {unit} ke tingkat 2.",
        "{speaker} has referred the escalation about {unit} to level 2.",
    ),
    "escalation_acknowledged": Words(
        "eskalasi diakui",
        "Eskalasi tingkat {level} diakui",
        "{speaker} mengakui eskalasi tingkat {level} mengenai {unit}.",
        "{speaker} has acknowledged the level {level} escalation about {unit}.",
    ),
    "without_effect": Words(
        "tanpa akibat",
        "Tanpa akibat",
        "Yang disampaikan {speaker} tercatat, tetapi tidak berakibat: keadaannya telah berubah "
        "lebih dahulu.",
        "What {speaker} said is on record but had no effect: the matter had changed before it.",
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
    "calendar_changed.due": Words(
        "kalender berubah",
        "Kalender kerja berubah",
        "Kalender kerja berubah. Jatuh tempo bagi {unit} kini {due}.",
        "The working calendar has changed: {unit} is now due {due_en}.",
    ),
    "calendar_changed.escalation": Words(
        "kalender berubah",
        "Kalender kerja berubah",
        "Kalender kerja berubah. Eskalasi mengenai {unit} kini perlu diputuskan paling lambat "
        "{climbs}.",
        "The working calendar has changed, and with it the time to decide on {unit}.",
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
    "deemed_received": Words(
        "dianggap diterima",
        "Dianggap diterima",
        "Tanpa konfirmasi penerimaan, surat {letter_number} dianggap telah diterima {unit}. "
        "Tenggat waktu berjalan.",
        "Letter {letter_number} is deemed received by {unit}; the deadline runs.",
        {"addressee": "Konfirmasi penerimaan. Tanggal yang dianggap tidak bergeser karenanya."},
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
    "escalation_closed": Words(
        "eskalasi ditutup",
        "Eskalasi tingkat {level} ditutup",
        "Eskalasi tingkat {level} mengenai {unit} ditutup. Tidak ada lagi yang perlu diputuskan.",
        "The level {level} escalation about {unit} is closed; nothing is left to decide.",
    ),
    "escalation_withdrawn": Words(
        "eskalasi ditarik",
        "Eskalasi tingkat {level} ditarik",
        "Eskalasi tingkat {level} mengenai {unit} ditarik kembali.",
        "The level {level} escalation about {unit} is withdrawn.",
    ),
}
GRAVITY: Mapping[str, int] = {name: place for place, name in enumerate(WORDS)}
VARIANTS = {"verified": "outcome", "decided": "decision", "calendar_changed": "of"}
"""Kinds whose words depend on a value of the line's body."""


def key_of(line: Line) -> str:
    """The line's place in WORDS: its kind, with the variant where its words depend on one."""
    if line.kind == "escalated":
        return f"escalated.{min(line.level or 1, 2)}"
    if line.kind in VARIANTS:
        return f"{line.kind}.{line.body[VARIANTS[line.kind]]}"
    return line.kind
