"""Many writers at the same time, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from bonbrug.books.actions.count_call import count_call
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration
from tests.books.shelf import BOOKED, DRAFT, TODAY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def at_once(work: Callable[[], object], times: int) -> list[object]:
    """Do the work in four threads; a refusal is a result."""

    def once() -> object:
        try:
            return work()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        return [each.result(timeout=60) for each in [pool.submit(once) for _ in range(times)]]


def test_numbers_are_given_out_without_gaps_and_never_twice(lasting_books: Administration) -> None:
    numbers = at_once(lambda: write_invoice(lasting_books, BOOKED, TODAY).number, 24)
    assert sorted(map(str, numbers)) == [str(2018001 + place) for place in range(24)]
    entries = lasting_books.entries.order_by("number").values_list("number", flat=True)
    assert list(entries) == list(range(1, 25))


def test_one_chosen_number_makes_one_invoice(lasting_books: Administration) -> None:
    chosen = replace(DRAFT, number="2018500")
    results = at_once(lambda: write_invoice(lasting_books, chosen, TODAY).number, 8)
    assert sorted(map(str, results)) == ["2018500"] + ["number_taken"] * 7


def test_no_call_is_lost_from_the_count(lasting_books: Administration) -> None:
    at_once(lambda: count_call(lasting_books, "GetMutaties", TODAY), 20)
    assert count_call(lasting_books, "GetMutaties", TODAY) == 21
    assert count_call(lasting_books, "GetMutaties", date(2018, 10, 1)) == 1
