"""Choosing a customer and a product among twenty thousand, on the form for an invoice."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.books.models import Administration, Invoice, Product, Relation
from tests.books.shelf import TODAY

pytestmark = pytest.mark.postgres
MANY = 20_000
QUERIES, BYTES = 16, 24_000  # one of them asks what somebody is in their firms


def fill(books: Administration, many: int) -> Administration:
    account = books.ledger_accounts.get(code="8000")
    Relation.objects.bulk_create(
        Relation(administration=books, added_on=TODAY, code=f"R{place}", name=f"Klant {place}")
        for place in range(many)
    )
    Product.objects.bulk_create(
        Product(administration=books, code=f"P{place}", description=f"Artikel {place}",
                vat_code="HOOG_VERK_21", account=account)
        for place in range(many)
    )  # fmt: skip
    Relation.objects.filter(code="R47").update(name="Café Élan")
    Product.objects.filter(code="P47").update(description="Crème brûlée")
    return books


@pytest.fixture
def crowded(books: Administration) -> Administration:
    return fill(books, MANY)


@pytest.fixture
def busy(books: Administration) -> Administration:
    """Return books with just too many for a list."""
    return fill(books, 60)


def road(books: Administration) -> str:
    return f"/boekhouden/{books.pk}/facturen/toevoegen/"


def typed(books: Administration, **more: str) -> dict[str, str]:
    template = books.templates.get()
    return {
        "date": "2018-09-19", "term_days": "14", "template": str(template.pk), "delivery": "post",
        "number": "2018007", "relation": "", **more,
    }  # fmt: skip


def list_of(page: str, key: str) -> str:
    return page.partition(f'id="{key}-found"')[2].partition("</select>")[0]


def test_the_form_is_small_among_twenty_thousand(office: Client, crowded: Administration) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = office.get(road(crowded))
    assert len(queries) <= QUERIES
    assert len(answer.content) < BYTES
    assert "Klant 4712" not in answer.content.decode()


def test_a_search_among_twenty_thousand_costs_as_little(
    office: Client, crowded: Administration
) -> None:
    words = {"relation-search": "KLANT", "product-search": "artikel", "do": "find"}
    with CaptureQueriesContext(connection) as queries:
        answer = office.post(road(crowded), typed(crowded, **words))
    assert list_of(answer.content.decode(), "relation").count("<option") == 51
    assert "De eerste 50" in answer.content.decode()
    assert len(queries) <= QUERIES
    assert len(answer.content) < BYTES


@pytest.mark.parametrize("word", ["CAFÉ", "elan", "r47 elan"])
def test_a_relation_is_found_and_what_was_typed_stays(
    office: Client, busy: Administration, word: str
) -> None:
    fields = typed(busy, **{"relation-search": word, "do": "find"})
    page = office.post(road(busy), fields).content.decode()
    assert "Café Élan" in list_of(page, "relation")
    assert list_of(page, "relation").count("<option") == 2
    assert 'value="2018007"' in page
    assert "1 gevonden" in page


def test_a_product_is_found_and_added(office: Client, busy: Administration) -> None:
    found = office.post(
        road(busy), typed(busy, **{"product-search": "BRULEE", "do": "find"})
    ).content.decode()
    product = busy.products.get(code="P47")
    assert f'<option value="{product.pk}" selected>' in list_of(found, "product")
    sought = {"product-search": "BRULEE", "product-sought": "BRULEE"}
    fields = typed(busy, product=str(product.pk), do="add", **sought)
    page = office.post(road(busy), fields).content.decode()
    assert 'name="line-0-code" value="P47"' in page


def test_a_whole_code_comes_before_a_part_of_one(office: Client, busy: Administration) -> None:
    Product.objects.filter(code="P1").update(code="147")
    Product.objects.filter(code="P2").update(code="47")
    fields = typed(busy, **{"product-search": "47", "do": "find"})
    shown = list_of(office.post(road(busy), fields).content.decode(), "product")
    assert 0 < shown.index(">47 ") < shown.index(">147 ")


def test_enter_in_a_search_field_searches_and_saves_nothing(
    office: Client, busy: Administration, ready_line: dict[str, str]
) -> None:
    chosen = busy.relations.get(code="R1")
    fields = typed(busy, relation=str(chosen.pk), **ready_line)
    page = office.post(road(busy), {**fields, "relation-search": "elan", "do": "save"})
    assert "Café Élan" in list_of(page.content.decode(), "relation")
    assert f'<option value="{chosen.pk}" selected>' in list_of(page.content.decode(), "relation")
    assert not Invoice.objects.exists()
    sought = {"relation-search": "elan", "relation-sought": "elan", "do": "save"}
    office.post(road(busy), {**fields, **sought})
    assert Invoice.objects.get().relation == chosen


@pytest.fixture
def ready_line() -> dict[str, str]:
    line: dict[str, Any] = {
        "quantity": "1", "code": "P1", "description": "Artikel 1", "price": "10,00",
        "vat_code": "HOOG_VERK_21", "account_code": "8000",
    }  # fmt: skip
    return {f"line-0-{name}": text for name, text in line.items()}


@pytest.mark.parametrize("chosen", ["abc", "9" * 40, "-1", "²"])
def test_a_choice_that_is_none_is_an_error_beside_the_field(
    office: Client, busy: Administration, chosen: str
) -> None:
    answer = office.post(road(busy), typed(busy, relation=chosen, do="save"))
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in list_of(answer.content.decode(), "relation")


def test_a_few_relations_need_no_search(office: Client, books: Administration) -> None:
    page = office.get(road(books)).content.decode()
    assert "TEST1 Test 1" in list_of(page, "relation")
    assert 'type="search"' not in page
