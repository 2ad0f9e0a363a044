"""A firm has as many links as it may, and calls a month as many as are its own."""

from typing import Any

import pytest

from bonbrug.accounts.actions import add_organisation
from bonbrug.accounts.firm_limits import Full, OwnLimits, set_limits
from bonbrug.accounts.models import Organisation
from bonbrug.link.actions import delete, make_connection
from bonbrug.link.actions.connections import Counterparts
from bonbrug.link.models import Budget, Connection
from bonbrug.values.clock import system_clock
from tests.fakes.linked import Linked, make_linked

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm() -> Organisation:
    return add_organisation("Voorbeeld BV")


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


def made(firm: Organisation) -> Connection:
    services = Counterparts("e-Boekhouden.nl", "WerkbonApp")
    return make_connection(firm, "Een", services, "1234567", ("t", "s"), system_clock())


def test_one_more_than_it_may_have_is_not_made_and_a_deleted_one_makes_room(
    firm: Organisation, settings: Any
) -> None:
    settings.BONBRUG_MOST_CONNECTIONS = 1
    first = made(firm)
    with pytest.raises(Full) as full:
        made(firm)
    assert full.value.most == 1
    assert Connection.objects.count() == 1
    delete(first, None, system_clock())
    assert made(firm).pk


def test_a_limit_of_the_firm_itself_counts(firm: Organisation) -> None:
    set_limits(firm, OwnLimits(None, 0, None), system_clock())
    with pytest.raises(Full):
        made(firm)


def test_the_calls_of_the_firm_itself_count_both_ways(linked: Linked, settings: Any) -> None:
    linked.done()
    used = max(Budget.objects.values_list("used", flat=True))
    organisation = linked.connection.organisation
    set_limits(organisation, OwnLimits(None, None, used), system_clock())
    assert linked.later().code == "calls_used_up"
    settings.BONBRUG_CALLS_PER_MONTH = used
    set_limits(organisation, OwnLimits(None, None, 1_000_000), system_clock())
    assert linked.later().outcome == "nothing"
