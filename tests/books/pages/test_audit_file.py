"""Boekhouden > Auditfile: choosing a year, or a part of one, and getting the file."""

from datetime import date

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from bonbrug.books.actions.set_up import Firm, change_firm
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.models import Administration, Invoice
from bonbrug.values.clock import accounting_day, system_clock
from tests.books.actions.test_write_entry import SOLD
from tests.books.pages.conftest import page, plain
from tests.wire.xaf.shape import faults, read, texts

pytestmark = pytest.mark.django_db


def at(books: Administration, query: str = "") -> str:
    return page("audit_file", books.pk) + query


def test_without_bookings_the_page_says_what_makes_one(
    office: Client, books: Administration
) -> None:
    html = plain(office.get(at(books)).text)
    assert "Er is niets geboekt" in html
    assert "Auditfile downloaden" not in html


def test_the_years_are_those_with_bookings_and_this_one(
    office: Client, books: Administration, booked: Invoice
) -> None:
    write_entry(books, SOLD)
    html = office.get(at(books)).text
    this_year = accounting_day(system_clock()).year
    assert [f'<option value="{year}"' in html for year in (this_year, 2018, 2017)] == [
        True,
        True,
        False,
    ]


def test_a_year_is_downloaded(office: Client, books: Administration, booked: Invoice) -> None:
    answer = office.get(at(books, "?year=2018&first=&last="))
    assert isinstance(answer, StreamingHttpResponse)
    name = f"auditfile-{books.pk}-2018.xaf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    root = read(b"".join(answer))
    assert faults(root) == []
    assert texts(root, "header/startDate") == ["2018-01-01"]
    assert texts(root, "transaction/nr") == ["1"]
    assert texts(root, "softwareDesc") == ["Bonbrug"]


def test_a_part_of_a_year_is_downloaded(
    office: Client, books: Administration, booked: Invoice
) -> None:
    answer = office.get(at(books, "?year=2018&first=20-09-2018"))
    assert isinstance(answer, StreamingHttpResponse)
    assert f"auditfile-{books.pk}-2018-09-20-2018-12-31.xaf" in answer["Content-Disposition"]
    assert texts(read(b"".join(answer)), "transaction/nr") == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?year=2018&first=2017-12-31", "Deze dag valt niet in 2018."),
        ("?year=2018&first=2018-06-02&last=2018-06-01", "Dit ligt vóór de eerste dag."),
        ("?year=2017", "2017"),
        ("?year=", "Jaar"),
    ],
)
def test_days_that_make_no_part_of_a_year_are_told(
    office: Client, books: Administration, booked: Invoice, query: str, told: str
) -> None:
    answer = office.get(at(books, query))
    assert answer.status_code == 422
    assert told in answer.text


def test_a_missing_vat_number_is_told_with_the_way_to_its_field(
    office: Client, books: Administration, booked: Invoice
) -> None:
    there = page("firm", books.pk) + "#id_vat_number"
    assert there in office.get(at(books)).text
    books.refresh_from_db()
    change_firm(books, Firm("Demo Installatie BV", vat_number="NL000099998B57"), system_clock())
    assert there not in office.get(at(books)).text


def test_somebody_elses_books_have_no_file(stranger: Client, books: Administration) -> None:
    assert stranger.get(at(books, "?year=2018")).status_code == 404


def test_head_tells_what_get_would_give(
    office: Client, books: Administration, booked: Invoice
) -> None:
    answer = office.head(at(books, f"?year={date(2018, 1, 1).year}"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")


def test_it_is_english_too(office: Client, books: Administration, booked: Invoice) -> None:
    office.cookies["django_language"] = "en"
    html = office.get(at(books)).text
    assert "Download audit file" in html
    assert "Only for a part of the year. Empty: from 1 January." in html
