"""Deleting an invoice that was only set ready."""

from dataclasses import replace

import pytest

from bonbrug.books.actions.delete_invoice import delete_invoice
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Invoice, InvoiceLine
from tests.books.shelf import BOOKED, DRAFT, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_it_goes_with_its_lines_and_its_number_is_not_given_again(books: Administration) -> None:
    delete_invoice(write_invoice(books, DRAFT, TODAY), TODAY)
    assert not InvoiceLine.objects.exists()
    assert str(books.deleted_invoices.get()) == "2018001"
    assert write_invoice(books, DRAFT, TODAY).number == "2018002"


def test_the_number_of_a_deleted_invoice_cannot_be_typed_again(books: Administration) -> None:
    delete_invoice(write_invoice(books, replace(DRAFT, number="f-7"), TODAY), TODAY)
    with pytest.raises(Refused, match="number_taken"):
        write_invoice(books, replace(DRAFT, number="F-7"), TODAY)


def test_a_booked_invoice_stays(books: Administration) -> None:
    invoice = write_invoice(books, BOOKED, TODAY)
    with pytest.raises(Refused, match="booked_is_credited"):
        delete_invoice(invoice, TODAY)
    assert Invoice.objects.get() == invoice
