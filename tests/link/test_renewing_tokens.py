"""The work orders hand over their tokens anew: a link that had stopped because of them goes on."""

import pytest

from bonbrug.link import actions
from bonbrug.link.models import Connection
from bonbrug.sync.model.failures import NotAllowedIn
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import START

pytestmark = pytest.mark.django_db
NEW = ("new token", "new software token")
OLD = ("token", "software")


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


def refuse(linked: Linked, field: str) -> None:
    linked.world.weather.next("work_orders", NotAllowedIn("1004", field=field))
    linked.done()
    assert linked.connection.breaker == "credentials_refused"


def tokens(connection: Connection) -> tuple[str, str]:
    connection.refresh_from_db()
    return connection.secret("token"), connection.secret("software_token")


def test_new_tokens_are_kept_sealed_and_wake_the_connection(linked: Linked) -> None:
    linked.done()
    assert actions.renew_tokens(linked.connection, NEW, START)
    assert tokens(linked.connection) == NEW
    assert NEW[0] not in linked.connection.token
    assert (linked.connection.due_at, linked.connection.again) == (START, True)


def test_the_same_tokens_change_nothing(linked: Linked) -> None:
    linked.done()
    before = Connection.objects.values().get()
    assert not actions.renew_tokens(linked.connection, OLD, START)
    assert Connection.objects.values().get() == before


@pytest.mark.parametrize("field", ["token", "software_token"])
@pytest.mark.parametrize("handed", [NEW, OLD])
def test_a_link_that_stopped_for_a_token_goes_on(
    linked: Linked, field: str, handed: tuple[str, str]
) -> None:
    refuse(linked, field)
    actions.renew_tokens(linked.connection, handed, START)
    linked.connection.refresh_from_db()
    assert (linked.connection.breaker, linked.kinds()) == ("", [])
    assert linked.later().outcome == "nothing"


@pytest.mark.parametrize("field", ["username", ""])
def test_a_link_that_stopped_for_something_else_stands_still(linked: Linked, field: str) -> None:
    refuse(linked, field)
    actions.renew_tokens(linked.connection, NEW, START)
    linked.connection.refresh_from_db()
    assert linked.connection.breaker == "credentials_refused"
    assert linked.kinds() == ["credentials_refused"]


def test_tokens_that_do_not_open_any_more_are_replaced(linked: Linked) -> None:
    Connection.objects.update(token=linked.connection.software_token)
    assert actions.renew_tokens(linked.connection, NEW, START)
    assert tokens(linked.connection) == NEW


def test_a_link_that_was_never_chosen_for_is_not_woken(linked: Linked) -> None:
    Connection.objects.update(activated_on=None, due_at=None)
    assert actions.renew_tokens(linked.connection, NEW, START)
    linked.connection.refresh_from_db()
    assert linked.connection.due_at is None
