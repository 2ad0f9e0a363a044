"""What goes along with an invoice that is sent or fetched."""

import re

from bonbrug.books.actions.send_mail import Attachment
from bonbrug.books.documents.preflight import preflight
from bonbrug.books.models import Invoice
from bonbrug.books.pages.pdf import invoice_pdf


def attachments(invoice: Invoice) -> list[Attachment]:
    """Return the paper, and the electronic invoice when the customer wants it and it can be one."""
    files = [paper(invoice)]
    if invoice.relation.wants_electronic and (ubl := electronic(invoice)):
        files.append(ubl)
    return files


def paper(invoice: Invoice) -> Attachment:
    """Return the PDF."""
    return Attachment(_named(invoice, "pdf"), "application/pdf", invoice_pdf(invoice))


def electronic(invoice: Invoice) -> Attachment | None:
    """Return the electronic invoice, or None when something is missing."""
    ubl = preflight(invoice).ubl
    return Attachment(_named(invoice, "xml"), "application/xml", ubl) if ubl else None


def _named(invoice: Invoice, ending: str) -> str:
    number = re.sub(r"[^\w.-]+", "-", invoice.number)
    return f"factuur-{number}.{ending}"
