"""A work order as a PDF: what stands on it is what is signed for, and who works for whom."""

import re
from pathlib import Path

import typst

from bonbrug.ui.paper import set_paper
from bonbrug.workorders.documents.paper.contents import contents_of
from bonbrug.workorders.documents.paper.drawing import drawing_of
from bonbrug.workorders.models import WorkOrder

LAYOUT = Path(__file__).parents[2] / "templates" / "workorders" / "work_order.typ"
LONGEST = 80  # characters of a number in the name of a file


def work_order_pdf(order: WorkOrder) -> bytes:
    """Set one work order on A4; always in Dutch, as it is for the customer.

    It claims PDF/A-3a and PDF/UA-1; the same work order gives the same bytes. A drawing that is no
    readable picture is said in words.
    """
    drawing = drawing_of(order)
    if drawing:
        try:
            return _set(order, drawing)
        except typst.TypstError:
            pass
    return _set(order, b"")


def _set(order: WorkOrder, drawing: bytes) -> bytes:
    return set_paper(LAYOUT, contents_of(order, drawing), order.changed_at, {})


def file_name(order: WorkOrder) -> str:
    """Return a name that every machine can keep, such as ``werkbon-W26-0001.pdf``."""
    number = re.sub(r"[^A-Za-z0-9_.-]+", "-", order.name).strip("-.")[:LONGEST]
    return f"werkbon-{number or order.pk}.pdf"
