"""Giving a work order on paper to who asked for it."""

import re
from io import BytesIO

from django.http import FileResponse

from bonbrug.workorders.models import WorkOrder
from bonbrug.workorders.pages.paper.setting import work_order_pdf

LONGEST = 80  # characters of a number in the name of a file


def paper_answer(order: WorkOrder) -> FileResponse:
    """Answer with the PDF, under a name that every machine can keep."""
    return FileResponse(
        BytesIO(work_order_pdf(order)), content_type="application/pdf", filename=file_name(order)
    )


def file_name(order: WorkOrder) -> str:
    number = re.sub(r"[^A-Za-z0-9_.-]+", "-", order.name).strip("-.")[:LONGEST]
    return f"werkbon-{number or order.pk}.pdf"
