"""`/impor`: letters from a sheet: a dry run that shows each fault in its cell, then all of it.

Owns: the upload, the dry run of the file that waits, and its import: everything, or nothing. The
words of the file's columns are the template's.
"""

from typing import Any

from flask import Response, redirect, render_template, request
from sqlalchemy.exc import OperationalError

from services.intake import imports
from services.intake.cells import RowFault, Unreadable, rows_of
from services.intake.pages.ombudsman import desk, dry_run
from services.intake.pages.ombudsman.desk import Answer
from services.intake.pages.ombudsman.sheet_shelf import NotWaiting, Shelf
from services.intake.pages.ombudsman.wording import all_of, says
from services.intake.posting import Posted
from services.intake.sheets import MOST_BYTES, MOST_ROWS, Sheet
from shared import auth, language, pages, web
from shared.bodies import at_most
from shared.db import reading
from shared.events import Event
from shared.refusal import Invalid

_AROUND = 64 * 1024
SHOWN_LETTERS = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
blueprint = pages.pages("import_pages", __name__, template_folder="templates")


@blueprint.route("/impor", methods=["GET"])
@auth.page("ombudsman")
def upload_form() -> str:
    """The form, and the templates."""
    return _form({})


@blueprint.route("/impor", methods=["POST"])
@auth.page("ombudsman")
@at_most(MOST_BYTES + _AROUND)
def upload() -> Answer:
    """The file is laid down; its dry run has an address of its own."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _form({"file": language.say("import.fault.file")}), 422
    try:
        sha256 = _shelf().lay(file.stream, file.filename)  # type: ignore[arg-type]
    except Invalid as refusal:
        return _form(all_of(refusal.errors)), 422
    return redirect(f"/impor/{sha256}", 303)


@blueprint.route("/impor/<sha256>", methods=["GET"])
@auth.page("ombudsman")
def dry(sha256: str) -> Answer:
    """What the file would record, or each fault in its cell; once imported, what came of it."""
    done = _shelf().result(sha256)
    if done is not None:
        return render_template("ombudsman/imported.html", done=done)
    try:
        return _dry(sha256)
    except NotWaiting:
        return _form({"file": language.say("import.fault.over")}), 404


@blueprint.route("/impor/<sha256>", methods=["POST"])
@auth.page("ombudsman")
def import_it(sha256: str) -> Answer:
    """All of the file is recorded, or nothing; sent twice, once."""
    shelf, here = _shelf(), desk.desk()
    if shelf.result(sha256) is None:
        try:
            sheet = imports.read(shelf.find(sha256))
            done = _Done()
            for one in imports.each(
                web.engine(), web.clock(), here.book, sheet, here.office.code, actor=here.actor
            ):
                done.add(one)
        except NotWaiting:
            return _form({"file": language.say("import.fault.over")}), 404
        except imports.BadRows:
            return _dry(sha256), 409
        except OperationalError:
            return _dry(sha256, language.say("letter.fault.database")), 503
        desk.hand(*done.last.values())
        shelf.done(sha256, done.told())
    return redirect(f"/impor/{sha256}", 303)


@blueprint.route("/impor/templat.<suffix>", methods=["GET"])
@auth.page("ombudsman")
def template(suffix: str) -> Answer:
    """An empty sheet with the right header: as XLSX with lists to choose from, or as CSV."""
    from services.intake.pages.ombudsman import sheet_template  # noqa: PLC0415  (openpyxl is large)

    here = desk.desk()
    if suffix == "xlsx":
        units = desk.addressees(here)
        return _download(sheet_template.workbook(units), XLSX, "templat-surat.xlsx")
    return _download(sheet_template.header(), "text/csv", "templat-surat.csv")


def _dry(sha256: str, notice: str = "") -> str:
    path, here = _shelf().find(sha256), desk.desk()
    sheet = imports.read(path)
    with reading(web.engine()) as conn:
        faults = imports.check(conn, web.clock(), here.book, sheet, here.office.code)
    wrong = None
    if faults:
        wrong = _wrong(path, faults, request.args.get("halaman", 1, type=int))
    return render_template(
        "ombudsman/dry-run.html",
        sha256=sha256, wrong=wrong, letters=_letters(sheet) if not faults else [],
        count=sheet.rows, total=len(sheet.letters), notice=notice,
        page=request.args.get("halaman", 1, type=int), says=says,
    )  # fmt: skip


def _wrong(path: Any, faults: list[RowFault], page: int) -> dry_run.Wrong:
    try:
        return dry_run.wrong(rows_of(path), faults, page)
    except Unreadable:
        return dry_run.wrong((), faults, page)


def _letters(sheet: Sheet) -> list[dry_run.Letter]:
    return dry_run.letters(sheet)[:SHOWN_LETTERS]


class _Done:
    """What came of an import, counted letter by letter. Of each stream the last event alone is
    handed on: followup reads those before it from the feed."""

    def __init__(self) -> None:
        self.last: dict[str, Event] = {}
        self._letters: list[dict[str, Any]] = []
        self._total = self._count = self._repeats = 0

    def add(self, one: Posted) -> None:
        """One more letter was recorded."""
        count = len(one.recommendations)
        if len(self._letters) < SHOWN_LETTERS:
            self._letters.append({"id": one.letter.id, "number": one.letter.number, "count": count})
        self._total, self._count = self._total + 1, self._count + count
        self._repeats += sum(1 for each in one.recommendations if each.repeat_of)
        self.last |= {event.stream: event for event in one.events}

    def told(self) -> dict[str, Any]:
        """What the page shows of it."""
        sums = {"total": self._total, "count": self._count, "repeats": self._repeats}
        return {"letters": self._letters, **sums}


def _form(faults: dict[str, str]) -> str:
    return render_template(
        "ombudsman/import.html", faults=faults, most_rows=MOST_ROWS,
        most_megabytes=MOST_BYTES // 1024 // 1024,
    )  # fmt: skip


def _shelf() -> Shelf:
    who = auth.me()
    return Shelf(web.settings().data / "sheets", f"{who.id} {who.office}")


def _download(content: bytes, media_type: str, name: str) -> Response:
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
