"""Every page of the books: who may see it, and in which language it speaks."""

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.urls import reverse

from bonbrug import books as house
from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Membership
from bonbrug.books.actions.access import SecurityCodes
from bonbrug.books.actions.collect import make_batch
from bonbrug.books.actions.print_invoices import gather
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.books.models import Administration, Invoice
from bonbrug.books.pages.urls import urlpatterns
from tests.books.debits import COLLECTION_DAY, collectable, collecting, debit_of
from tests.books.shelf import TODAY

CATALOGUE = Path(str(house.__file__)).parent / "locale/nl/LC_MESSAGES/django.po"
GENERAL = (
    "overview", "relations", "relation_add", "invoices", "invoice_add", "products", "product_add",
    "units", "unit_add", "open_items", "entries", "accounts", "templates", "template_add",
    "api_keys", "api_keys_renew", "firm", "audit_file", "balances", "to_pay", "account_add",
    "cost_centres", "cost_centre_add", "to_send", "sent", "to_print", "to_collect", "batches",
    "deleted_invoices", "vat_return", "vat_box", "icp", "ageing", "ageing_creditors",
)  # fmt: skip
OF_A_RECORD = (
    "relation", "relation_remove", "invoice", "invoice_pdf", "invoice_electronic", "invoice_ubl",
    "product", "product_remove", "unit", "unit_remove", "receive", "entry", "template",
    "template_remove", "account", "cost_centre", "cost_centre_remove", "invoice_mail", "print_run",
    "print_run_pdf", "invoice_credit", "offset", "debit", "batch", "batch_file", "invoice_remove",
)  # fmt: skip
ONLY_POSTED = ("mail_drop", "letter_drop", "debit_returned", "debit_again")
PAPERS = {"invoice_pdf", "print_run_pdf", "batch_file"}


@pytest.fixture
def filled(books: Administration, paid_in_part: Invoice) -> Invoice:
    """Return an invoice; the books have a record of every kind that a page shows."""
    debit = debit_of(collectable(collecting(books)))
    make_batch(books, [debit.pk], COLLECTION_DAY, TODAY)
    gather(books, TODAY)
    return paid_in_part


def number_of(books: Administration, page: str) -> list[int | str]:
    """Return the arguments of a page: the administration and a record or a box of it."""
    if page == "vat_box":
        return [books.pk, "2018-k3", "1a"]
    kinds: dict[str, Any] = {
        "relation": books.relations, "product": books.products, "unit": books.units,
        "invoice": books.invoices, "entry": books.entries, "template": books.templates,
        "receive": books.open_items, "account": books.ledger_accounts, "cost": books.cost_centres,
        "offset": books.relations,
        "print": books.print_runs, "debit": books.direct_debits, "batch": books.debit_batches,
    }  # fmt: skip
    kind = kinds.get(page.split("_", maxsplit=1)[0]) if page in OF_A_RECORD else None
    record = kind.first() if kind else None
    return [books.pk, record.pk] if record else [books.pk]


def test_every_address_is_in_these_lists() -> None:
    names = {pattern.name for pattern in urlpatterns}
    assert names == {*GENERAL, *OF_A_RECORD, *ONLY_POSTED, "door", "way_in"}


@pytest.mark.parametrize("page", GENERAL + OF_A_RECORD)
def test_a_member_sees_the_page(
    office: Client, books: Administration, filled: Invoice, page: str
) -> None:
    answer = office.get(reverse(f"books:{page}", args=number_of(books, page)))
    assert answer.status_code == 200


@pytest.mark.parametrize("page", GENERAL + OF_A_RECORD)
def test_for_another_organisation_the_page_does_not_exist(
    stranger: Client, books: Administration, filled: Invoice, page: str
) -> None:
    address = reverse(f"books:{page}", args=number_of(books, page))
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"x": "y"}).status_code in (404, 405)


@pytest.mark.parametrize("page", GENERAL + OF_A_RECORD)
def test_whoever_is_not_logged_in_goes_to_the_log_in_page(
    books: Administration, filled: Invoice, page: str
) -> None:
    answer = Client().get(reverse(f"books:{page}", args=number_of(books, page)))
    assert answer.status_code == 302
    assert answer["Location"].startswith(settings.LOGIN_URL)


@pytest.mark.parametrize("page", sorted({*GENERAL, *OF_A_RECORD} - PAPERS))
def test_a_dutch_page_holds_no_english(
    office: Client, books: Administration, filled: Invoice, page: str
) -> None:
    html = office.get(reverse(f"books:{page}", args=number_of(books, page))).text
    words = {part.strip() for part in re.findall(r">([^<>]+)<", html)}
    words |= set(re.findall(r'(?:aria-label|placeholder|title)="([^"]+)"', html))
    assert words & english() == set()


def english() -> set[str]:
    """Return the source texts of this house that are written differently in Dutch."""
    with CATALOGUE.open("rb") as file:
        return {str(entry.id) for entry in read_po(file) if entry.id and entry.id != entry.string}


def test_the_door_goes_to_the_only_administration(office: Client, books: Administration) -> None:
    assert office.get("/boekhouden/")["Location"] == f"/boekhouden/{books.pk}/"


def test_the_door_lets_a_person_with_two_administrations_choose(
    office: Client, books: Administration
) -> None:
    other = add_organisation("Demo Schilders BV")
    Membership.objects.create(
        user=books.organisation.memberships.get().user, organisation=other, role="owner"
    )
    codes = SecurityCodes("0" * 32, "00000000-0000-4000-8000-000000000003")
    firm = Firm("Demo Schilders BV")
    new_administration(other, firm, "schilders", "00000000-0000-4000-8000-0000000000AB", codes)
    html = office.get("/boekhouden/").text
    assert "Demo Schilders BV" in html
    assert "Demo Installatie BV" in html


def test_the_door_tells_a_person_without_administration_what_to_do(db: None) -> None:
    browser = Client(headers={"accept-language": "nl"})
    user = add_person("nieuw@example.com")
    browser.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert "Nog geen administratie" in browser.get("/boekhouden/").text


def test_a_record_of_another_administration_is_not_found(
    office: Client, books: Administration
) -> None:
    other = add_organisation("Demo Schilders BV")
    codes = SecurityCodes("0" * 32, "00000000-0000-4000-8000-000000000003")
    guid = "00000000-0000-4000-8000-0000000000AB"
    theirs = new_administration(other, Firm("Demo Schilders BV"), "schilders", guid, codes)
    unit = theirs.units.get(singular="Uur")
    assert office.get(reverse("books:unit", args=[books.pk, unit.pk])).status_code == 404


def test_the_menu_and_the_path_carry_the_words_of_the_manual(
    office: Client, books: Administration
) -> None:
    html = office.get(reverse("books:units", args=[books.pk])).text
    for word in (
        "Factureren", "Facturen", "Producten/diensten", "Eenheden", "Boekhouden", "Overzichten",
        "Open posten", "Beheer", "Sjablonen", "Factuursjablonen", "API/SOAP",
        "Inrichting › Instellingen", "Koppelingen",
    ):  # fmt: skip
        assert f"<span>{word}</span>" in html


def test_the_overview_adds_up_what_is_open(
    office: Client, books: Administration, paid_in_part: Invoice
) -> None:
    html = office.get(reverse("books:overview", args=[books.pk])).text
    assert "€\u00a056,23" in html
    assert "1 factuur over de betaaldatum" in html
