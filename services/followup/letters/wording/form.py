"""The form of a letter's words, and the sentences that several letters share.

Owns: what each kind has to say, and to whom it says what to do. A text's `{names}` are filled by
`matter`; roles are those of the recipient towards the recommendation: addressee, holder (of the
escalation), superior, ombudsman.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """One kind of matter: its group in a digest, title, sentence, English line, and what to do by
    role."""

    group: str
    title: str
    says: str
    english: str
    asks: Mapping[str, str] = field(default_factory=dict)
