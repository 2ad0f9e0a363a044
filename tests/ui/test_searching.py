"""Finding on both databases: no accents, no capitals, and amounts as people type them."""

from decimal import Decimal

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonbrug.books.models import Administration, Relation
from bonbrug.ui.query_parameters import MOST_WORDS
from bonbrug.ui.searching import Searchable, amounts_in, matching, words_in
from bonbrug.values.text import searchable
from tests.books.shelf import TODAY, open_books

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
CAFE = "Café Élan & Ørsted"
LETTERS = st.sampled_from("eéèëÉ̈e\u0301oøØœŒæÆßẞłŁđĐıñÑçÇüÜ Aa1-&%_\\'\"\n’ﬁ½")


@pytest.fixture
def books() -> Administration:
    return open_books()


def add(books: Administration, name: str, code: str = "CAFE") -> None:
    """Write a row past everything that could keep a second column."""
    Relation.objects.bulk_create(
        [
            Relation(
                administration=books, added_on=TODAY, code=code, name=name, city="Bergen op Zoom"
            )
        ]
    )


@pytest.mark.parametrize(
    "typed", ["CAFÉ", "élan", "cafe ELAN", "orsted", "Ørsted", "Cafe\u0301", "caf elan bergen", "&"]
)
def test_a_name_is_found_whatever_its_accents_and_capitals(
    books: Administration, typed: str
) -> None:
    add(books, CAFE)
    found = matching(books.relations.all(), typed, ("code", "name", "city"))
    assert [one.name for one in found] == [CAFE]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "caf_", "café%", "'", "elan thee"])
def test_what_is_not_in_it_is_not_found(books: Administration, typed: str) -> None:
    add(books, CAFE)
    assert not matching(books.relations.all(), typed, ("code", "name")).exists()


def test_a_word_does_not_run_from_one_field_into_the_next(books: Administration) -> None:
    add(books, "Smit", code="KLUS")
    assert not matching(books.relations.all(), "klussmit", ("code", "name")).exists()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(LETTERS, min_size=1, max_size=40))
def test_the_database_makes_of_a_text_what_the_program_makes_of_it(
    books: Administration, text: str
) -> None:
    books.relations.filter(code="TEST1").update(name=text)
    row = books.relations.annotate(seen=Searchable("name"), raw=F("name")).get(code="TEST1")
    assert row.seen == searchable(row.raw)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("121,00", {"121"}),
        ("121.00", {"121"}),
        ("1.234,56", {"1234.56"}),
        ("1,234.56", {"1234.56"}),
        ("1.234", {"1234"}),
        ("-12,5", {"-12.5"}),
        ("45", {"45"}),
        ("2018001", {"2018001"}),
        ("WB-12", set()),
        ("9" * 30, set()),
        ("12,345", {"12345"}),
        ("١٢", set()),
    ],
)
def test_an_amount_is_read_in_every_way_it_can_be_meant(typed: str, meant: set[str]) -> None:
    assert set(amounts_in(typed)) == {Decimal(one) for one in meant}


def test_ten_words_that_fit_everything_put_the_fields_together_once(books: Administration) -> None:
    found = matching(books.relations.all(), "t e s t 1 te es st t1 test", ("code", "name"))
    assert [one.code for one in found] == ["TEST1"]
    assert str(found.query).count("COALESCE") == 2  # code and name, once each


def test_a_search_has_ten_words_at_most() -> None:
    assert words_in("woord " * 30) == ["woord"]
    assert len(words_in(" ".join(map(str, range(1500))))) == MOST_WORDS
    assert words_in("€ 12,50") == ["12,50"]
