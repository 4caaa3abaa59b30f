"""What letters say where a superior spoke.

Owns: the wording, as data.
"""

from collections.abc import Mapping

from services.followup.letters.wording.form import CONFIRM_NOW, Words

SUPERIORS: Mapping[str, Words] = {
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
}
