"""Several papers in one PDF, one after the other; each keeps its own page numbers."""

from collections.abc import Iterable
from io import BytesIO

from pypdf import PdfWriter


def joined(papers: Iterable[bytes]) -> bytes:
    """Return one PDF with the pages of all of them."""
    with PdfWriter() as writer:
        for paper in papers:
            writer.append(BytesIO(paper), import_outline=False)
        whole = BytesIO()
        writer.write(whole)
    return whole.getvalue()
