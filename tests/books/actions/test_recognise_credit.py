"""A text that names the credited invoice is a suggestion, and a person's yes settles both."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.recognise_credit import confirm_credit, suggested
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Invoice, OpenItem
from tests.books.shelf import BOOKED, LABOUR, PIPE, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BACK = replace(LABOUR, quantity=Decimal("-1.5"))


@pytest.fixture
def first(books: Administration) -> Invoice:
    return write_invoice(books, replace(BOOKED, lines=(LABOUR, PIPE), number="F 7"), TODAY)


def came_in(books: Administration, text: str, **changes: Any) -> Invoice:
    """Return a booked credit invoice of a program whose line says this."""
    line = replace(BACK, description=text)
    return write_invoice(books, replace(BOOKED, **{"lines": (line,), **changes}), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Credit van factuur F 7",
        "credit van factuur F 7.",
        "Werkbon WB-1 op Dorpsstraat\nCreditfactuur van factuur F 7\nReisuur",
    ],
)
def test_a_text_that_names_the_invoice_is_a_suggestion(
    books: Administration, first: Invoice, text: str
) -> None:
    credit = came_in(books, text)
    assert suggested(credit) == first
    assert OpenItem.objects.get(invoice=credit).open == credit.gross


def test_a_number_is_read_without_the_words_behind_it(books: Administration) -> None:
    first = write_invoice(books, BOOKED, TODAY)
    assert suggested(came_in(books, f"Credit van factuur {first.number} (reisuur)")) == first


def test_nothing_is_guessed(books: Administration, first: Invoice) -> None:
    write_invoice(books, replace(BOOKED, number="F8"), TODAY)
    add_relation(books, RelationDraft("ANDER", "Ander"), TODAY)
    fits = "Credit van factuur F 7"
    for credit in (
        came_in(books, "Reisuur"),
        came_in(books, "Credit van factuur F 70"),
        came_in(books, "Credit van factuur f 7"),
        came_in(books, f"{fits}\nCredit van factuur F8"),
        came_in(books, fits, relation_code="ANDER"),
        came_in(books, fits, book=False),
        came_in(books, fits, date=date(2018, 9, 18)),
        came_in(books, fits, lines=(replace(BACK, description=fits, price=Decimal(43)),)),
        came_in(books, fits, lines=(replace(BACK, description=fits, quantity=Decimal(-2)),)),
        came_in(books, fits, lines=(replace(LABOUR, description=fits),)),
        first,
    ):
        assert suggested(credit) is None


def test_a_yes_keeps_the_link_and_settles_both(books: Administration, first: Invoice) -> None:
    credit = confirm_credit(came_in(books, "Credit van factuur F 7"), first, TODAY)
    assert credit.credits == first
    assert credit.lines.get().credits == first.lines.get(position=1)
    assert OpenItem.objects.get(invoice=credit).open == 0
    assert OpenItem.objects.get(invoice=first).open == first.gross + credit.gross
    with pytest.raises(Refused, match="credit_line_too_much"):
        credit_invoice(first, CreditDraft(TODAY, {1: Decimal(1)}), TODAY)
    assert credit_invoice(first, CreditDraft(TODAY), TODAY).lines.get().code == "KB15"


def test_a_second_credit_of_the_same_lines_is_refused(
    books: Administration, first: Invoice
) -> None:
    one, two = (came_in(books, "Credit van factuur F 7") for _ in range(2))
    confirm_credit(one, first, TODAY)
    assert suggested(two) is None
    for credit, code in ((two, "credit_total_too_much"), (one, "credit_known")):
        with pytest.raises(Refused, match=code):
            confirm_credit(credit, first, TODAY)


def test_lines_that_are_alike_are_credited_one_after_the_other(books: Administration) -> None:
    first = write_invoice(books, replace(BOOKED, lines=(LABOUR, LABOUR)), TODAY)
    says = replace(BACK, description=f"Credit van factuur {first.number}")
    credit = write_invoice(books, replace(BOOKED, lines=(says, BACK)), TODAY)
    confirm_credit(credit, first, TODAY)
    assert [line.credits.position for line in credit.lines.all() if line.credits] == [1, 2]
