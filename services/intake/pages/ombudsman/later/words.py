"""The words of proving a receipt and of adding to a letter: Indonesian first, English second."""

from collections.abc import Mapping

PROVING: Mapping[str, tuple[str, str]] = {
    "prove": ("Buktikan tanggal terima", "Prove the date of receipt"),
    "prove.mend": ("Perbaiki tanggal terima", "Correct the date of receipt"),
    "prove.by_letter": (
        "Jatuh temponya ditetapkan surat; tanggal terima tidak mengubahnya.",
        "The letter sets the due date; the day of receipt does not move it.",
    ),
    "prove.of": ("Tanggal terima {unit}", "Receipt by {unit}"),
    "prove.for": (
        "Tenggat waktu dihitung sejak surat diterima. Bukti Ombudsman menentukan tanggalnya, juga "
        "bila UPT menyebut tanggal lain.",
        "The deadline counts from receipt. The Ombudsman's proof decides the date, also where the "
        "unit names another.",
    ),
    "prove.letter": ("Surat {number}, {on}", "Letter {number}, {on}"),
    "prove.which": (
        "Rekomendasi yang masih terbuka dan ikut dibuktikan ({count})",
        "Open recommendations for which it holds ({count})",
    ),
    "prove.received_on": ("Tanggal surat diterima", "Day on which the letter arrived"),
    "prove.received_on.hint": (
        "Paling awal tanggal surat, {on}; paling akhir hari ini.",
        "At the earliest the day of the letter, {on}; at the latest today.",
    ),
    "prove.proof": ("Buktinya", "The proof"),
    "prove.proof.hint": (
        "Misalnya: tanda terima kurir nomor 0123, atau buku ekspedisi. Jangan menyebut nama warga "
        "binaan.",
        "For example: courier's receipt number 0123, or the delivery book. Name no inmate.",
    ),
    "prove.again": (
        "Lihat jatuh tempo untuk tanggal terima lain",
        "See the due date for another day of receipt",
    ),
    "prove.send": ("Simpan bukti penerimaan", "Save the proof of receipt"),
    "prove.done": (
        "Tanggal terima {unit} tersimpan. Tenggat waktunya dihitung dari tanggal itu.",
        "The receipt by {unit} is saved. Its deadline counts from that day.",
    ),
    "prove.stands": ("Tanggal terima: {on} ({how})", "Received on {on} ({how})"),
    "prove.missing": ("Tanggal terima belum ada buktinya", "The day of receipt is not proven"),
}
ADDING: Mapping[str, tuple[str, str]] = {
    "add": ("Tambah rekomendasi", "Add a recommendation"),
    "add.of": ("Tambah rekomendasi ke surat {number}", "Add a recommendation to letter {number}"),
    "add.for": (
        "Untuk butir yang ada di surat tetapi belum tercatat. Ditampilkan sekali lagi sebelum "
        "tersimpan.",
        "For a point that the letter makes and nobody recorded. It is shown once more before it is "
        "stored.",
    ),
    "add.send": ("Kirim rekomendasi ini", "Send this recommendation"),
    "add.done": (
        "{code} tersimpan. {unit} menerima pemberitahuannya pada jam kerja.",
        "{code} is stored. {unit} is written to in office hours.",
    ),
    "add.back": ("Kembali ke surat", "Back to the letter"),
}
