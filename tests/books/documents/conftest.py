"""A firm and customers that can send and get electronic invoices. All of them are invented."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.books.actions.invoice_draft import LineDraft
from bonbrug.books.actions.keep_electronic import Electronic, keep_electronic
from bonbrug.books.actions.keep_relation import RelationDraft, change_relation
from bonbrug.books.actions.set_up import Firm, change_firm
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Invoice, Relation
from tests.books.pages.conftest import office
from tests.books.shelf import DRAFT, LABOUR, NOW, TODAY

__all__ = ["invoiced", "office"]

FIRM = Firm(
    "Demo Installatie BV",
    street="Voorbeeldweg 1",
    postal_code="3511 AB",
    city="Utrecht",
    vat_number="NL000099998B57",
    kvk_number="12345678",
    iban="NL91 ABNA 0417 1643 00",
    g_iban="NL20 INGB 0001 2345 67",
    untaxed_reason="Vrijgesteld van btw",
)
COMPANY = RelationDraft(
    "TEST1",
    "Voorbeeld Beheer BV",
    address="Proefstraat 2",
    postal_code="8011AB",
    city="Zwolle",
    vat_number="NL000099998B57",
    kvk_number="87654321",
)
GERMAN = replace(
    COMPANY,
    name="Beispiel GmbH",
    address="Hauptstrasse 1",
    postal_code="50667",
    city="Köln",
    country="Duitsland",
    vat_number="DE136695976",
    kvk_number="HRB 1234",
)
REFERENCE = Electronic(buyer_reference="Afdeling 12")
Invoiced = Callable[..., Invoice]


def line(code: str, price: str = "42.00", quantity: str = "1.5") -> LineDraft:
    return replace(LABOUR, vat_code=code, price=Decimal(price), quantity=Decimal(quantity))


@pytest.fixture
def invoiced(books: Administration) -> Invoiced:
    """Return how to write an invoice: of these lines, to this customer, of this firm."""

    def write(
        *lines: LineDraft,
        customer: RelationDraft = COMPANY,
        electronic: Electronic = REFERENCE,
        firm: Firm = FIRM,
        **more: object,
    ) -> Invoice:
        change_firm(books, firm, NOW)
        relation = change_relation(_customer(books), customer)
        keep_electronic(relation, electronic)
        draft = replace(DRAFT, lines=lines or (LABOUR,), **more)  # type: ignore[arg-type]  # any field
        invoice = write_invoice(books, draft, TODAY)
        return books.invoices.select_related("relation", "template", "administration").get(
            pk=invoice.pk
        )

    return write


def _customer(books: Administration) -> Relation:
    return books.relations.get(code="TEST1")
