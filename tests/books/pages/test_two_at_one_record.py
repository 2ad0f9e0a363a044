"""Two people have one record open; whoever saves second is told what the first changed."""

from decimal import Decimal

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_person
from bonbrug.accounts.models import Membership
from bonbrug.books.actions.keep_product import add_unit, delete_unit
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Invoice
from tests.books.at_once import at_once
from tests.books.pages.conftest import log_in, page
from tests.books.shelf import DRAFT, TODAY
from tests.ui.opened import choices, opened, typed_in


def test_a_ready_invoice_in_two_tabs_keeps_the_price_of_one_and_the_reference_of_the_other(
    office: Client, books: Administration, ready: Invoice
) -> None:
    where = page("invoice", books.pk, ready.pk)
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {"line-1-price": "4,95", "do": "save"})
    answer = office.post(where, second | {"reference": "PO 7", "do": "save"}, follow=True)
    ready.refresh_from_db()
    assert ready.reference == "PO 7"
    assert [line.price for line in ready.lines.all()] == [Decimal(42), Decimal("4.95")]
    assert "Iemand anders heeft intussen Regels gewijzigd van" in answer.text
    assert "Koperbuis 15 mm 3,95 in" in answer.text
    assert "Koperbuis 15 mm 4,95. Dat blijft zo." in answer.text


def test_lines_that_both_changed_are_shown_beside_each_other_and_chosen(
    office: Client, books: Administration, ready: Invoice
) -> None:
    where = page("invoice", books.pk, ready.pk)
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {"line-1-price": "4,95", "do": "save"})
    asked = office.post(where, second | {"line-1-price": "5,95", "do": "save"})
    assert "Kies welke blijft" in asked.text
    again = typed_in(asked)
    assert again["line-1-price"] == "5,95"
    choice = {"meanwhile-lines": choices(asked, "lines")["theirs"], "do": "save"}
    office.post(where, again | choice)
    assert [line.price for line in ready.lines.all()] == [Decimal(42), Decimal("4.95")]


def test_an_invoice_that_somebody_changed_is_not_booked_unseen(
    office: Client, books: Administration, ready: Invoice
) -> None:
    where = page("invoice", books.pk, ready.pk)
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {"line-1-price": "4,95", "do": "save"})
    answer = office.post(where, second | {"book": "on", "do": "save"})
    ready.refresh_from_db()
    assert not ready.is_booked
    assert "Kijk daarom eerst wat iemand anders heeft gewijzigd" in answer.text
    seen = typed_in(answer)
    assert seen["line-1-price"] == "4,95"
    office.post(where, seen | {"do": "save"})
    ready.refresh_from_db()
    assert ready.is_booked


def record_of(books: Administration, kind: str) -> int:
    shelf = {
        "relation": books.relations,
        "product": books.products.filter(code="KB15"),
        "unit": books.units,
        "template": books.templates,
    }
    return int(shelf[kind].first().pk)  # type: ignore[attr-defined]


KINDS = [
    ("relation", "name", "city"),
    ("product", "description", "code"),
    ("unit", "plural", "singular"),
    ("template", "text", "footer"),
]


@pytest.mark.parametrize(("kind", "one", "other"), KINDS)
def test_each_record_keeps_both_changes(
    office: Client, books: Administration, kind: str, one: str, other: str
) -> None:
    where = page(kind, books.pk, record_of(books, kind))
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {one: "Anders"})
    answer = office.post(where, second | {other: "Eigen"}, follow=True)
    there = opened(office, where)
    assert (there[one], there[other]) == ("Anders", "Eigen")
    assert "Dat blijft zo." in answer.text


@pytest.mark.parametrize(("kind", "one", "other"), KINDS)
def test_each_record_asks_about_what_both_changed(
    office: Client, books: Administration, kind: str, one: str, other: str
) -> None:
    where = page(kind, books.pk, record_of(books, kind))
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {one: "Van haar"})
    answer = office.post(where, second | {one: "Van hem", other: "Eigen"})
    assert "Van haar" in answer.text
    assert "Van hem" in answer.text
    assert opened(office, where)[one] == "Van haar"


def test_the_company_details_are_guarded_too(office: Client, books: Administration) -> None:
    where = page("firm", books.pk)
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {"city": "Zwolle"})
    office.post(where, second | {"street": "Kade 1"})
    books.refresh_from_db()
    assert (books.city, books.street) == ("Zwolle", "Kade 1")


def test_what_was_typed_for_a_deleted_record_is_kept_and_can_be_added(
    office: Client, books: Administration
) -> None:
    unit = add_unit(books, "Bus", "Bussen")
    where = page("unit", books.pk, unit.pk)
    typed = opened(office, where) | {"plural": "Bussies"}
    delete_unit(unit)
    told = office.post(where, typed)
    assert "Iemand anders heeft dit intussen verwijderd." in told.text
    kept = typed_in(told)
    assert kept["plural"] == "Bussies"
    office.post(where, kept)
    assert books.units.get(singular="Bus").plural == "Bussies"


def test_a_record_that_never_was_is_not_found(office: Client, books: Administration) -> None:
    assert office.post(page("unit", books.pk, 999_999), {"singular": "x"}).status_code == 404


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_neither_change_is_lost(lasting_books: Administration) -> None:
    user = add_person("kantoor@example.com")
    Membership.objects.create(user=user, organisation=lasting_books.organisation, role="owner")
    invoice = write_invoice(lasting_books, DRAFT, TODAY)
    where = page("invoice", lasting_books.pk, invoice.pk)
    for place in range(5):
        one, other = log_in(user), log_in(user)
        first, second = opened(one, where), opened(other, where)
        price = {"line-1-price": f"{place + 5},95", "do": "save"}
        reference = {"reference": f"PO {place}", "do": "save"}
        at_once(
            lambda one=one, sent=first | price: one.post(where, sent),  # type: ignore[misc]
            lambda other=other, sent=second | reference: other.post(where, sent),  # type: ignore[misc]
        )
        invoice.refresh_from_db()
        assert invoice.reference == f"PO {place}"
        last = invoice.lines.order_by("pk").last()
        assert last is not None
        assert last.price == Decimal(f"{place + 5}.95")
