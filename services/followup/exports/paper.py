"""Typesetting: from plain data to a PDF that a screen reader can read (PDF/UA-1).

Owns: how typst is called. What somebody typed travels as JSON and is set as text, never as markup.
typst is imported at the first paper, so that no process carries it that makes none.
"""

import json
from pathlib import Path
from typing import Any

PAPERS = Path(__file__).parent / "papers"


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of that template (`letter`, `recap`) with its data."""
    import typst  # noqa: PLC0415

    made = typst.compile(
        str(PAPERS / f"{template}.typ"),
        root=str(PAPERS),
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    assert isinstance(made, bytes)
    return made
