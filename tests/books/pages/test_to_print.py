"""Te printen: one PDF of all, and nothing is lost when the printer fails."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from bonbrug.books.actions.print_invoices import gather
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Invoice, PrintRun
from tests.books.pages.conftest import page
from tests.books.shelf import BOOKED, TODAY


@pytest.fixture
def two(books: Administration) -> list[Invoice]:
    return [write_invoice(books, BOOKED, TODAY) for _ in range(2)]


def run_of(books: Administration) -> PrintRun:
    return books.print_runs.get()


def test_an_empty_list_says_what_comes_here(office: Client, books: Administration) -> None:
    html = office.get(page("to_print", books.pk)).text
    assert "Er wacht niets om te printen" in html
    assert "die per post gaat" in html


def test_what_is_only_set_ready_is_not_printed(office: Client, books: Administration) -> None:
    write_invoice(books, replace(BOOKED, book=False), TODAY)
    assert "2018001" not in office.get(page("to_print", books.pk)).text


def test_all_of_it_comes_in_one_pdf_each_with_its_own_page_numbers(
    office: Client, books: Administration, two: list[Invoice]
) -> None:
    html = office.get(page("to_print", books.pk)).text
    assert "2 facturen in één PDF zetten" in html
    office.post(page("to_print", books.pk))
    answer = office.get(page("print_run_pdf", books.pk, run_of(books).pk))
    pages = PdfReader(BytesIO(b"".join(answer))).pages
    texts = [paper.extract_text() for paper in pages]
    assert ["2018001" in texts[0], "2018002" in texts[1], len(texts)] == [True, True, 2]
    assert all("Pagina 1 van 1" in text for text in texts)


def test_opening_the_pdf_marks_nothing_as_printed(
    office: Client, books: Administration, two: list[Invoice]
) -> None:
    office.post(page("to_print", books.pk))
    office.get(page("print_run_pdf", books.pk, run_of(books).pk))
    assert run_of(books).printed_on is None
    html = office.get(page("invoice", books.pk, two[0].pk)).text
    assert "In een PDF, nog niet op papier." in html


def test_printed_is_said_by_a_person_and_can_be_taken_back(
    office: Client, books: Administration, two: list[Invoice]
) -> None:
    office.post(page("to_print", books.pk))
    where = page("print_run", books.pk, run_of(books).pk)
    assert "gemarkeerd als geprint" in office.post(where, {"what": "printed"}, follow=True).text
    assert "Geprint op" in office.get(page("invoice", books.pk, two[0].pk)).text
    office.post(where, {"what": "again"})
    html = office.get(page("to_print", books.pk)).text
    assert ">2018001<" in html
    assert not books.print_runs.exists()


def test_two_tabs_put_an_invoice_in_one_pdf(
    office: Client, books: Administration, two: list[Invoice]
) -> None:
    office.post(page("to_print", books.pk))
    answer = office.post(page("to_print", books.pk), follow=True)
    assert "Er wacht niets meer om te printen." in answer.text
    assert run_of(books).letters.count() == 2


def test_an_invoice_that_is_booked_meanwhile_is_not_marked(
    office: Client, books: Administration, two: list[Invoice]
) -> None:
    run = gather(books, TODAY)
    later = write_invoice(books, BOOKED, TODAY)
    office.post(page("print_run", books.pk, run.pk), {"what": "printed"})
    assert later.letter.run is None


def test_an_invoice_that_goes_in_another_way_leaves_the_list(
    office: Client, books: Administration, two: list[Invoice]
) -> None:
    answer = office.post(page("letter_drop", books.pk, two[0].letter.pk), follow=True)
    assert "Factuur 2018001 wordt niet geprint." in answer.text
    assert books.letters.get().invoice == two[1]


def test_an_invoice_that_is_in_a_pdf_is_not_taken_out(
    office: Client, books: Administration, two: list[Invoice]
) -> None:
    gather(books, TODAY)
    answer = office.post(page("letter_drop", books.pk, two[0].letter.pk), follow=True)
    assert "Factuur 2018001 zit al in een PDF." in answer.text
    assert books.letters.count() == 2
