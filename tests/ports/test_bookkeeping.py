"""What every Bookkeeping must do: in memory, SOAP over a socket on our books, a third one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import Invoice, InvoiceLine, Reading
from bonbrug.sync.outcome import Verdict, verdict
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from tests.fakes.books import FakeBooks
from tests.fakes.field_service import FakeFieldService
from tests.fakes.world import relation
from tests.third_pair.pair import third_pair

DAY = date(2018, 9, 19)
LINE = InvoiceLine(Decimal("1.50"), "uren", "UUR", "Uren", Decimal(50), "HOOG_VERK_21", "8000")


@pytest.fixture
def in_memory() -> FakeBooks:
    """Books with one relation TEST1 and the template Test."""
    books = FakeBooks()
    books.relations_["1"] = relation()
    return books


@pytest.fixture
def of_third_pair(in_memory: FakeBooks) -> Bookkeeping:
    """The same books at a service with other codes, limits and sessions."""
    return third_pair(in_memory, FakeFieldService())()[0]


SOCKET = pytest.param("over_soap", marks=pytest.mark.django_db(transaction=True))


@pytest.fixture(params=["in_memory", "of_third_pair", SOCKET])
def books(request: pytest.FixtureRequest) -> Iterator[Bookkeeping]:
    made: Bookkeeping = request.getfixturevalue(request.param)
    made.sign_in()
    yield made
    made.sign_out()


def invoice(number: str = "2018001") -> Invoice:
    return Invoice(
        number, "TEST1", DAY, 14, "Test", book=True, booking_text="werkbon 1", lines=(LINE,)
    )


def test_an_invoice_is_made_under_the_given_number_and_read_back(books: Bookkeeping) -> None:
    assert books.send_invoice(invoice()) == "2018001"
    found = books.invoice("2018001")
    assert found
    assert (found.net, found.vat, found.gross) == (
        Decimal("75.00"), Decimal("15.75"), Decimal("90.75"),
    )  # fmt: skip
    assert found.line_texts == ("Uren",)


def test_a_number_in_use_is_refused(books: Bookkeeping) -> None:
    books.send_invoice(invoice())
    with pytest.raises(Refused) as refusal:
        books.send_invoice(invoice())
    assert refusal.value.code == "number_in_use"


def test_an_unknown_relation_is_refused(books: Bookkeeping) -> None:
    with pytest.raises(Refused) as refusal:
        books.send_invoice(replace(invoice(), relation_code="NEE"))
    assert verdict(refusal.value) is Verdict.REFUSED
    assert books.invoice("2018001") is None


def test_an_unknown_template_stops_every_invoice_where_one_is_needed(books: Bookkeeping) -> None:
    wrong = replace(invoice(), template="Nee")
    if not books.capabilities.needs_template:
        assert books.send_invoice(wrong) == "2018001"
        return
    with pytest.raises(Refused) as refusal:
        books.send_invoice(wrong)
    assert refusal.value.code == "template_refused"
    assert refusal.value.reason != refusal.value.code
    assert books.invoice("2018001") is None


def test_templates_are_listed_where_that_is_told(books: Bookkeeping) -> None:
    assert books.capabilities.lists_templates == (books.templates() is not None)


def test_the_largest_invoice_that_fits_is_made(books: Bookkeeping) -> None:
    limits = books.capabilities.limits
    texts = {name: name[0].upper() * most for name, most in limits.line_texts.items()}
    texts |= {"vat_code": "HOOG_VERK_21", "ledger_code": "8000"}
    smallest = Decimal(1).scaleb(-limits.decimals)
    line = replace(LINE, quantity=1 + smallest, price=10 + smallest, **texts)
    whole = replace(invoice(), booking_text="b" * limits.booking_text, lines=(line,) * limits.lines)
    assert books.send_invoice(whole) == "2018001"
    found = books.invoice("2018001")
    assert found
    assert len(found.line_texts) == limits.lines


def test_invoices_are_found_by_relation_and_day(books: Bookkeeping) -> None:
    books.send_invoice(invoice())
    assert [one.number for one in books.invoices("TEST1", DAY, DAY)] == ["2018001"]
    assert [one.number for one in books.invoices("", DAY, DAY)] == ["2018001"]
    assert books.invoices("TEST2", DAY, DAY) == []
    later = DAY + timedelta(days=1)
    assert books.invoices("TEST1", later, later) == []


def test_a_booked_invoice_is_an_open_item(books: Bookkeeping) -> None:
    books.send_invoice(invoice())
    books.send_invoice(replace(invoice("2018002"), book=False))
    assert [item.invoice_number for item in books.open_items()] == ["2018001"]


def test_a_relation_is_added_once(books: Bookkeeping) -> None:
    new = relation("NIEUW", "")
    remote_id = books.add_relation(new)
    assert books.relation("NIEUW") == replace(new, remote_id=remote_id)
    with pytest.raises(Refused) as refusal:
        books.add_relation(new)
    assert refusal.value.code == "code_in_use"


def test_a_relation_is_changed_by_its_id(books: Bookkeeping) -> None:
    there = books.relation("TEST1")
    assert there
    books.change_relation(replace(there, phone="0101234567"))
    changed = books.relation("TEST1")
    assert changed
    assert (changed.phone, changed.name) == ("0101234567", there.name)
    assert books.relations().rows == (changed,)


def test_the_same_administration_keeps_its_key(books: Bookkeeping) -> None:
    assert books.administrations()[0].key == books.administrations()[0].key != ""


@pytest.mark.django_db(transaction=True)
def test_a_list_that_did_not_change_is_known_by_its_print(over_soap: Bookkeeping) -> None:
    for read in (over_soap.relations, over_soap.products):
        first = read()
        assert read(first.fingerprint) == Reading((), fingerprint=first.fingerprint)
        assert read("0" * 16) == first


@pytest.mark.django_db(transaction=True)
def test_a_list_that_changed_has_another_print_and_its_rows(over_soap: Bookkeeping) -> None:
    before = over_soap.relations().fingerprint
    over_soap.change_relation(replace(over_soap.relations().rows[0], phone="0101234567"))
    after = over_soap.relations(before)
    assert after.fingerprint not in ("", before)
    assert [relation.phone for relation in after.rows] == ["0101234567"]
