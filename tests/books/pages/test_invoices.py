"""FACTUUR WIJZIGEN, the list, open items, receipts and the paper."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from bonbrug.books.models import Administration, Invoice
from tests.books.pages.conftest import page

HOURS = {
    "line-0-quantity": "5", "line-0-unit": "uren", "line-0-code": "1",
    "line-0-description": "test uursoort", "line-0-price": "21,00", "line-0-vat_code": "GEEN",
    "line-0-account_code": "8020",
}  # fmt: skip
PIPES = {
    "line-3-quantity": "2,5", "line-3-unit": "stuks", "line-3-code": "KB15",
    "line-3-description": "Koperbuis 15 mm", "line-3-price": "3,95",
    "line-3-vat_code": "HOOG_VERK_21", "line-3-account_code": "8000",
}  # fmt: skip


def head(books: Administration) -> dict[str, str]:
    return {
        "relation": str(books.relations.get().pk),
        "date": "2018-09-19",
        "term_days": "14",
        "template": str(books.templates.get().pk),
        "delivery": "post",
        "do": "save",
    }


def test_an_invoice_is_written_by_hand(office: Client, books: Administration) -> None:
    sent = head(books) | HOURS | PIPES
    answer = office.post(page("invoice_add", books.pk), sent, follow=True)
    invoice = books.invoices.get()
    assert "Factuur 2018001 is opgeslagen; ze is nog niet verwerkt" in answer.text
    assert (invoice.net, invoice.vat) == (Decimal("114.88"), Decimal("2.07"))
    assert [line.quantity for line in invoice.lines.all()] == [Decimal(5), Decimal("2.5")]
    assert "Factuur wijzigen" in answer.text
    assert "03-10-2018" in answer.text


def test_the_tick_books_it_and_the_page_is_read_only_from_then_on(
    office: Client, books: Administration, ready: Invoice
) -> None:
    where = page("invoice", books.pk, ready.pk)
    sent = head(books) | HOURS | {"number": ready.number, "book": "on"}
    html = office.post(where, sent, follow=True).text
    ready.refresh_from_db()
    assert ready.booked_on is not None
    assert f"Deze factuur is op {ready.booked_on:%d-%m-%Y} verwerkt in de boekhouding." in html
    assert 'name="relation"' not in html
    assert ">2018001<" in office.get(page("open_items", books.pk)).text
    assert books.entries.get().description == "Factuur 2018001"


def test_a_booked_invoice_refuses_a_late_change(
    office: Client, books: Administration, booked: Invoice
) -> None:
    sent = head(books) | HOURS | {"number": booked.number}
    answer = office.post(page("invoice", books.pk, booked.pk), sent)
    assert "is verwerkt en kan niet meer worden gewijzigd." in answer.text
    assert booked.lines.get().code == "2"


def test_x_takes_a_line_away_and_saves_nothing_yet(
    office: Client, books: Administration, ready: Invoice
) -> None:
    sent = head(books) | HOURS | PIPES | {"do": "drop-0", "reference": "4812"}
    html = office.post(page("invoice", books.pk, ready.pk), sent).text
    assert "test uursoort" not in html.partition('id="product"')[0]
    assert 'value="4812"' in html
    assert "€\u00a09,88" in html
    assert ready.lines.count() == 2


def test_a_product_is_added_as_a_line(office: Client, books: Administration) -> None:
    pipe = books.products.get(code="KB15")
    sent = head(books) | HOURS | {"do": "add", "product": str(pipe.pk)}
    html = office.post(page("invoice_add", books.pk), sent).text
    assert 'name="line-1-price" value="3,95"' in html
    assert "€\u00a0109,78" in html
    assert not books.invoices.exists()


def test_a_line_without_product_is_added(office: Client, books: Administration) -> None:
    sent = head(books) | {"do": "add", "product": ""}
    html = office.post(page("invoice_add", books.pk), sent).text
    assert 'name="line-0-quantity" value="1"' in html


def test_reckoning_shows_amounts_and_the_last_day_without_judging(
    office: Client, books: Administration
) -> None:
    sent = head(books) | HOURS | {"do": "reckon", "relation": "", "term_days": "30"}
    html = office.post(page("invoice_add", books.pk), sent).text
    assert ">105,00</output>" in html
    assert "19-10-2018" in html
    assert "Nog niet opgeslagen" not in html


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"relation": ""}, "Relatie</a>"),
        ({"line-0-price": "duur"}, "Regel 1 klopt nog niet."),
        ({"line-0-description": ""}, "Regel 1 klopt nog niet."),
        ({"date": "1950-01-01"}, "01-01-1950 is meer dan 20 jaar geleden. Controleer het jaar."),
        ({"line-0-price": "1.250"}, "1.250: bedoelt u 1250 of 1,25?"),
        ({"delivery": "email", "email_subject": ""}, "De tekst van de e-mail ontbreekt."),
        ({"delivery": "incasso"}, "Het rekeningnummer voor de incasso ontbreekt."),
    ],
)
def test_a_wrong_invoice_is_refused_with_a_sentence(
    office: Client, books: Administration, changes: dict[str, str], sentence: str
) -> None:
    html = office.post(page("invoice_add", books.pk), head(books) | HOURS | changes).text
    assert "Nog niet opgeslagen" in html
    assert sentence in html
    assert not books.invoices.exists()


def test_an_invoice_without_lines_is_refused(office: Client, books: Administration) -> None:
    html = office.post(page("invoice_add", books.pk), head(books)).text
    assert "Een factuur heeft 1 tot 100 regels." in html


def test_a_taken_number_is_refused(office: Client, books: Administration, ready: Invoice) -> None:
    sent = head(books) | HOURS | {"number": ready.number}
    html = office.post(page("invoice_add", books.pk), sent).text
    assert "Factuurnummer 2018001 is niet beschikbaar." in html


def test_the_details_of_an_e_mail_are_kept(office: Client, books: Administration) -> None:
    details = {
        "delivery": "email", "email_subject": "Factuur", "email_body": "Dank u.",
        "email_from_address": "kantoor@example.com",
    }  # fmt: skip
    office.post(page("invoice_add", books.pk), head(books) | HOURS | details)
    invoice = books.invoices.get()
    assert invoice.delivery == "email"
    assert invoice.delivery_details["from_address"] == "kantoor@example.com"


def test_the_mandate_of_a_direct_debit_is_kept_and_shown_again(
    office: Client, books: Administration
) -> None:
    mandate = {
        "delivery": "incasso", "debit_iban": "NL91 ABNA 0417 1643 00", "debit_holder": "Test 1",
        "debit_city": "Utrecht", "debit_text_1": "Factuur", "debit_mandate_id": "M-1",
        "debit_mandate_signed_on": "2018-09-01",
    }  # fmt: skip
    office.post(page("invoice_add", books.pk), head(books) | HOURS | mandate)
    invoice = books.invoices.get()
    assert invoice.delivery_details["mandate_signed_on"] == "2018-09-01"
    html = office.get(page("invoice", books.pk, invoice.pk)).text
    assert 'value="2018-09-01"' in html


def test_the_list_shows_the_pencil_and_what_is_open(
    office: Client, books: Administration, paid_in_part: Invoice
) -> None:
    html = office.get(page("invoices", books.pk)).text
    assert 'aria-label="Factuur 2018001 bekijken"' in html
    assert "€\u00a056,23" in html


def test_the_list_can_be_narrowed_to_what_is_not_processed(
    office: Client, books: Administration, booked: Invoice
) -> None:
    assert ">2018001<" in office.get(page("invoices", books.pk), {"verwerkt": "True"}).text
    assert ">2018001<" not in office.get(page("invoices", books.pk), {"verwerkt": "False"}).text


def test_an_overdue_item_says_so_in_words(
    office: Client, books: Administration, booked: Invoice
) -> None:
    assert "dagen te laat" in office.get(page("open_items", books.pk)).text


def test_a_part_is_received_with_a_comma(
    office: Client, books: Administration, booked: Invoice
) -> None:
    sent = {"amount": "26,23", "date": "2018-10-01", "account_code": "1100"}
    answer = office.post(page("receive", books.pk, booked.open_item.pk), sent, follow=True)
    assert "€\u00a026,23 is geboekt op factuur 2018001." in answer.text
    assert "€\u00a050,00" in answer.text


def test_more_than_is_open_is_refused(
    office: Client, books: Administration, booked: Invoice
) -> None:
    sent = {"amount": "100", "date": "2018-10-01", "account_code": "1100"}
    answer = office.post(page("receive", books.pk, booked.open_item.pk), sent)
    assert "Er staat nog maar" in answer.text
    assert not booked.open_item.receipts.exists()


def test_what_is_paid_in_full_leaves_the_open_items(
    office: Client, books: Administration, booked: Invoice
) -> None:
    sent = {"amount": "76,23", "date": "2018-10-01", "account_code": "1100"}
    answer = office.post(page("receive", books.pk, booked.open_item.pk), sent, follow=True)
    assert "Alles is betaald" in answer.text


def test_the_sides_of_a_booking_are_equal_on_its_page(
    office: Client, books: Administration, booked: Invoice
) -> None:
    entry = books.entries.get()
    foot = office.get(page("entry", books.pk, entry.pk)).text.partition("<tfoot>")[2]
    assert foot.count("€\u00a076,23") == 2


def test_the_paper_carries_number_parties_and_totals(
    office: Client, books: Administration, ready: Invoice
) -> None:
    books.vat_number, books.kvk_number = "NL000099998B57", "12345678"
    books.iban = "NL91 ABNA 0417 1643 00"
    books.save()
    text = paper(office, books, ready)
    for words in (
        "2018001", "Test 1", "Demo Installatie BV", "19-09-2018", "03-10-2018", "€ 74,85",
        "BTW 21%", "€ 15,72", "€ 90,57", "NL000099998B57", "12345678", "NL91 ABNA 0417 1643 00",
    ):  # fmt: skip
        assert words in text


def test_the_paper_says_that_the_vat_is_reversed(
    office: Client, books: Administration, ready: Invoice
) -> None:
    ready.lines.update(vat_code="VERL_VERK")
    assert "Btw verlegd" in paper(office, books, ready)


def test_words_of_people_are_never_markup_on_the_paper(
    office: Client, books: Administration, ready: Invoice
) -> None:
    ready.lines.filter(position=1).update(description='#panic("x") *vet* $1+1$ "]')
    assert '#panic("x") *vet* $1+1$ "]' in paper(office, books, ready)


def paper(office: Client, books: Administration, invoice: Invoice) -> str:
    answer = office.get(page("invoice_pdf", books.pk, invoice.pk))
    assert answer["Content-Type"] == "application/pdf"
    sheets = PdfReader(BytesIO(answer.getvalue())).pages
    found = " ".join(sheet.extract_text() for sheet in sheets)
    return found.replace("\u00a0", " ")
