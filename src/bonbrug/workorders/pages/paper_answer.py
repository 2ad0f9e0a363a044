"""Giving a work order on paper to who asked for it."""

from io import BytesIO

from django.http import FileResponse

from bonbrug.workorders.documents.paper.pdf import file_name, work_order_pdf
from bonbrug.workorders.models import WorkOrder


def paper_answer(order: WorkOrder, *, kept: bool = False) -> FileResponse:
    """Answer with the PDF, under a name that every machine can keep; `kept` only to be saved."""
    return FileResponse(
        BytesIO(work_order_pdf(order)),
        as_attachment=kept,
        content_type="application/pdf",
        filename=file_name(order),
    )
