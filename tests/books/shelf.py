"""What tests of the books start from. All names are invented."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bonbrug.accounts.actions import add_organisation
from bonbrug.books.actions.access import SecurityCodes
from bonbrug.books.actions.invoice_draft import InvoiceDraft, LineDraft
from bonbrug.books.actions.keep_cost_centre import add_cost_centre
from bonbrug.books.actions.keep_product import ProductDraft, add_product
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.keep_template import TemplateDraft, add_template
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.books.models import Administration

TODAY = date(2018, 9, 19)
NOW = datetime(2018, 9, 19, 13, 16, tzinfo=UTC)
CODES = SecurityCodes("0" * 31 + "1", "00000000-0000-4000-8000-000000000002")
GUID = "00000000-0000-4000-8000-0000000000AA"

LABOUR = LineDraft(
    quantity=Decimal("1.5"),
    unit="uren",
    code="2",
    description="Reisuur (werkbon 1002)",
    price=Decimal("42.00"),
    vat_code="HOOG_VERK_21",
    account_code="8020",
)
PIPE = LineDraft(
    quantity=Decimal(3),
    unit="stuks",
    code="KB15",
    description="Koperbuis 15 mm",
    price=Decimal("3.95"),
    vat_code="HOOG_VERK_21",
    account_code="8000",
)
DRAFT = InvoiceDraft(
    relation_code="TEST1",
    date=TODAY,
    term_days=14,
    template_name="Test",
    lines=(LABOUR, PIPE),
)
BOOKED = replace(DRAFT, book=True, booking_text="Werkbon 1002")


def open_books(
    username: str = "voorbeeld", guid: str = GUID, codes: SecurityCodes = CODES
) -> Administration:
    """Make an administration with a relation, a template, a cost centre and two products."""
    organisation = add_organisation("Demo Installatie BV")
    firm = Firm("Demo Installatie BV", city="Utrecht")
    books = new_administration(organisation, firm, username, guid, codes)
    add_relation(books, RelationDraft("TEST1", "Test 1", city="Utrecht"), TODAY)
    add_template(books, TemplateDraft("Test"))
    hour = ProductDraft("1", "test uursoort", "Uur", Decimal(21), "GEEN", "8000")
    pipe = ProductDraft("KB15", "Koperbuis 15 mm", "Stuk", Decimal("3.95"), "HOOG_VERK_21", "8000")
    add_cost_centre(books, "Werkplaats")
    add_product(books, hour)
    add_product(books, replace(pipe, purchase_price=Decimal("2.10"), group_code="MAT"))
    return books


def counting_chance() -> Callable[[int], bytes]:
    """Return a source of bytes that never repeats and always starts the same."""
    made = iter(range(1, 1_000_000))
    return lambda size: next(made).to_bytes(size, "big")
