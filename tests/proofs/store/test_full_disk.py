"""No room for another page: stop before sending, nothing by halves, and go on later (L03)."""

from collections.abc import Callable

from django.db import OperationalError, connection

from bonbrug.link.models import Intent, Run
from tests.fakes.linked import Linked
from tests.fakes.world import work_order
from tests.proofs.store import proof
from tests.proofs.store.test_unknown_commit import comes_right

MOST_PAGES = 200
STEP = 4
ORDERS = 30
ENDLESS = 1_073_741_823


def more(linked: Linked) -> None:
    """So many work orders that they need pages of their own."""
    linked.world.add(*(work_order(str(number)) for number in range(ORDERS)))


def pages(most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        count = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA max_page_count={min(count + most, ENDLESS)}")
    return count


def fill() -> None:
    """Use up the pages that are free inside the file."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")


def runs_full(linked: Linked, room: int) -> bool:
    """Run with room for so many pages; tell whether the disk was full."""
    fill()
    pages(room)
    try:
        linked.done("person")
    except OperationalError as problem:
        if "full" not in str(problem):
            raise
        return True
    finally:
        pages(ENDLESS)
    return False


def test_a_full_disk_sends_nothing_that_is_not_kept(link: Callable[[], Linked]) -> None:
    full = 0
    for room in range(0, MOST_PAGES, STEP):
        linked = link()
        more(linked)
        stopped = runs_full(linked, room)
        full += stopped
        kept = Intent.objects.filter(connection=linked.connection, attempts__gt=0)
        made = set(linked.world.books.invoices_)
        assert made <= set(kept.values_list("number", flat=True)), f"room for {room} pages"
        nothing_by_halves()
        comes_right(linked, room)
        if not stopped:
            break
    assert full >= 3, "the disk was hardly ever full"
    assert not stopped


def nothing_by_halves() -> None:
    with connection.cursor() as cursor:
        found = proof.wrong(cursor, ())
    assert [problem for problem in found if "last number" not in problem] == []


def test_the_run_that_was_cut_off_stands_in_the_log(link: Callable[[], Linked]) -> None:
    linked = link()
    more(linked)
    assert runs_full(linked, STEP)
    linked.later()
    outcomes = Run.objects.filter(connection=linked.connection).values_list("outcome", flat=True)
    assert "interrupted" in outcomes
