"""What the books remember."""

from bonbrug.books.models.administration import Administration, CallCount, Session
from bonbrug.books.models.entry import Entry, EntryKind, EntryLine, LineRole
from bonbrug.books.models.invoice import LONGEST_NUMBER, Delivery, Invoice, InvoiceLine
from bonbrug.books.models.ledger import Category, LedgerAccount
from bonbrug.books.models.open_item import OpenItem, Receipt
from bonbrug.books.models.product import Product, ProductGroup, Unit
from bonbrug.books.models.relation import FREE_FIELDS, Relation
from bonbrug.books.models.template import InvoiceTemplate

__all__ = [
    "FREE_FIELDS",
    "LONGEST_NUMBER",
    "Administration",
    "CallCount",
    "Category",
    "Delivery",
    "Entry",
    "EntryKind",
    "EntryLine",
    "Invoice",
    "InvoiceLine",
    "InvoiceTemplate",
    "LedgerAccount",
    "LineRole",
    "OpenItem",
    "Product",
    "ProductGroup",
    "Receipt",
    "Relation",
    "Session",
    "Unit",
]
