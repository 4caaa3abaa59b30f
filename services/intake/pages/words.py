"""The words of the addressee's pages, in both languages: Indonesian first, English second."""

from collections.abc import Mapping

RECEIPT: Mapping[str, tuple[str, str]] = {
    "say.receipt": ("Konfirmasi penerimaan {code}", "Acknowledge receipt of {code}"),
    "say.receipt.for": (
        "Kapan surat ini diterima kantor Anda? Hitungan hari dimulai sehari sesudahnya.",
        "When did this letter reach your office? Days are counted from the day after.",
    ),
    "say.receipt.send": ("Kirim konfirmasi penerimaan", "Send acknowledgement"),
    "say.received_on": ("Tanggal diterima", "Date of receipt"),
    "say.received_on.hint": ("Surat bertanggal {on}.", "The letter is dated {on}."),
    "say.asked": ("Yang diminta Ombudsman", "What the Ombudsman asks"),
    "say.fault.received_on": (
        "Tanggal diterima tidak mungkin: isi hari ini atau sebelumnya, tidak mendahului surat.",
        "This date of receipt cannot be: today or earlier, not before the letter.",
    ),
    "say.refused": (
        "Keadaannya sudah berubah (sudah dikonfirmasi, atau sudah ditutup), jadi tidak ada yang "
        "tersimpan.",
        "Things have changed (confirmed already, or closed), so nothing was saved.",
    ),
}
ACTION: Mapping[str, tuple[str, str]] = {
    "say.action": ("Konfirmasi pelaksanaan {code}", "Confirm the action for {code}"),
    "say.action.for": (
        "Ceritakan apa yang dilaksanakan dan tunjukkan dengan foto. Isian tersimpan; baru terkirim "
        "setelah Anda memeriksanya.",
        "Say what was done and show it in a photo. What you fill in is kept; it is sent only after "
        "you have checked it.",
    ),
    "say.returned.returned": (
        "Dikembalikan Ombudsman. Yang perlu diperbaiki:",
        "Returned by the Ombudsman. What has to be mended:",
    ),
    "say.returned.partially_implemented": (
        "Dilaksanakan sebagian. Yang masih harus dikerjakan:",
        "Partly implemented. What is left to do:",
    ),
    "say.step.1": ("1. Apa yang dilaksanakan?", "1. What was done?"),
    "say.step.2": ("2. Foto atau berkas", "2. Photo or file"),
    "say.step.3": ("3. Seluruhnya atau sebagian?", "3. In full or in part?"),
    "say.description": ("Uraian singkat", "In a few words"),
    "say.completed_on": ("Tanggal selesai dilaksanakan", "Date of completion"),
    "say.extent": ("Dilaksanakan", "Done"),
    "say.extent.hint": (
        "Pilih salah satu, lalu periksa ringkasannya. Belum ada yang terkirim.",
        "Choose one, then check the summary. Nothing is sent yet.",
    ),
    "say.extent.full.go": ("Seluruhnya, lalu periksa", "In full, then check"),
    "say.extent.partial.go": ("Sebagian, lalu periksa", "In part, then check"),
    "say.camera": ("Ambil foto", "Take a photo"),
    "say.choose": ("Pilih berkas", "Choose files"),
    "say.add": ("Tambahkan yang dipilih", "Add what was chosen"),
    "say.file.hint": (
        "Paling banyak {most} berkas, masing-masing 25 MiB: JPEG, PNG, WebP, PDF, MP4, DOCX, atau "
        "XLSX. HEIC diterima, tetapi tidak dapat ditampilkan. Jangan memotret wajah warga binaan.",
        "Up to {most} files of 25 MiB each: JPEG, PNG, WebP, PDF, MP4, DOCX or XLSX. HEIC is taken "
        "but cannot be shown. Show no inmate's face.",
    ),
    "say.kind": ("Jenis bukti", "Kind of evidence"),
    "say.taken_on": ("Tanggal dibuat", "Made on"),
    "say.by_camera": ("tanggal dari kamera", "the camera's date"),
    "say.place": ("Tempat", "Place"),
    "say.remove": ("Hapus", "Remove"),
    "say.broken_off": (
        "Terputus pada {come} dari {of}. Pilih berkas yang sama untuk melanjutkan.",
        "Broken off at {come} of {of}. Choose the same file to go on.",
    ),
    "say.js.sending": ("Mengunggah {name}: {percent}%", "Uploading {name}: {percent}%"),
    "say.js.waiting": (
        "Jaringan terputus pada {percent}%. Unggahan dilanjutkan sendiri.",
        "The line broke at {percent}%. The upload goes on by itself.",
    ),
    "say.js.again": (
        "Unggahan belum selesai. Halaman lanjut sendiri setelah selesai.",
        "The upload is not done. The page goes on when it is.",
    ),
    "say.js.signed_out": (
        "Sesi sudah berakhir. Muat ulang halaman dan masuk lagi; isian tersimpan di peramban ini.",
        "The session is over. Load the page again and sign in; what you typed is kept here.",
    ),
    "say.js.failed": (
        "Berkas tidak dapat diunggah. Pilih lagi.",
        "The file cannot be uploaded. Choose it again.",
    ),
    "say.check": ("Periksa dan kirim {code}", "Check and send {code}"),
    "say.check.for": (
        "Langkah 4 dari 4. Setelah dikirim, giliran Ombudsman untuk memverifikasi.",
        "Step 4 of 4. Once sent, it is the Ombudsman's turn to verify.",
    ),
    "say.evidence": ("Bukti dukung ({count})", "Evidence ({count})"),
    "say.no_place": (
        "Berkas asli disimpan utuh sebagai bukti. Salinan yang dilihat pihak lain tidak memuat "
        "lokasi kamera.",
        "The original is kept whole as proof. The copy that others see does not hold the camera's "
        "position.",
    ),
    "say.action.send": ("Kirim konfirmasi pelaksanaan", "Send confirmation"),
    "say.change": ("Ubah", "Change"),
    "say.head_sends": (
        "Sudah tersimpan. Kepala kantor mengirimnya dari akunnya, di halaman ini juga.",
        "It is kept. The head of the office sends it from their account, on this same page.",
    ),
}
LOOKING: Mapping[str, tuple[str, str]] = {
    "exhibit.of": ("{what} untuk {code}", "{what} for {code}"),
    "exhibit.back": ("Kembali ke rekomendasi {code}", "Back to recommendation {code}"),
    "exhibit.picture": ("Bukti ({what}) di {place}", "Evidence ({what}) at {place}"),
    "exhibit.others": ("Bukti lain", "Other evidence"),
    "exhibit.before": ("Sebelumnya", "Previous"),
    "exhibit.after": ("Berikutnya", "Next"),
    "exhibit.number": ("{number} dari {count}", "{number} of {count}"),
    "exhibit.kind": ("Jenis bukti", "Kind of evidence"),
    "exhibit.made": ("Tanggal dibuat", "Made on"),
    "exhibit.came": ("Diterima", "Received"),
    "exhibit.place": ("Tempat", "Place"),
    "exhibit.size": ("Berkas", "File"),
    "exhibit.download": ("Unduh berkas", "Download the file"),
    "exhibit.original": ("Unduh berkas asli", "Download the original"),
    "exhibit.copy": (
        "Yang tampil adalah salinan tanpa lokasi kamera. SHA-256 di atas milik berkas asli.",
        "What is shown is a copy without the camera's position. The SHA-256 is the original's.",
    ),
    "exhibit.not_shown": (
        "Jenis berkas ini tidak dapat ditampilkan tanpa lokasi kamera; berkas asli dapat diunduh "
        "UPT pengirim dan Ombudsman.",
        "This kind of file cannot be shown without the camera's position; the unit that sent it "
        "and the Ombudsman can download the original.",
    ),
}
