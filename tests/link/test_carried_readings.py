"""What the version before kept in one mapping stands in tables and columns after an upgrade."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bonbrug.link.models import ExportJob, LateWrite, ReadingState
from tests.upgrading import at_version, to_newest

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = ("link", "0008_keyed_journal"), ("link", "0011_without_seen_counts")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LATE = "0123456789abcdef0123456789abcdef"
KEPT = {
    "relation": 812,
    "product": 0,
    "print_choices": int("00c0ffee00c0ffee", 16),
    "print_books_relations": int("0a1b2c3d4e5f6071", 16),
    "print_work_relations": int("ffffffffffffffff", 16),
    f"late materials {LATE}": int(NOW.timestamp()),
    "late relations fedcba9876543210fedcba9876543210": 0,
    "double bon 7 2": 3,
}


@pytest.fixture
def then() -> Iterator[Any]:
    """The models of the version before; afterwards the tables are those of now."""
    yield at_version(BEFORE)
    to_newest()


def linked(then: Any, kept: dict[str, int]) -> int:
    firm = then.get_model("accounts", "Organisation").objects.create(name="Demo BV")
    made = then.get_model("link", "Connection").objects.create(
        organisation=firm, name="Demo BV", company_id="1000001", created_at=NOW, seen_counts=kept
    )
    return int(made.pk)


def test_counts_and_fingerprints_become_what_is_known_of_each_list(then: Any) -> None:
    pk = linked(then, KEPT)
    at_version(AFTER)
    rows = ReadingState.objects.filter(connection_id=pk).order_by("listing")
    assert list(rows.values_list("listing", "row_count", "fingerprint", "circumstances")) == [
        ("books_relations", 812, "0a1b2c3d4e5f6071", "00c0ffee00c0ffee"),
        ("work_relations", 0, "f" * 16, "00c0ffee00c0ffee"),
    ]


def test_fingerprints_without_their_circumstances_do_not_count(then: Any) -> None:
    linked(then, {"relation": 4, "print_books_relations": 5})
    at_version(AFTER)
    known = ReadingState.objects.get()
    assert (known.row_count, known.fingerprint, known.circumstances) == (4, "", "")


def test_what_may_yet_arrive_is_still_expected(then: Any) -> None:
    linked(then, KEPT)
    at_version(AFTER)
    late = LateWrite.objects.get()
    assert (late.shelf, late.fingerprint, late.sent_at) == ("materials", LATE, NOW)


def test_doubles_that_were_reported_are_not_reported_again(then: Any) -> None:
    pk = linked(then, KEPT)
    jobs = then.get_model("link", "ExportJob").objects
    for generation in (1, 2):
        jobs.create(connection_id=pk, row_id="bon 7", generation=generation, seen_at=NOW)
    at_version(AFTER)
    told = ExportJob.objects.order_by("generation").values_list("doubles_reported", flat=True)
    assert list(told) == [0, 3]


def test_a_connection_that_kept_nothing_keeps_nothing(then: Any) -> None:
    pk = linked(then, {})
    at_version(AFTER)
    assert ReadingState.objects.filter(connection_id=pk).count() == 0
    assert LateWrite.objects.count() == 0
