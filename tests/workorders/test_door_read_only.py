"""While everything is read only the Open API gives its lists, and is away for what changes."""

import pytest

from bonbrug.accounts import read_only
from bonbrug.values.clock import system_clock
from bonbrug.wire.werkbonapp.faults import OK, SERVER_ERROR
from bonbrug.workorders.doors.openapi import ENDPOINTS, WRITE_AT_GET
from bonbrug.workorders.models import ExternalLink, Relation
from tests.workorders.conftest import Door
from tests.workorders.test_door_lists import BAKERY

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]


@pytest.fixture(autouse=True)
def on(link: ExternalLink) -> None:
    read_only.turn_on(system_clock())


def test_a_list_is_given(door: Door) -> None:
    assert door.get("relations")["code"] == OK


def test_nothing_is_posted_and_it_says_to_try_later(door: Door) -> None:
    told = door.post("relations", [BAKERY])
    assert told["code"] == SERVER_ERROR
    assert "try again later" in str(told)
    assert not Relation.objects.exists()


@pytest.mark.parametrize("endpoint", sorted(WRITE_AT_GET))
def test_a_get_that_changes_something_is_refused_too(door: Door, endpoint: str) -> None:
    assert door.get(endpoint, row_id="1", status="Compleet")["code"] == SERVER_ERROR


def test_those_that_change_at_a_get_exist() -> None:
    assert {name for method, name in ENDPOINTS if method == "GET"} >= WRITE_AT_GET
