"""The answer to a COMMIT is lost: done in the database, an error in the program (L04)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection

from bonbrug.link.models import Intent
from tests.fakes.books import WRITES as BOOK_WRITES
from tests.fakes.field_service import WRITES as FIELD_WRITES
from tests.fakes.linked import Linked

pytestmark = pytest.mark.postgres
WRITES = {*BOOK_WRITES, *FIELD_WRITES}
MOST_COMMITS = 200


@dataclass
class LostAnswer:
    """Lets the answer of one commit get lost, before or after it was done, and looks on."""

    linked: Linked
    at: int
    done_first: bool
    seen: int = 0
    calls_then: list[str] = field(default_factory=list)

    def hang(self, patch: pytest.MonkeyPatch) -> None:
        wrapper: Any = connection
        real = wrapper._commit

        def commit() -> None:
            self.seen += 1
            if self.seen != self.at:
                real()
                return
            if self.done_first:
                real()
            self.calls_then = list(self.linked.world.weather.calls)
            raise OperationalError("the answer to COMMIT was lost")

        patch.setattr(connection, "_commit", commit)


def run_out_loud(linked: Linked) -> bool:
    """Run once; tell whether the lost answer ended it."""
    try:
        linked.done("person")
    except OperationalError:
        return True
    return False


@pytest.mark.parametrize("done_first", [True, False], ids=["done", "not done"])
def test_nothing_is_sent_before_an_unknown_commit_is_known(
    link: Callable[[], Linked], done_first: bool
) -> None:
    """Once for every commit of a run: no write follows it, and the next runs make it whole."""
    for at in range(1, MOST_COMMITS):
        linked = link()
        with pytest.MonkeyPatch.context() as patch:
            lost = LostAnswer(linked, at, done_first)
            lost.hang(patch)
            ended = run_out_loud(linked)
        after = linked.world.weather.calls[len(lost.calls_then) :]
        if lost.seen < at:
            break
        assert ended
        assert not WRITES & set(after), f"commit {at}: {after} after it"
        comes_right(linked, at)
    assert lost.seen < at
    assert at > 15


def comes_right(linked: Linked, at: int) -> None:
    for _ in range(3):
        linked.later(timedelta(minutes=20))
    orders = linked.world.field.orders_.values()
    assert {order.status for order in orders} == {"Afgehandeld"}, f"place {at}"
    assert len(linked.world.books.invoices_) == len(orders), f"place {at}"
    numbers = Intent.objects.filter(connection=linked.connection, outcome="done")
    assert set(numbers.values_list("number", flat=True)) == set(linked.world.books.invoices_)
