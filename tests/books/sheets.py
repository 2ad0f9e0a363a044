"""What a person reads on paper."""

from io import BytesIO

from pypdf import PdfReader

from bonbrug.books.models import Invoice
from bonbrug.books.pages.pdf import invoice_pdf


def sheet_of(invoice: Invoice) -> str:
    """Return the text of the first sheet of an invoice, with single spaces."""
    paper = PdfReader(BytesIO(invoice_pdf(invoice)))
    return " ".join(paper.pages[0].extract_text().split())
