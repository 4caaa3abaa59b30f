"""Files that nobody means well with, made here: none of them is worth keeping."""

import io
import struct
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

from tests.intake.town import PHOTO

MIB = 1024 * 1024
_HEAD = '<?xml version="1.0"?>'
_OPEN = "http://schemas.openxmlformats.org"
_OFFICE, _PACKAGE = f"{_OPEN}/officeDocument/2006/relationships", f"{_OPEN}/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>'
)
_BOOK = (
    f'{_HEAD}<workbook xmlns="{_OPEN}/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_MAIN = f'xmlns="{_OPEN}/spreadsheetml/2006/main"'


def related(**targets: str) -> str:
    """A part that leads to others, by the kind of each."""
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def workbook(
    sheet: str, strings: str = f"<sst {_MAIN}/>", more: Mapping[str, bytes] | None = None
) -> bytes:
    """An XLSX whose first sheet and shared strings are these, and whatever parts beside."""
    target = io.BytesIO()
    leads = related(worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml")
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", related(officeDocument="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", leads)
        archive.writestr("xl/sharedStrings.xml", strings)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def rows(inner: str, before: str = "", head: str = "") -> str:
    return f"{head}<worksheet {_MAIN}>{before}<sheetData>{inner}</sheetData></worksheet>"


def cell(text: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def laughs() -> str:
    """Each entity ten times the one before: three gigabytes of laughter."""
    names = [f"l{number}" for number in range(10)]
    told = '<!ENTITY l0 "haha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    return f'<?xml version="1.0"?><!DOCTYPE x [{told}]>'


def sheets() -> Iterator[tuple[str, bytes]]:
    """Letter files, by name."""
    secret = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    yield "zip bomb.xlsx", workbook(rows(" " * (80 * MIB)))
    yield "laughs.xlsx", workbook(rows(cell("&l9;"), head=laughs()))
    yield "laughing strings.xlsx", workbook(rows(cell("x")), f"{laughs()}<sst {_MAIN}/>")
    yield "external entity.xlsx", workbook(rows(cell("&e;"), head=secret))
    yield "huge dimension.xlsx", workbook(rows(cell("number"), '<dimension ref="A1:XFD1048576"/>'))
    yield "far row.xlsx", workbook(rows('<row r="99999999999"><c r="A1"><v>1</v></c></row>'))
    far = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
    yield "far column.xlsx", workbook(rows(far))
    wide = "".join(f"<c><v>{number}</v></c>" for number in range(16_384))
    yield "16384 columns.xlsx", workbook(rows(f"<row>{wide}</row>"))
    yield "formula.xlsx", workbook(rows('<row r="1"><c r="A1"><f>1+1</f></c></row>'))
    strings = f"<sst {_MAIN}>{'<si><t>a</t></si>' * 400_000}</sst>"
    yield "many strings.xlsx", workbook(rows(cell("x")), strings)
    cells = f"<row>{'<c/>' * 700_000}</row>"
    yield "many cells.xlsx", workbook(rows(cells))
    inner = workbook(rows(cell("x")))
    yield "nested.xlsx", workbook(rows(cell("x")), more={"xl/embeddings/inner.xlsx": inner})
    yield "paths.xlsx", workbook(rows(cell("x")), more={"../../../../tmp/outside": b"x"})
    yield "deep.xlsx", workbook(rows("<a>" * 50_000 + "</a>" * 50_000))
    yield "not a zip.xlsx", b"PK\x03\x04" + b"\x00" * 1000
    yield "nul.csv", b"number,date\x00\n1,\x00\n"
    yield "utf-16.csv", "number,date\n1,2\n".encode("utf-16")
    yield "bom only.csv", b"\xef\xbb\xbf"
    yield "one cell.csv", b'"' + b"a" * (9 * MIB)
    yield "one column many times.csv", b"unit," * (MIB // 2) + b"\n"
    yield "many columns.csv", b",".join(b"%d" % number for number in range(300_000))
    yield "only newlines.csv", b"number\n" + b"\n" * (9 * MIB)
    yield "formula.csv", b"number\n=cmd|' /C calc'!A0\n"


def png(text: bytes = b"") -> bytes:
    """A picture of one pixel, with a comment."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        )

    head = struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    comment = chunk(b"tEXt", b"Comment\x00" + text) if text else b""
    pixel = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + comment + pixel + chunk(b"IEND", b"")


def polyglots() -> Iterator[tuple[str, bytes, str]]:
    """Files that are two things: name, content, and what is claimed."""
    html = b"<html><script>alert(1)</script></html>"
    jar = io.BytesIO()
    with ZipFile(jar, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Main-Class: Evil")
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
    )
    pdf = b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\n"
    yield "png and html.png", png(html), "image/png"
    yield "png then html.html", png() + html, "text/html"
    yield "jpeg then zip.jpg", PHOTO + jar.getvalue(), "image/jpeg"
    yield "gif and jar.gif", b"GIF89a" + jar.getvalue(), "image/gif"
    yield "pdf with javascript.pdf", pdf + b"startxref\n0\n%%EOF", "application/pdf"
    yield "picture.svg", svg, "image/svg+xml"
    yield "picture.svg as png.png", svg, "image/png"
    yield "page.html", html, "text/html"
    yield "page as photo.jpg", html, "image/jpeg"
    yield "program.jpg", b"MZ" + b"\x00" * 200, "image/jpeg"
    yield "script.jpg", b"#!/bin/sh\nrm -rf /\n", "image/jpeg"


NAMES = (
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\x.jpg", "a" * 300,
    "foto.jpg\r\nX-Evil: 1", "\u202egpj.exe", "foto\x00.jpg", "con", ".", "..", "%2e%2e%2fx",
    "~root", "<script>.jpg", "foto.jpg;.exe", "\U0001f600.jpg", "`id`.jpg", "$(id).jpg",
    "'; drop table x;--",
)  # fmt: skip
"""What somebody may call a file."""
