"""What the books remember."""

from bonbrug.books.models.administration import Administration, CallCount, Session, WayIn
from bonbrug.books.models.deleted_invoice import DeletedInvoice
from bonbrug.books.models.direct_debit import (
    DebitBatch,
    DebitState,
    DirectDebit,
    Mandate,
    Sequence,
)
from bonbrug.books.models.entry import OUTGOING, Entry, EntryKind, EntryLine, LineRole
from bonbrug.books.models.invoice import LONGEST_NUMBER, Delivery, Invoice, InvoiceLine
from bonbrug.books.models.ledger import Category, CostCentre, LedgerAccount, LedgerAccounts
from bonbrug.books.models.letter import Letter, PrintRun
from bonbrug.books.models.mail import InvoiceMail, MailState
from bonbrug.books.models.open_item import Offset, OpenItem, OpenItems, Receipt
from bonbrug.books.models.product import Product, ProductGroup, Unit
from bonbrug.books.models.relation import FREE_FIELDS, Relation
from bonbrug.books.models.template import InvoiceTemplate

__all__ = [
    "FREE_FIELDS",
    "LONGEST_NUMBER",
    "OUTGOING",
    "Administration",
    "CallCount",
    "Category",
    "CostCentre",
    "DebitBatch",
    "DebitState",
    "DeletedInvoice",
    "Delivery",
    "DirectDebit",
    "Entry",
    "EntryKind",
    "EntryLine",
    "Invoice",
    "InvoiceLine",
    "InvoiceMail",
    "InvoiceTemplate",
    "LedgerAccount",
    "LedgerAccounts",
    "Letter",
    "LineRole",
    "MailState",
    "Mandate",
    "Offset",
    "OpenItem",
    "OpenItems",
    "PrintRun",
    "Product",
    "ProductGroup",
    "Receipt",
    "Relation",
    "Sequence",
    "Session",
    "Unit",
    "WayIn",
]
