"""Where a person finds what programs booked: accounts, cost centres, balances, suppliers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.books.actions.access import make_way_in
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.models import Administration, Category, Invoice, InvoiceLine
from bonbrug.values.clock import system_clock
from tests.books.actions.test_write_entry import BOUGHT, SOLD

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def at(page: str, books: Administration, *args: int) -> str:
    return reverse(f"books:{page}", args=[books.pk, *args])


def test_a_ledger_account_is_added_and_changed(office: Client, books: Administration) -> None:
    typed = {"code": "8100", "name": "Omzet onderhoud", "category": "VW", "group": ""}
    assert office.post(at("account_add", books), typed).status_code == 302
    account = books.ledger_accounts.get(code="8100")
    office.post(at("account", books, account.pk), {**typed, "name": "Onderhoud"})
    account.refresh_from_db()
    assert account.name == "Onderhoud"
    assert "8100" in office.get(at("accounts", books)).text


def test_a_taken_code_is_told_beside_the_field(office: Client, books: Administration) -> None:
    typed = {"code": "8000", "name": "Nog een", "category": "VW"}
    html = office.post(at("account_add", books), typed).text
    assert "Er is al een grootboekrekening 8000." in html
    assert books.ledger_accounts.filter(code="8000").count() == 1


def test_a_debtors_account_stays_one(office: Client, books: Administration) -> None:
    debtors = books.ledger_accounts.get(code="1300")
    typed = {"code": "1300", "name": "Klanten", "category": "VW"}
    office.post(at("account", books, debtors.pk), typed)
    debtors.refresh_from_db()
    assert (debtors.name, debtors.category) == ("Debiteuren", Category.DEBTORS)
    office.post(at("account", books, debtors.pk), {**typed, "category": "DEB"})
    debtors.refresh_from_db()
    assert debtors.name == "Klanten"


def test_a_cost_centre_is_added_changed_and_deleted(office: Client, books: Administration) -> None:
    workshop = books.cost_centres.get()
    office.post(at("cost_centre_add", books), {"description": "Bus 4", "parent": workshop.pk})
    bus = books.cost_centres.get(description="Bus 4")
    assert bus.parent == workshop
    circle = {"description": "Werkplaats", "parent": bus.pk}
    html = office.post(at("cost_centre", books, workshop.pk), circle).text
    assert "kan niet onder zichzelf vallen" in html
    used = office.post(at("cost_centre_remove", books, workshop.pk))
    assert used.status_code == 409
    office.post(at("cost_centre_remove", books, bus.pk))
    assert not books.cost_centres.filter(pk=bus.pk).exists()


def test_the_balances_tell_what_was_booked_in_a_period(
    office: Client, books: Administration
) -> None:
    write_entry(books, SOLD)
    page = at("balances", books)
    html = office.get(page).text
    for words in ("1300 Debiteuren", "€ 121,00", "8000 Omzet", "Te betalen BTW hoog"):
        assert words in html.replace("\xa0", " ")
    assert "In deze periode is niets geboekt" in office.get(f"{page}?first=2018-09-20").text
    assert "8000 Omzet" in office.get(f"{page}?first=2018-09-19&last=2018-09-19").text
    assert office.get(f"{page}?first=onzin&centre=onzin").status_code == 200


def test_an_invoice_of_a_supplier_stands_apart(office: Client, books: Administration) -> None:
    write_entry(books, SOLD)
    write_entry(books, BOUGHT)
    customers, suppliers = (office.get(at(name, books)).text for name in ("open_items", "to_pay"))
    assert ("W1" in customers, "I1" in customers) == (True, False)
    assert ("W1" in suppliers, "I1" in suppliers) == (False, True)


def test_an_item_made_elsewhere_leads_to_its_booking_and_can_be_paid(
    office: Client, books: Administration
) -> None:
    entry = write_entry(books, SOLD)
    item = books.open_items.get()
    html = office.get(at("open_items", books)).text
    assert at("entry", books, entry.pk) in html
    typed = {"amount": "121,00", "date": "2018-10-01", "account_code": "1100"}
    office.post(at("receive", books, item.pk), typed)
    item.refresh_from_db()
    assert item.open == 0
    assert "W1" in office.get(at("entry", books, entry.pk)).text


def test_a_cost_centre_of_a_line_survives_a_change_by_hand(
    office: Client, books: Administration, ready: Invoice
) -> None:
    centre = books.cost_centres.get()
    InvoiceLine.objects.filter(invoice=ready).update(cost_centre=centre.pk)
    html = office.get(at("invoice", books, ready.pk)).text
    assert html.count(f'name="line-0-cost_centre" value="{centre.pk}"') == 1


def test_a_way_in_leads_to_its_administration_once(office: Client, books: Administration) -> None:
    make_way_in(books, "a" * 64, system_clock())
    page = reverse("books:way_in", args=["a" * 64])
    assert office.get(page)["Location"] == at("overview", books)
    assert office.get(page)["Location"] == reverse("books:door")


def test_a_way_in_logs_nobody_in_and_waits_for_who_does(
    books: Administration, stranger: Client, office: Client
) -> None:
    page = reverse("books:way_in", args=["b" * 64])
    make_way_in(books, "b" * 64, system_clock())
    assert "/inloggen/" in Client().get(page)["Location"]
    assert books.ways_in.count() == 1
    assert stranger.get(page)["Location"] == reverse("books:door")


def test_a_way_in_ends_after_five_minutes(office: Client, books: Administration) -> None:
    make_way_in(books, "c" * 64, system_clock() - timedelta(minutes=6))
    page = reverse("books:way_in", args=["c" * 64])
    assert office.get(page)["Location"] == reverse("books:door")
