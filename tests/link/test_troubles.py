"""Which connections do not run as they should, and how many of each firm."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from bonbrug.accounts.actions import add_organisation
from bonbrug.accounts.models import Organisation
from bonbrug.link import store
from bonbrug.link.actions.troubles import Trouble, connections_of, counts, in_trouble, troubles_of
from bonbrug.link.models import Connection

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 9, 19, 12, tzinfo=UTC)
LATE = NOW - timedelta(seconds=settings.BONBRUG_LATE_SECONDS + 1)


@pytest.fixture
def firm() -> Organisation:
    return add_organisation("Voorbeeld BV")


def connection(firm: Organisation, **values: object) -> Connection:
    usual = {
        "organisation": firm, "name": "Een", "company_id": "1", "created_at": NOW,
        "signed_in_at": NOW, "activated_on": NOW.date(), "due_at": NOW,
    }  # fmt: skip
    return Connection.objects.create(**usual | values)


def found(trouble: Trouble) -> list[int]:
    return [each.pk for each in in_trouble(trouble, NOW)]


def test_late_is_what_had_its_turn_long_ago_and_is_not_at_work(firm: Organisation) -> None:
    late, at_work = connection(firm, due_at=LATE), connection(firm, due_at=LATE)
    connection(firm)
    assert store.take(at_work.pk, "worker")
    assert found(Trouble.LATE) == [late.pk]


def test_what_is_stopped_or_was_never_finished_is_not_late(firm: Organisation) -> None:
    stopped = connection(firm, due_at=LATE, breaker="credentials_refused")
    connection(firm, due_at=LATE, activated_on=None)
    assert found(Trouble.LATE) == []
    assert found(Trouble.STOPPED) == [stopped.pk]


def test_one_silence_is_weather_and_two_are_trouble(firm: Organisation) -> None:
    connection(firm, silent_times=1, silent_since=LATE)
    twice = connection(firm, silent_times=2, silent_since=LATE, due_at=LATE)
    assert found(Trouble.UNREACHABLE) == [twice.pk]
    assert found(Trouble.LATE) == []


def test_held_is_until_its_moment(firm: Organisation) -> None:
    held = connection(firm, exports_paused_until=NOW + timedelta(days=1))
    connection(firm, exports_paused_until=NOW - timedelta(days=1))
    assert found(Trouble.HELD) == [held.pk]


def test_a_deleted_one_has_no_trouble(firm: Organisation) -> None:
    for gone in ({"breaker": "x"}, {"due_at": LATE}, {"silent_times": 5, "silent_since": LATE}):
        connection(firm, deleted_at=NOW, **gone)
    assert set(counts(NOW).values()) == {0}


def test_each_firm_is_counted_by_itself(firm: Organisation) -> None:
    other = add_organisation("Ander BV")
    connection(firm, breaker="x")
    connection(firm, breaker="x")
    connection(other)
    numbers = [firm.pk, other.pk]
    assert connections_of(numbers) == {firm.pk: 2, other.pk: 1}
    assert troubles_of(numbers, NOW)[Trouble.STOPPED] == {firm.pk: 2}
