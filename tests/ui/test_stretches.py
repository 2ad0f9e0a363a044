"""A long list in parts: each follows on the one before, and costs no more than the first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.models import Organisation
from bonbrug.ui.stretches import stretch

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def firms() -> None:
    names = [f"Bedrijf {number % 7}" for number in range(30)]
    Organisation.objects.bulk_create(Organisation(name=name) for name in names)


def test_every_record_comes_once_and_in_order_also_where_names_are_the_same() -> None:
    seen: list[tuple[str, int]] = []
    behind = None
    while True:
        part = stretch(Organisation.objects.all(), "name", behind, 4)
        seen += [(firm.name, firm.pk) for firm in part.rows]
        behind = part.next_behind
        if behind is None:
            break
    assert seen == sorted(seen)
    assert len(seen) == len(set(seen)) == 30


def test_the_last_part_has_nothing_behind_it_and_only_the_first_begins() -> None:
    first = stretch(Organisation.objects.all(), "name", None, 29)
    last = stretch(Organisation.objects.all(), "name", first.next_behind, 29)
    assert (first.begins, last.begins) == (True, False)
    assert (len(last.rows), last.next_behind) == (1, None)


def test_what_follows_is_found_by_the_index_and_not_by_counting() -> None:
    middle = Organisation.objects.order_by("name", "pk")[15]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        list(stretch(Organisation.objects.all(), "name", middle.pk, 4).rows)
    assert len(asked) == 2
    assert "OFFSET" not in asked[1]["sql"]


def test_behind_a_record_that_is_gone_nothing_is_known() -> None:
    with pytest.raises(LookupError):
        stretch(Organisation.objects.all(), "name", 987654)


def test_behind_a_record_that_left_the_list_it_begins_anew() -> None:
    without = Organisation.objects.earliest("pk")
    assert without.made_at is None
    assert len(stretch(Organisation.objects.all(), "made_at", without.pk, 4).rows) == 4
