"""The questions that people ask of the pages, and the answers.

Owns: both, in both languages: Indonesian first, English second.
"""

from collections.abc import Mapping, Sequence

Pair = tuple[str, str]
Asked = tuple[Pair, Pair]

OF_ROLE: Mapping[str, Sequence[Asked]] = {
    "unit": (
        (
            ("Apa yang harus saya kerjakan?", "What do I have to do?"),
            (
                "Buka Tugas. Yang paling dekat jatuh temponya ada di atas; kalimat tebal menyebut "
                "langkah berikutnya dan sisa harinya.",
                "Open Tasks. The nearest date stands first; the bold sentence says the next step "
                "and the days left.",
            ),
        ),
        (
            ("Jaringan putus saat mengunggah foto.", "The line broke while a photo went up."),
            (
                "Biarkan halaman terbuka: unggahan dilanjutkan sendiri. Bila halaman tertutup, "
                "buka lagi dan pilih foto yang sama; yang sudah terkirim tidak diulang. Yang belum "
                "dikirim disimpan tujuh hari.",
                "Leave the page open: the upload goes on by itself. If it was closed, open it "
                "again and choose the same photo; what has come is not sent twice. What is not "
                "sent is kept for seven days.",
            ),
        ),
        (
            ("Foto apa yang diterima?", "Which photos are taken?"),
            (
                "JPEG, PNG, dan WebP sampai 25 MiB; juga PDF, MP4, DOCX, XLSX. HEIC diterima "
                "tetapi tidak dapat ditampilkan: pada iPhone pilih Pengaturan, Kamera, Format, "
                "Paling Kompatibel. Jangan memotret wajah warga binaan.",
                "JPEG, PNG and WebP up to 25 MiB; PDF, MP4, DOCX and XLSX, too. HEIC is taken but "
                "cannot be shown: on an iPhone choose Settings, Camera, Formats, Most Compatible. "
                "Show no inmate's face.",
            ),
        ),
        (
            ("Apakah lokasi telepon saya terlihat?", "Can others see where my phone was?"),
            (
                "Tidak. Pihak lain melihat salinan tanpa lokasi kamera; tanggal foto tetap ada. "
                "Berkas asli disimpan utuh sebagai bukti, untuk kantor Anda dan Ombudsman.",
                "No. Others see a copy without the camera's position; the photo's date stays. The "
                "original is kept whole as proof, for your office and the Ombudsman.",
            ),
        ),
        (
            ("Siapa yang boleh mengirim?", "Who may send?"),
            (
                "Operator dapat menyiapkan uraian dan foto; kepala kantor (atau Plt./Plh.) yang "
                "memeriksa dan mengirim, dari halaman yang sama.",
                "An operator can prepare words and photos; the head of the office (or whoever acts "
                "for it) checks and sends, on the same page.",
            ),
        ),
        (
            ("Kami butuh waktu lebih lama.", "We need more time."),
            (
                "Di halaman rekomendasi, tekan Minta perpanjangan waktu sebelum jatuh tempo. "
                "Tanggal lama berlaku sampai Ombudsman menjawab.",
                "On the recommendation's page press Ask for more time before it falls due. The old "
                "date stands until the Ombudsman answers.",
            ),
        ),
    ),
}
FOR_ALL: Sequence[Asked] = (
    (
        ("Mengapa jatuh temponya tanggal itu?", "Why is it due on that day?"),
        (
            "Di bawah halaman setiap rekomendasi ada kalender yang menomori setiap hari yang "
            "dihitung; hari yang tidak dihitung menyebut libur dan keputusannya.",
            "At the foot of each recommendation's page a calendar numbers each day that counts; "
            "days that do not count name the holiday and its decree.",
        ),
    ),
    (
        ("Yang baru saya kirim belum tampil.", "What I have just sent does not show yet."),
        (
            "Bila kaki halaman menyebut data tertinggal, muat ulang sebentar lagi. Yang sudah "
            "diterima sistem tidak hilang, dan waktunya dihitung sejak diterima.",
            "If the foot of the page says that the data is behind, load it again in a moment. What "
            "was taken is not lost, and its time counts from when it came.",
        ),
    ),
    (
        ("Saya lupa kata sandi.", "I forgot my password."),
        (
            "Di halaman masuk, minta tautan masuk ke alamat e-mail Anda, atau hubungi admin.",
            "On the sign-in page ask for a link to your e-mail address, or ask the administrator.",
        ),
    ),
)
