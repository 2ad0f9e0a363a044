"""Account numbers and addresses: an error beside the field, a mark when a wire brought it."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.books.models import Administration, Invoice, Relation

TYPED = {"code": "TEST1", "name": "Bakkerij Voorbeeld", "kind": "B"}


@pytest.fixture
def relation(books: Administration) -> Relation:
    return books.relations.get(code="TEST1")


def post(office: Client, relation: Relation, **typed: object) -> str:
    page = reverse("books:relation", args=[relation.administration_id, relation.pk])
    return unescape(office.post(page, TYPED | typed, follow=True).text)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("iban", "NL02ABNA0123456780", "is geen IBAN"),
        ("bic", "ABN", "is geen BIC"),
        ("vat_number", "NL123", "is geen btw-id"),
        ("kvk_number", "1234", "is geen KvK-nummer"),
        ("email", "geen-email", "is geen e-mailadres"),
        ("phone", "06-1234", "is zo niet te bellen"),
        ("postal_code", "1234 A", "is geen Nederlandse postcode"),
    ],
)
def test_what_does_not_hold_is_an_error_beside_its_field(
    office: Client, relation: Relation, field: str, typed: str, sentence: str
) -> None:
    page = post(office, relation, **{field: typed})
    assert f"{typed} {sentence}" in page.split(f'id="id_{field}_error"')[1][:200]
    relation.refresh_from_db()
    assert getattr(relation, field) != typed


def test_an_odd_telephone_number_is_kept_after_a_tick(office: Client, relation: Relation) -> None:
    post(office, relation, phone="06-1234", sure=["phone=06-1234"])
    relation.refresh_from_db()
    assert relation.phone == "06-1234"


def test_a_wrong_account_number_cannot_be_ticked_away(office: Client, relation: Relation) -> None:
    page = post(office, relation, iban="NL02ABNA0123456780", sure=["iban=NL02ABNA0123456780"])
    assert "is geen IBAN" in page


def test_what_a_wire_brought_is_marked_and_stays_while_something_else_changes(
    office: Client, relation: Relation
) -> None:
    relation.iban, relation.email = "NL02ABNA0123456780", "geen-email"
    relation.save()
    page = reverse("books:relation", args=[relation.administration_id, relation.pk])
    shown = unescape(office.get(page).text)
    assert shown.count('class="field-mark"') == 2
    assert "is geen IBAN" in shown
    post(office, relation, iban=relation.iban, email=relation.email, city="Zaandorp")
    relation.refresh_from_db()
    assert (relation.city, relation.email) == ("Zaandorp", "geen-email")


def test_rules_of_the_netherlands_do_not_hold_abroad(office: Client, relation: Relation) -> None:
    post(office, relation, country="België", postal_code="2000", kvk_number="0403.019.261")
    relation.refresh_from_db()
    assert (relation.postal_code, relation.kvk_number) == ("2000", "0403.019.261")


def test_a_receipt_of_another_century_is_refused(
    office: Client, books: Administration, booked: Invoice
) -> None:
    page = reverse("books:receive", args=[books.pk, booked.open_item.pk])
    typed = {"amount": "1", "date": "01-01-1999", "account_code": "1100"}
    html = unescape(office.post(page, typed).text)
    assert "01-01-1999 is meer dan 20 jaar geleden. Controleer het jaar." in html
    assert not booked.open_item.receipts.exists()


def test_a_message_says_amounts_with_a_comma(
    office: Client, books: Administration, booked: Invoice
) -> None:
    page = reverse("books:receive", args=[books.pk, booked.open_item.pk])
    typed = {"amount": "80", "date": "19-09-2018", "account_code": "1100"}
    assert "Er staat nog maar 76,23 open." in unescape(office.post(page, typed).text)


def test_control_characters_never_enter(office: Client, relation: Relation) -> None:
    post(office, relation, city="Zaan\x0bdorp\x00", note="eerste\r\ntweede\x7f")
    relation.refresh_from_db()
    assert relation.city == "Zaandorp"
    assert relation.note.splitlines() == ["eerste", "tweede"]


FIRM = {"name": "Demo Installatie BV"}


def firm_page(books: Administration) -> str:
    return reverse("books:firm", args=[books.pk])


def test_the_days_under_the_scheme_for_small_businesses_are_kept(
    office: Client, books: Administration
) -> None:
    days = {"exempt_from": "2026-01-01", "exempt_until": "2026-12-31"}
    assert office.post(firm_page(books), {**FIRM, **days}).status_code == 302
    books.refresh_from_db()
    assert (books.exempt_from, books.exempt_until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert 'value="2026-12-31"' in office.get(firm_page(books)).text
    assert office.post(firm_page(books), FIRM).status_code == 302
    books.refresh_from_db()
    assert (books.exempt_from, books.exempt_until) == (None, None)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"exempt_until": "2026-01-01"}, "Vul ook de eerste dag in."),
        ({"exempt_from": "2026-01-02", "exempt_until": "2026-01-01"}, "ligt vóór de eerste dag"),
    ],
)
def test_days_under_the_scheme_in_the_wrong_order_are_refused(
    office: Client, books: Administration, days: dict[str, str], sentence: str
) -> None:
    assert sentence in office.post(firm_page(books), {**FIRM, **days}).text
    books.refresh_from_db()
    assert (books.exempt_from, books.exempt_until) == (None, None)
