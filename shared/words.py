"""The words of the frame, of signing in and of errors, in both languages.

Owns: Indonesian first, English second. The words of a service's pages stand in that service.
"""

from collections.abc import Mapping

FRAME: Mapping[str, tuple[str, str]] = {
    "product": ("Tindak Lanjut", "Tindak Lanjut"),
    "skip": ("Lewati ke isi", "Skip to the content"),
    "signed_in_as": ("Masuk sebagai {who}", "Signed in as {who}"),
    "speaks_as.staff": ("{who}, {office}", "{who}, {office}"),
    "speaks_as.head": ("{who}, Kepala {office}", "{who}, head of {office}"),
    "speaks_as.plt": ("{who}, Plt. Kepala {office}", "{who}, acting head (Plt.) of {office}"),
    "speaks_as.plh": ("{who}, Plh. Kepala {office}", "{who}, acting head (Plh.) of {office}"),
    "sign_out": ("Keluar", "Sign out"),
    "sign_in": ("Masuk", "Sign in"),
    "languages": ("Bahasa", "Language"),
    "navigation": ("Menu utama", "Main menu"),
    "escalations": ("Eskalasi", "Escalations"),
    "tasks": ("Tugas", "Tasks"),
    "tasks.entry.waiting": ("Menunggu", "Waiting"),
    "archive": ("Arsip", "Archive"),
    "help": ("Bantuan", "Help"),
    "list": ("Register", "Register"),
    "admin": ("Admin", "Admin"),
    "verify": ("Verifikasi", "Verify"),
    "letters": ("Surat", "Letters"),
    "import": ("Impor", "Import"),
    "region.entry": ("Wilayah", "Region"),
    "forecast.entry": ("Perkiraan", "Forecast"),
    "data_until": ("Data sampai {at}", "Data as of {at}"),
    "time_is": ("Waktu sekarang {at}", "The time is {at}"),
    "version": ("Versi {version}", "Version {version}"),
    "about": ("Tentang aplikasi ini", "About this application"),
    "sign_in.for": (
        "Masuk dengan akun dinas Anda untuk melihat rekomendasi dan tugas kantor Anda.",
        "Sign in with your office account to see your office's recommendations and tasks.",
    ),
    "sign_in.email": ("Alamat e-mail", "E-mail address"),
    "sign_in.password": ("Kata sandi", "Password"),
    "sign_in.office": ("Kantor", "Office"),
    "sign_in.wrong": (
        "Alamat e-mail atau kata sandi tidak cocok. Periksa keduanya.",
        "The e-mail address or the password does not match. Check both.",
    ),
    "sign_in.choose": (
        "Akun ini memegang beberapa kantor. Pilih satu, lalu ketik kata sandi sekali lagi.",
        "This account holds several offices. Choose one, then type the password once more.",
    ),
    "sign_in.no_office": (
        "Akun ini tidak memegang kantor hari ini. Hubungi admin.",
        "This account holds no office today. Ask the administrator.",
    ),
    "sign_in.too_often": (
        "Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi.",
        "Too many attempts. Wait a minute, then try again.",
    ),
    "errors": ("Periksa isian berikut", "Check what follows"),
    "failed.title": ("Halaman tidak dapat ditampilkan", "This page cannot be shown"),
    "failed.400": (
        "Formulir ini bukan dari sesi Anda yang sekarang, jadi tidak ada yang tersimpan. "
        "Kembali, muat ulang halaman, lalu kirim lagi.",
        "This form is not of your present session, so nothing was saved. Go back, load the page "
        "again, then send once more.",
    ),
    "failed.403": (
        "Halaman ini untuk kantor atau jabatan lain.",
        "This page is for another office or capacity.",
    ),
    "failed.404": (
        "Tidak ada di sini, atau bukan untuk kantor Anda. Periksa alamatnya.",
        "There is nothing here, or it is not for your office. Check the address.",
    ),
    "failed.409": (
        "Keadaannya sudah berubah, jadi tidak ada yang tersimpan. Muat ulang halaman.",
        "Things have changed, so nothing was saved. Load the page again.",
    ),
    "failed.413": ("Berkas terlalu besar.", "The file is too large."),
    "failed.422": (
        "Ada isian yang tidak dapat diterima. Kembali dan periksa.",
        "Something that was filled in cannot be taken. Go back and check.",
    ),
    "failed.429": (
        "Terlalu banyak permintaan. Tunggu satu menit, lalu coba lagi.",
        "Too many requests. Wait a minute, then try again.",
    ),
    "failed.other": (
        "Permintaan ini tidak dapat dilayani.",
        "This request cannot be served.",
    ),
    "failed.back": ("Ke halaman pertama", "To the first page"),
}
