"""The words of the doors beside the password.

Owns: Indonesian first, English second.
"""

from collections.abc import Mapping

ENTRANCE: Mapping[str, tuple[str, str]] = {
    "link.ask": ("Kirim tautan masuk", "Send a sign-in link"),
    "link.or": ("Lupa kata sandi, atau tidak punya?", "No password at hand?"),
    "link.for": (
        "Kami kirim tautan ke alamat e-mail Anda. Tautan itu berlaku {minutes} menit dan hanya "
        "dapat dipakai sekali.",
        "We send a link to your e-mail address. It is valid for {minutes} minutes and can be used "
        "once.",
    ),
    "link.sent": ("Periksa kotak surat Anda", "Look into your mailbox"),
    "link.sent.for": (
        "Jika {email} adalah alamat sebuah akun, tautan masuk tiba di sana dalam satu menit. "
        "Belum tiba? Periksa kotak spam, lalu minta sekali lagi.",
        "If {email} is the address of an account, a sign-in link arrives there within a minute. "
        "Not there? Look among the spam, then ask once more.",
    ),
    "link.again": ("Minta tautan lagi", "Ask for another link"),
    "link.use.for": (
        "Tautan Anda sah. Satu langkah lagi: tekan tombol ini.",
        "Your link is good. One step more: press this button.",
    ),
    "link.choose": (
        "Akun ini memegang beberapa kantor. Pilih satu.",
        "This account holds several offices. Choose one.",
    ),
    "link.spent": ("Tautan ini tidak berlaku lagi", "This link is no longer good"),
    "link.spent.for": (
        "Tautan masuk berlaku {minutes} menit dan hanya dapat dipakai sekali. Minta yang baru.",
        "A sign-in link is valid for {minutes} minutes and can be used once. Ask for a new one.",
    ),
    "link.no_address": (
        "Ketik alamat e-mail Anda, misalnya kepala@kantor.go.id.",
        "Type your e-mail address, such as head@office.go.id.",
    ),
    "oidc.sign_in": ("Masuk dengan akun instansi", "Sign in with your agency's account"),
    "oidc.refused": (
        "Penyedia identitas tidak meneruskan Anda, atau masuk dimulai di jendela lain. "
        "Coba sekali lagi.",
        "The identity provider did not let you through, or signing in began in another window. "
        "Try once more.",
    ),
    "oidc.silent": (
        "Penyedia identitas tidak menjawab. Masuk dengan kata sandi, atau coba lagi nanti.",
        "The identity provider does not answer. Sign in by password, or try again later.",
    ),
    "oidc.unknown": (
        "Tidak ada akun di sini untuk alamat e-mail itu. Hubungi admin.",
        "There is no account here for that e-mail address. Ask the administrator.",
    ),
    "oidc.unverified": (
        "Penyedia identitas belum memeriksa alamat e-mail Anda, jadi kami tidak dapat "
        "mengandalkannya. Hubungi admin.",
        "The identity provider has not verified your e-mail address, so it cannot be relied on. "
        "Ask the administrator.",
    ),
}
