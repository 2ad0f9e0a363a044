"""Before the operator changes anything they say again who they are, unless they just did."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.accounts.fresh import KEPT, LASTS
from bonbrug.accounts.models import Announcement, Organisation, ReadOnly
from bonbrug.site.operator.urls import urlpatterns

pytestmark = pytest.mark.postgres
ONLY_READ = {"operator_firms", "operator_invitations", "operator_connections"}
WRITES = sorted(
    name
    for name in {str(one.name) for one in urlpatterns} - ONLY_READ
    if not name.startswith("operator_security_log")
)


@pytest.fixture
def long_there(desk: Client) -> Client:
    session = desk.session
    session[KEPT] = (datetime.now(UTC) - LASTS - timedelta(minutes=1)).timestamp()
    session.save()
    return desk


def road(name: str) -> str:
    rows = {"operator_firm": [1], "operator_announcement_withdraw": [1]}
    return reverse(name, args=rows.get(name, [1] if "invitation_" in name else []))


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_changed_by_who_signed_in_long_ago(long_there: Client, name: str) -> None:
    Organisation.objects.create(pk=1, name="Demo BV")
    sent = {"name": "Nieuw BV", "owner": "eva@example.com", "turn": "on", "people": "3"}
    answer = long_there.post(road(name), sent)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not ReadOnly.objects.exists()
    assert not Announcement.objects.exists()
    assert [firm.name for firm in Organisation.objects.all()] == ["Demo BV"]


@pytest.mark.parametrize("name", WRITES)
def test_the_way_back_is_a_page_that_can_be_looked_at(long_there: Client, name: str) -> None:
    Organisation.objects.create(pk=1, name="Demo BV")
    asked = long_there.post(road(name))["Location"]
    back = long_there.post(asked, {"password": "vier woorden zonder verband"})
    assert long_there.get(back["Location"]).status_code == 200


def test_looking_asks_nothing_again(long_there: Client) -> None:
    assert long_there.get(reverse("operator_firms")).status_code == 200
