"""Searching over SOAP: a keyword without regard to accents and capitals."""

from decimal import Decimal

import pytest

from bonbrug.books.actions.keep_product import ProductDraft, add_product
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.models import Administration, Session
from tests.books.doors.conftest import Post
from tests.books.shelf import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.parametrize("word", ["CAFÉ", "élan", "cafe elan", "CAFÉ É"])
def test_a_keyword_finds_a_relation(
    books: Administration, session: Session, golden: Post, word: str
) -> None:
    add_relation(books, RelationDraft("CAFE", "Café Élan", city="Utrecht"), TODAY)
    answer = golden("getrelaties-request-all", ("<Trefwoord />", f"<Trefwoord>{word}</Trefwoord>"))
    assert answer.count("<cRelatie>") == 1
    assert "<Bedrijf>Café Élan</Bedrijf>" in answer


def test_a_keyword_is_one_text_and_not_words(
    books: Administration, session: Session, golden: Post
) -> None:
    add_relation(books, RelationDraft("CAFE", "Café Élan", city="Utrecht"), TODAY)
    answer = golden(
        "getrelaties-request-all", ("<Trefwoord />", "<Trefwoord>elan cafe</Trefwoord>")
    )
    assert "<cRelatie>" not in answer


def test_a_description_finds_a_product(
    books: Administration, session: Session, golden: Post
) -> None:
    draft = ProductDraft("CREME", "Crème brûlée", "Stuk", Decimal(4), "HOOG_VERK_21", "8000")
    add_product(books, draft)
    answer = golden(
        "getartikelen-request-all",
        ("<ArtikelOmschrijving />", "<ArtikelOmschrijving>BRULEE</ArtikelOmschrijving>"),
    )
    assert answer.count("<cArtikel>") == 1
    assert "Crème brûlée" in answer
