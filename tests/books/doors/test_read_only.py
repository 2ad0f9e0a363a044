"""While everything is read only the SOAP door answers what was asked, and is away for the rest."""

import pytest
from django.test import Client

from bonbrug.accounts import read_only
from bonbrug.books.doors.calls import HANDLERS, WRITES
from bonbrug.books.models import Administration, Relation, Session
from bonbrug.values.clock import system_clock
from tests.books.doors.conftest import Post

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def on() -> None:
    read_only.turn_on(system_clock())


def test_a_list_is_given(session: Session, golden: Post) -> None:
    assert "GetRelatiesResult" in golden("getrelaties-request-all")


def test_a_relation_is_not_kept_and_the_fault_is_ours(
    books: Administration, session: Session, golden: Post
) -> None:
    before = Relation.objects.count()
    told = golden("addrelatie-request", status=503)
    assert "<faultcode>soap:Server</faultcode>" in told
    assert "Temporarily unavailable" in told
    assert Relation.objects.count() == before


def test_afterwards_the_same_request_is_done(session: Session, golden: Post) -> None:
    before = Relation.objects.count()
    golden("addrelatie-request", status=503)
    read_only.turn_off(system_clock())
    golden("addrelatie-request")
    assert Relation.objects.count() == before + 1


def test_who_is_not_let_in_hears_that_first(client: Client, golden: Post) -> None:
    assert "E002" in golden("addrelatie-request")


def test_every_call_that_changes_something_is_among_them() -> None:
    assert {name for name in HANDLERS if not name.startswith("Get")} == WRITES
