"""Links that sign somebody in, sent at once.

Owns: the e-mail of such a link, and sending those that wait. They are asked for by somebody who
sits before the page, so they keep no office hours; a link that could not be sent is tried again
until it is over.
"""

from email.message import EmailMessage
from email.policy import SMTP

import structlog

from services.followup.letters.compose import PRODUCT, address
from services.followup.letters.mail import PassingFault, RefusedForGood
from services.followup.letters.matter import one_line
from services.followup.letters.postroom import Postroom
from shared.clock import real_now
from shared.db import reading, writing
from shared.entrance import links

SUBJECT = {"id": "Tautan masuk Tindak Lanjut", "en": "Your Tindak Lanjut sign-in link"}
BODY = {
    "id": """\
Kepada {name},

Buka tautan ini untuk masuk ke Tindak Lanjut, lalu tekan "Masuk". Tautan berlaku {minutes} menit
dan hanya dapat dipakai sekali:

{address}

Jika Anda tidak memintanya, abaikan surat ini: tanpa tautan itu tidak ada yang dapat masuk.
""",
    "en": """\
To {name},

Open this link to sign in to Tindak Lanjut, then press "Sign in". It is valid for {minutes} minutes
and can be used once:

{address}

If you did not ask for it, ignore this letter: nobody can sign in without the link.
""",
}
_log = structlog.get_logger("letters")


def send_links(room: Postroom, own_key: str) -> int:
    """Sends the links that wait; answers how many e-mails left."""
    with reading(room.registry) as conn:
        waiting = links.waiting(conn)
    return sum(_send(room, one, own_key) for one in waiting)


def written(room: Postroom, letter: links.Letter, own_key: str) -> EmailMessage:
    """The e-mail of that link; raises UnreadableAddress."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = address(room.sender, PRODUCT)
    mail["To"] = address(letter.email, letter.name)
    mail["Subject"] = SUBJECT[letter.language]
    mail["Date"] = real_now()
    mail["Message-ID"] = f"<link-{letter.id}@{room.host}>"
    mail["Auto-Submitted"] = "auto-generated"
    leads_to = f"{room.public_url}/masuk/tautan/{links.secret(own_key, letter.id)}"
    minutes = int(links.LENGTH.total_seconds() // 60)
    text = BODY[letter.language]
    mail.set_content(text.format(name=one_line(letter.name), minutes=minutes, address=leads_to))
    return mail


def _send(room: Postroom, letter: links.Letter, own_key: str) -> bool:
    with writing(room.registry) as conn:
        if not links.claim(conn, letter.id):
            return False
    try:
        room.transport.send(written(room, letter, own_key))
    except PassingFault as error:
        _log.info("link not sent yet", link=letter.id, reason=str(error))
        with writing(room.registry) as conn:
            links.give_back(conn, letter.id)
        return False
    except (RefusedForGood, ValueError) as error:
        _log.warning("link cannot be sent", link=letter.id, reason=str(error))
        return False
    return True
