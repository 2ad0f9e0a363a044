"""How often a link may ask; the other side is a guest house, not ours."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bonbrug.link.models import Budget
from bonbrug.link.store import budget
from bonbrug.sync.model.failures import Unreachable
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import work_order

pytestmark = pytest.mark.django_db
MOST_IDLE = 8


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    made = make_linked(monkeypatch)
    made.done()
    return made


def _sides(linked: Linked) -> list[int]:
    return list(budget.this_month(linked.connection.pk, linked.now).values())


def spent(linked: Linked) -> int:
    return sum(_sides(linked))


def test_a_run_in_which_nothing_changed_makes_at_most_eight_calls(linked: Linked) -> None:
    for _ in range(5):
        before = spent(linked)
        linked.later()
        assert 0 < spent(linked) - before <= MOST_IDLE


def test_every_call_is_counted_on_its_side(linked: Linked) -> None:
    Budget.objects.all().delete()
    linked.world.add(work_order())
    linked.later()
    made = [call for call in linked.world.weather.calls if call != "sign_out"]
    assert spent(linked) == len(made)
    assert set(Budget.objects.values_list("api", flat=True)) == {"books", "work_orders"}


def test_each_month_counts_by_itself(linked: Linked) -> None:
    linked.later()
    linked.later(timedelta(days=31))
    assert sorted(Budget.objects.values_list("month", flat=True).distinct()) == [
        "2018-09", "2018-10",
    ]  # fmt: skip


def test_at_the_limit_it_waits_until_next_month_and_says_so(linked: Linked, settings: Any) -> None:
    settings.BONBRUG_CALLS_PER_MONTH = max(_sides(linked))
    run = linked.later()
    assert (run.outcome, run.code) == ("misconfigured", "calls_used_up")
    assert linked.world.weather.calls == []
    assert linked.kinds() == ["calls_used_up"]
    linked.later(timedelta(days=14))
    assert linked.kinds() == []
    assert linked.world.weather.calls


def test_the_limit_of_a_service_itself_counts_where_it_is_lower(linked: Linked) -> None:
    books = linked.world.books
    books.capabilities = replace(books.capabilities, calls_per_month=1)
    run = linked.later()
    assert (run.outcome, run.code) == ("misconfigured", "calls_used_up")
    books.capabilities = replace(books.capabilities, calls_per_month=10_000)
    assert linked.later().outcome == "nothing"


def test_a_person_may_start_it_all_the_same(linked: Linked, settings: Any) -> None:
    settings.BONBRUG_CALLS_PER_MONTH = max(_sides(linked))
    linked.world.add(work_order())
    linked.now += timedelta(minutes=1)
    assert linked.done("person").outcome == "done"
    assert len(linked.world.books.invoices_) == 1


def _no_more_calls() -> Unreachable:
    return Unreachable("call_limit", "E003.1", before_sending=True)


def test_books_that_take_no_more_calls_are_asked_again_in_an_hour(linked: Linked) -> None:
    linked.world.weather.next("books_relations", _no_more_calls())
    linked.later()
    assert linked.connection.due_at == linked.now + timedelta(hours=1)
    assert linked.done("person").outcome == "nothing"


def test_a_run_that_is_only_tried_counts_too(linked: Linked) -> None:
    before = spent(linked)
    linked.synchronise("person", dry_run=True)
    assert spent(linked) > before
