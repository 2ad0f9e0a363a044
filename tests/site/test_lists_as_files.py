"""Every list of every house is to be had as a file: all of it, as it was searched and sorted."""

import csv
import io
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bonbrug.accounts.actions import add_person
from bonbrug.ui.tables import Table
from tests.proofs.hostile.roads import Road, roads
from tests.site.filled_lists import ROWS, Filled, filled

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BACKEND = "django.contrib.auth.backends.ModelBackend"
NOTHING_MATCHES = "zoek=dit-staat-nergens"
LISTS = 30  # at least so many pages have a list
LOADED_BESIDE = 1  # queries for the whole list that fetch what belongs to its rows


@pytest.fixture
def houses() -> Filled:
    return filled()


def read(office: Client, address: str) -> list[list[str]]:
    answer = office.get(address)
    assert (answer.status_code, address) == (200, address)
    assert isinstance(answer, StreamingHttpResponse)
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def lists(houses: Filled) -> Iterator[tuple[str, Table]]:  # type: ignore[type-arg]
    """Visit every page that one record leads to, and yield those with a list."""
    keys = {
        "boekhouden": ("administration", houses.books.pk),
        "werkbonnen": ("company", houses.company.pk),
        "koppeling": ("pk", houses.link.pk),
        "beveiliging": ("organisation", houses.books.organisation_id),
    }
    for road in roads():
        part, key = keys.get(road.text.partition("/")[0], ("", 0))
        if road.parts == (part,):
            yield from _list(houses.office, road, f"/{road.text % {part: key}}")


def _list(office: Client, road: Road, address: str) -> Iterator[tuple[str, Table]]:  # type: ignore[type-arg]
    answer = office.get(address)
    table = answer.context and answer.context.get("table")
    if answer.status_code == 200 and isinstance(table, Table):
        yield address, table


def test_every_list_gives_all_its_rows_under_its_own_heads(houses: Filled) -> None:
    seen = 0
    for address, table in lists(houses):
        seen += 1
        heads, *rows = read(houses.office, f"{address}?als=csv&rijen=10")
        shown = [str(each.label) for each in table.columns if each.kind != "action"]
        assert (address, heads) == (address, shown)
        assert (address, len(rows)) == (address, table.total)
        assert {len(row) for row in rows} == {len(heads)}
        assert not any("<" in text or "€" in text for row in rows for text in row)
    assert seen >= LISTS


def test_no_list_asks_the_database_about_each_row(houses: Filled) -> None:
    for address, table in lists(houses):
        assert (address, table.total >= ROWS) == (address, True)
        with CaptureQueriesContext(connection) as all_rows:
            read(houses.office, f"{address}?als=csv")
        with CaptureQueriesContext(connection) as no_rows:
            read(houses.office, f"{address}?als=csv&{NOTHING_MATCHES}")
        assert (address, asked(all_rows) - asked(no_rows) <= LOADED_BESIDE) == (address, True)


def asked(queries: CaptureQueriesContext) -> int:
    """Count the questions; that a session is kept up, now and then, is none."""
    return sum(one["sql"].startswith("SELECT") for one in queries.captured_queries)


def test_a_list_as_file_is_kept_nowhere_and_answers_head(houses: Filled) -> None:
    for address, _table in lists(houses):
        answer = houses.office.head(f"{address}?als=csv")
        assert (address, answer.status_code) == (address, 200)
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert "no-store" in answer.headers["Cache-Control"]
        assert isinstance(answer, StreamingHttpResponse)
        assert b"".join(answer) == b""


def test_who_may_not_see_the_page_gets_no_file(houses: Filled) -> None:
    address = reverse("books:relations", args=[houses.books.pk])
    assert Client().get(f"{address}?als=csv").status_code == 302
    elsewhere = Client()
    elsewhere.force_login(add_person("ander@demo.example"), BACKEND)
    assert elsewhere.get(f"{address}?als=csv").status_code == 404


def test_a_file_has_what_was_searched_in_the_order_of_the_page(houses: Filled) -> None:
    address = reverse("books:relations", args=[houses.books.pk])
    rows = read(houses.office, f"{address}?als=csv&zoek=1234567&sorteer=-code&rijen=10&pagina=9")
    assert [row[0] for row in rows[1:]] == ["R3", "R2", "R1"]


def test_a_filter_holds_for_the_file_too(houses: Filled) -> None:
    address = reverse("books:invoices", args=[houses.books.pk])
    houses.books.invoices.filter(number="2018001").update(booked_on=None)
    rows = read(houses.office, f"{address}?als=csv&verwerkt=False")
    assert [row[0] for row in rows[1:]] == ["2018001"]


def test_amounts_can_be_added_up_and_dates_are_dutch(houses: Filled) -> None:
    address = reverse("books:products", args=[houses.books.pk])
    rows = read(houses.office, f"{address}?als=csv&zoek=P2")
    assert rows[1][:4] == ["P2", "Pomp", "Stuk", "2469,00"]
    address = reverse("link:invoices", args=[houses.link.pk])
    assert read(houses.office, f"{address}?als=csv")[1][-3:] == ["2018003", "-1234,56", "verwerkt"]
    address = reverse("books:deleted_invoices", args=[houses.books.pk])
    assert read(houses.office, f"{address}?als=csv")[1][2:] == ["19-09-2018", "90,57", "19-09-2018"]


def test_what_a_person_typed_runs_in_no_spreadsheet(houses: Filled) -> None:
    address = reverse("books:relations", args=[houses.books.pk])
    row = read(houses.office, f"{address}?als=csv&zoek=R1")[1]
    assert (row[1], row[4]) == ("'=1+1", "'+31 6 12345671")


def test_a_file_is_in_the_language_of_the_person(houses: Filled) -> None:
    address = reverse("books:invoices", args=[houses.books.pk]) + "?als=csv"
    dutch = read(houses.office, address)
    houses.office.cookies["django_language"] = "en"
    english = read(houses.office, address)
    assert (dutch[0][4], dutch[1][4]) == ("Verwerkt", "verwerkt")
    assert (english[0][4], english[1][4]) == ("Processed", "processed")


def test_a_page_leads_to_the_file_of_what_it_shows(houses: Filled) -> None:
    address = reverse("books:relations", args=[houses.books.pk])
    html = houses.office.get(f"{address}?zoek=R1&pagina=1").text
    assert 'href="?zoek=R1&amp;als=csv"' in html


def test_a_file_of_another_kind_does_not_exist(houses: Filled) -> None:
    address = reverse("books:relations", args=[houses.books.pk])
    assert houses.office.get(f"{address}?als=xlsx").status_code == 422
