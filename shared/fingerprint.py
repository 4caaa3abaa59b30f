"""What a request asked, as one hash.

Owns: telling whether two requests with the same `Idempotency-Key` ask the same. JSON is compared
by its bytes; a form by its fields and the bytes of its files, since its boundary differs each time.
"""

import hashlib

from flask import request


def of_request() -> str:
    """SHA-256 in hexadecimal over the query and the body; files are left rewound."""
    total = hashlib.sha256(request.query_string + b"\n")
    if request.mimetype == "multipart/form-data":
        for name, value in sorted(request.form.items(multi=True)):
            total.update(_part(name, value.encode(errors="surrogatepass")))
        for name, file in sorted(request.files.items(multi=True), key=lambda pair: pair[0]):
            digest = hashlib.file_digest(file.stream, "sha256").digest()  # type: ignore[arg-type]
            file.stream.seek(0)
            total.update(_part(f"{name}/{file.filename}", digest))
    else:
        total.update(request.get_data(cache=True))
    return total.hexdigest()


def _part(name: str, value: bytes) -> bytes:
    return (
        hashlib.sha256(name.encode(errors="surrogatepass")).digest()
        + hashlib.sha256(value).digest()
    )
