"""Te incasseren, the files for the bank, and what became of each."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from bonbrug.books.actions.collect import make_batch
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.models import Administration, DebitBatch, DebitState, Invoice
from tests.books.debits import COLLECTION_DAY, collectable, collecting, debit_of
from tests.books.pages.conftest import page, plain
from tests.books.shelf import TODAY

DAY = {"dag": COLLECTION_DAY.isoformat()}
MANDATE = {
    "reference": "M-9", "signed_on": "2018-09-01", "iban": "NL91 ABNA 0417 1643 00",
    "holder": "Test 1", "notice_days": "14", "text": "Onderhoud",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2018-09-19 12:00+00:00") as moved:
        yield moved


@pytest.fixture
def firm(books: Administration) -> Administration:
    return collecting(books)


@pytest.fixture
def invoice(firm: Administration) -> Invoice:
    return collectable(firm)


@pytest.fixture
def batch(firm: Administration, invoice: Invoice) -> DebitBatch:
    return make_batch(firm, [debit_of(invoice).pk], COLLECTION_DAY, TODAY)


def test_an_empty_list_says_what_comes_here(office: Client, firm: Administration) -> None:
    assert "Er wacht niets om te incasseren" in office.get(page("to_collect", firm.pk)).text
    assert "Nog geen incassobestanden" in office.get(page("batches", firm.pk)).text


def test_the_page_proposes_the_first_day_on_which_all_can_be_collected(
    office: Client, firm: Administration, invoice: Invoice
) -> None:
    html = plain(office.get(page("to_collect", firm.pk)).text)
    assert "Bestand maken van 1 factuur: € 90,57 op 03-10-2018" in html
    assert "gaat mee" in html


def test_an_earlier_day_leaves_out_who_was_not_told_in_time(
    office: Client, firm: Administration, invoice: Invoice
) -> None:
    html = plain(office.get(page("to_collect", firm.pk), {"dag": "2018-10-02"}).text)
    assert "Vanaf 03-10-2018: zo lang van tevoren weet de klant het." in html
    assert "Bestand maken" not in html


def test_a_person_makes_the_file_that_the_page_showed(
    office: Client, firm: Administration, invoice: Invoice
) -> None:
    html = office.get(page("to_collect", firm.pk), DAY).text
    (ids,) = re.findall(r'name="ids" value="([\d,]+)"', html)
    later = collectable(firm)
    answer = office.post(page("to_collect", firm.pk), DAY | {"ids": ids}, follow=True)
    assert "Incasso van 03-10-2018" in answer.text
    assert debit_of(invoice).batch == firm.debit_batches.get()
    assert debit_of(later).state == DebitState.WAITING


def test_a_second_tab_makes_no_second_file(
    office: Client, firm: Administration, invoice: Invoice
) -> None:
    sent = DAY | {"ids": str(debit_of(invoice).pk)}
    office.post(page("to_collect", firm.pk), sent)
    answer = office.post(page("to_collect", firm.pk), sent, follow=True)
    assert "Er is intussen iets veranderd" in answer.text
    assert firm.debit_batches.count() == 1


@pytest.mark.parametrize("ids", ["", "x", "1;2", "9" * 30, "999"])
def test_ids_that_are_none_make_no_file(
    office: Client, firm: Administration, invoice: Invoice, ids: str
) -> None:
    answer = office.post(page("to_collect", firm.pk), DAY | {"ids": ids}, follow=True)
    assert answer.status_code == 200
    assert not firm.debit_batches.exists()


def test_a_firm_without_a_creditor_identifier_is_sent_to_its_details(
    office: Client, books: Administration
) -> None:
    collectable(books)
    html = office.get(page("to_collect", books.pk)).text
    assert "De incassant-ID van uw bedrijf ontbreekt" in html
    assert page("firm", books.pk) in html
    assert "Bestand maken" not in html


def test_the_creditor_identifier_is_checked(office: Client, books: Administration) -> None:
    wrong = {"name": "Demo", "creditor_id": "NL23ZZZ000000000000"}
    assert "is geen incassant-ID" in office.post(page("firm", books.pk), wrong).text
    office.post(page("firm", books.pk), wrong | {"creditor_id": "NL22ZZZ000000000000"})
    books.refresh_from_db()
    assert books.creditor_id == "NL22ZZZ000000000000"


def test_a_mandate_that_is_missing_is_filled_in_on_its_page(
    office: Client, firm: Administration
) -> None:
    debit = debit_of(collectable(firm, mandate_id=""))
    assert "De machtiging ontbreekt." in office.get(page("to_collect", firm.pk)).text
    office.post(page("debit", firm.pk, debit.pk), MANDATE)
    assert "gaat mee" in plain(office.get(page("to_collect", firm.pk)).text)


def test_an_account_that_is_none_is_an_error_beside_its_field(
    office: Client, firm: Administration, invoice: Invoice
) -> None:
    wrong = MANDATE | {"iban": "NL91ABNA0417164301"}
    html = office.post(page("debit", firm.pk, debit_of(invoice).pk), wrong).text
    assert "is geen IBAN" in html


def test_a_file_can_be_downloaded_again_and_stays_the_same(
    office: Client, firm: Administration, batch: DebitBatch
) -> None:
    first, second = (office.get(page("batch_file", firm.pk, batch.pk)) for _ in range(2))
    assert first.content == second.content == batch.file.encode()
    assert first["Content-Disposition"] == (
        f'attachment; filename="incasso-2018-10-03-{batch.pk}.xml"'
    )


def test_a_withdrawn_file_is_not_for_the_bank_any_more(
    office: Client, firm: Administration, batch: DebitBatch
) -> None:
    answer = office.post(page("batch", firm.pk, batch.pk), {"what": "withdraw"}, follow=True)
    assert "Het bestand is ingetrokken" in answer.text
    assert office.get(page("batch_file", firm.pk, batch.pk)).status_code == 404
    assert ">2018001<" in office.get(page("to_collect", firm.pk)).text


def test_one_press_books_the_receipts_and_a_storno_opens_the_item_again(
    office: Client,
    firm: Administration,
    invoice: Invoice,
    batch: DebitBatch,
    clock: time_machine.Traveller,
) -> None:
    where = page("batch", firm.pk, batch.pk)
    assert "Ontvangsten boeken" not in office.get(where).text
    clock.move_to("2018-10-03 12:00+00:00")
    office.force_login(firm.organisation.memberships.get().user)
    said = {"what": "collected", "date": "2018-10-03", "account_code": "1100"}
    assert "De ontvangsten zijn geboekt." in office.post(where, said, follow=True).text
    invoice.open_item.refresh_from_db()
    assert invoice.open_item.open == Decimal(0)
    back = page("debit_returned", firm.pk, debit_of(invoice).pk)
    assert "Factuur 2018001 staat weer open." in office.post(back, follow=True).text
    invoice.open_item.refresh_from_db()
    assert invoice.open_item.open == invoice.gross
    office.post(page("debit_again", firm.pk, debit_of(invoice).pk))
    assert debit_of(invoice).state == DebitState.WAITING


def test_the_invoice_says_where_its_direct_debit_stands(
    office: Client, firm: Administration, invoice: Invoice, batch: DebitBatch
) -> None:
    html = plain(office.get(page("invoice", firm.pk, invoice.pk)).text)
    assert "in een bestand De bank incasseert op 03-10-2018." in html


@pytest.mark.parametrize("name", ["debit_returned", "debit_again"])
def test_a_stranger_changes_nothing(
    stranger: Client, firm: Administration, batch: DebitBatch, name: str
) -> None:
    assert stranger.post(page(name, firm.pk, batch.debits.get().pk)).status_code == 404


def test_what_was_paid_leaves_the_list_and_comes_back_when_it_is_open_again(
    office: Client, firm: Administration, invoice: Invoice
) -> None:
    receive_payment(invoice.open_item, invoice.gross, TODAY, "1100")
    assert ">2018001<" not in office.get(page("to_collect", firm.pk)).text
    firm.open_items.update(paid=0)
    assert ">2018001<" in office.get(page("to_collect", firm.pk)).text


@pytest.mark.parametrize(
    ("day", "told"),
    [("2018-10-06", "de eerstvolgende is 08-10-2018"), ("2018-09-19", "Kies een dag van morgen")],
)
def test_a_day_that_cannot_be_is_told_before_a_file_is_made(
    office: Client, firm: Administration, invoice: Invoice, day: str, told: str
) -> None:
    html = office.get(page("to_collect", firm.pk), {"dag": day}).text
    assert told in html
    assert "Bestand maken" not in html


def test_a_day_that_does_not_exist_is_refused(office: Client, firm: Administration) -> None:
    assert office.get(page("to_collect", firm.pk), {"dag": "2018-02-30"}).status_code == 422


def test_a_closed_day_is_told_with_the_next_one(
    office: Client, firm: Administration, invoice: Invoice
) -> None:
    sent = {"dag": date(2018, 10, 6).isoformat(), "ids": str(debit_of(invoice).pk)}
    answer = office.post(page("to_collect", firm.pk), sent, follow=True)
    assert "de eerstvolgende is 08-10-2018" in answer.text
