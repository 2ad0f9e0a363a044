"""A program sends a credit invoice: negative quantities, and a text that names the first one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
from bonbrug.books.actions.recognise_credit import suggested
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.doors import drafting
from bonbrug.books.models import Administration, Session
from bonbrug.wire.eboekhouden import operations as calls
from bonbrug.wire.eboekhouden import records
from tests.books.doors.conftest import Post
from tests.books.doors.test_golden import code_in, value_of
from tests.books.doors.test_whole_contract import KEY, ask
from tests.books.shelf import BOOKED, CODES, LABOUR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("session")]


def sent(number: str, text: str, quantity: str = "-1.5", *, book: bool = True) -> calls.AddFactuur:
    """Return AddFactuur with one line of so many hours of 42.00."""
    line = records.FactuurRegel(
        Aantal=Decimal(quantity),
        Eenheid="uren",
        Code="2",
        Omschrijving=text,
        PrijsPerEenheid=Decimal(42),
        BTWCode="HOOG_VERK_21",
        TegenrekeningCode="8020",
    )
    invoice = records.Factuur(
        Factuurnummer=number,
        Relatiecode="TEST1",
        Datum=TODAY,
        Betalingstermijn=14,
        Factuursjabloon="Test",
        InBoekhoudingPlaatsen=book,
        BoekhoudmutatieOmschrijving="Credit",
        Regels=(line,),
    )
    return calls.AddFactuur(KEY, CODES.second, invoice)


def test_negative_quantities_make_a_credit_invoice_with_a_negative_open_item(
    post: Post, books: Administration
) -> None:
    first = write_invoice(books, replace(BOOKED, lines=(LABOUR,)), TODAY)
    answer = ask(post, sent("2018002", f"Credit van factuur {first.number}\nReisuur"))
    assert (code_in(answer), value_of("Factuurnummer", answer)) == ("", ["2018002"])
    items = ask(post, calls.GetOpenPosten(KEY, CODES.second, "Debiteuren"))
    assert value_of("MutFactuur", items) == ["2018001", "2018002"]
    assert value_of("Bedrag", items) == ["76.23", "-76.23"]
    assert value_of("Openstaand", items) == ["76.23", "-76.23"]
    assert suggested(books.invoices.get(number="2018002")) == first
    assert books.invoices.get(number="2018002").credits is None


def test_a_credit_made_in_the_books_is_read_like_any_invoice(
    post: Post, books: Administration, session: Session
) -> None:
    first = write_invoice(books, replace(BOOKED, lines=(LABOUR,)), TODAY)
    credit_invoice(first, CreditDraft(TODAY), TODAY)
    wanted = records.FactuurFilter(
        Factuurnummer="2018002", DatumVan=records.NO_DATE, DatumTm=records.NO_DATE
    )
    answer = ask(post, calls.GetFacturen(KEY, CODES.second, wanted))
    assert value_of("Aantal", answer) == ["-1.5"]
    assert value_of("TotaalInclBTW", answer) == ["-76.23"]
    assert value_of("TotaalOpenstaand", answer) == ["0"]
    assert (
        value_of("MutFactuur", ask(post, calls.GetOpenPosten(KEY, CODES.second, "Debiteuren")))
        == []
    )


def test_the_booking_of_an_offset_is_a_memorial_between_debtors(
    post: Post, books: Administration
) -> None:
    first = write_invoice(books, replace(BOOKED, lines=(LABOUR,)), TODAY)
    credit_invoice(first, CreditDraft(TODAY), TODAY)
    wanted = records.MutatieFilter(MutatieNr=3, DatumVan=records.NO_DATE, DatumTm=records.NO_DATE)
    answer = ask(post, calls.GetMutaties(KEY, CODES.second, wanted))
    assert value_of("Soort", answer) == ["Memoriaal"]
    assert value_of("Rekening", answer) + value_of("TegenrekeningCode", answer) == ["1300", "1300"]
    assert value_of("BedragInclBTW", answer) == ["76.23"]


def test_the_percentage_is_that_of_the_invoice_that_is_credited(
    post: Post, books: Administration
) -> None:
    low = replace(LABOUR, vat_code="LAAG_VERK")
    first = write_invoice(books, replace(BOOKED, lines=(low,)), TODAY)
    credit_invoice(first, CreditDraft(date(2019, 2, 1)), TODAY)
    wanted = records.MutatieFilter(MutatieNr=2, DatumVan=records.NO_DATE, DatumTm=records.NO_DATE)
    answer = ask(post, calls.GetMutaties(KEY, CODES.second, wanted))
    assert value_of("BTWPercentage", answer) == ["6"]
    assert value_of("BedragBTW", answer) == ["-3.78"]


def test_a_payment_by_wire_settles_a_credit_invoice_as_before(books: Administration) -> None:
    back = replace(LABOUR, quantity=Decimal(-1))
    credit = write_invoice(books, replace(BOOKED, lines=(back,)), TODAY)
    amount = Decimal("-50.82")
    line = records.MutatieRegel(amount, amount, Decimal(0), amount, "GEEN", Decimal(0), "1300")
    paid = records.Mutatie(
        Soort="FactuurbetalingOntvangen",
        Datum=TODAY,
        Rekening="1100",
        RelatieCode="TEST1",
        Factuurnummer=credit.number,
        Omschrijving="Terugbetaling",
        InExBTW="IN",
        MutatieRegels=(line,),
    )
    write_entry(books, drafting.entry(paid))
    assert not books.open_items.still_open().exists()
