"""The journal on its page, and as a file."""

import csv
import io
import json
from dataclasses import replace

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from bonbrug.accounts.models import User
from bonbrug.link import actions
from bonbrug.link.models import Connection
from bonbrug.link.store import journal
from bonbrug.link.store.journal import NewEvent, hash_of
from bonbrug.ui.csv_files import harmless
from tests.link.pages.conftest import CHOICES, NOW


@pytest.fixture
def address(linked: Connection, eva: User) -> str:
    actions.choose(linked, replace(CHOICES, term_days=30), eva, NOW)
    return f"/koppeling/{linked.pk}/journaal/"


def read(answer: object) -> str:
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(answer).decode("utf-8-sig")


def test_it_says_who_did_what_and_what_it_was(page: Client, address: str) -> None:
    text = page.get(address).content.decode()
    assert "Instellingen opgeslagen" in text
    assert "eva@example.com" in text
    assert "betalingstermijn in dagen: 14 → 30" in text
    assert "17-09-2018 15:16:00" in text


def test_it_is_english_too(page: Client, address: str) -> None:
    text = page.get(address, headers={"accept-language": "en"}).content.decode()
    assert "Settings saved" in text
    assert "payment term in days: 14 → 30" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zoek=opgeslagen", ["settings_saved", "settings_saved"]),
        ("zoek=6416759", ["connection_made"]),
        ("zoek=30", ["settings_saved"]),
        ("soort=signed_in", ["signed_in"]),
        ("zoek=bestaatniet", []),
        ("van=2018-09-18", []),
        ("tot=2018-09-16", []),
        ("van=2018-09-17&tot=2018-09-17&soort=connection_made", ["connection_made"]),
    ],
)
def test_search_kind_and_period_hold_for_page_and_file(
    page: Client, address: str, query: str, found: list[str]
) -> None:
    lines = read(page.get(f"{address}json-export/?{query}")).splitlines()
    assert [json.loads(line)["what"] for line in lines] == found
    text = page.get(f"{address}?{query}").content.decode()
    assert ("Niets gevonden" in text) == (not found)
    assert f"csv-export/?{query.partition('&')[0]}" in text.replace("&amp;", "&")


@pytest.mark.parametrize("query", ["van=gisteren", "tot=2018-02-30", "van=9999-01-01", "tot=٢"])
def test_a_day_that_does_not_exist_is_told_and_not_taken_for_all_days(
    page: Client, address: str, query: str
) -> None:
    for road in (address, f"{address}json-export/", f"{address}csv-export/"):
        answer = page.get(f"{road}?{query}")
        assert answer.status_code == 422
        assert "Deze datum bestaat niet" in answer.content.decode()


def test_a_line_has_all_that_its_hash_is_made_of(
    page: Client, address: str, linked: Connection
) -> None:
    lines = [json.loads(line) for line in read(page.get(f"{address}json-export/")).splitlines()]
    event = linked.events.get(sequence=1)
    assert lines[0]["hash"] == hash_of(event)
    assert [line["sequence"] for line in lines] == [1, 2, 3, 4]


def test_a_spreadsheet_gets_every_column(page: Client, address: str) -> None:
    answer = page.get(f"{address}csv-export/")
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(read(answer)), delimiter=";"))
    assert [row["what"] for row in rows][:2] == ["connection_made", "signed_in"]
    assert json.loads(rows[3]["after"]) == {"term_days": 30, "settings_version": 2,
                                            "export_relations": False}  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_becomes_a_formula(
    page: Client, address: str, linked: Connection, start: str
) -> None:
    journal.append(linked.pk, [NewEvent("item_opened", f"{start}1+1")], NOW)
    text = read(page.get(f"{address}csv-export/?soort=item_opened"))
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[0]["subject"] == f"'{start}1+1"
    assert harmless("18-4711") == "18-4711"


def test_nothing_of_it_can_be_changed_from_a_page(page: Client, address: str) -> None:
    assert page.post(address).status_code == 405
