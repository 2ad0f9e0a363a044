"""What goes along with an invoice that is sent or fetched."""

import re

from bonbrug.books.actions.send_mail import Attachment
from bonbrug.books.documents.preflight import preflight
from bonbrug.books.models import Invoice
from bonbrug.books.pages.pdf import set_paper


def attachments(invoice: Invoice) -> list[Attachment]:
    """Return the paper, and the electronic invoice when the customer wants it and it can be one."""
    ubl = preflight(invoice).ubl
    paper = Attachment(_named(invoice, "pdf"), "application/pdf", set_paper(invoice, ubl))
    if ubl and invoice.relation.wants_electronic:
        return [paper, electronic(invoice, ubl)]
    return [paper]


def electronic(invoice: Invoice, ubl: bytes) -> Attachment:
    """Return the electronic invoice as a file."""
    return Attachment(_named(invoice, "xml"), "application/xml", ubl)


def _named(invoice: Invoice, ending: str) -> str:
    number = re.sub(r"[^\w.-]+", "-", invoice.number)
    return f"factuur-{number}.{ending}"
