"""Setting a paper: typst does it, and the words of people go in as data, never as markup."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import typst

from bonbrug.ui.paper_text import on_paper

SHARED = Path(__file__).parent / "templates" / "ui" / "paper.typ"


def set_paper(
    layout: Path, data: Mapping[str, object], moment: datetime, inputs: Mapping[str, str]
) -> bytes:
    """Set a layout with its data and return the PDF, which claims PDF/A-3a and PDF/UA-1.

    `moment` is when it says that it was made, so that the same data gives the same bytes; `inputs`
    is what the layout asks for beside the data, which is not text of people.
    """
    paper = typst.compile(
        SHARED.read_bytes() + layout.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(on_paper(dict(data))), **inputs},
        timestamp=int(moment.timestamp()),
        pdf_standards=["a-3a", "ua-1"],
    )
    if not isinstance(paper, bytes):
        raise TypeError("typst gave no single document")
    return paper
