"""Who asks for what they may not is told of: by role to the firm, of others' records to the log."""

import logging

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_member, add_organisation, add_person
from bonbrug.accounts.models import Organisation, SecurityEvent, User
from bonbrug.accounts.pages import security_words
from bonbrug.accounts.roles import Role
from bonbrug.accounts.security.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def firm() -> Organisation:
    return add_organisation("Demo", add_person("baas@demo.example"))


@pytest.fixture
def bookkeeper(client: Client, firm: Organisation) -> User:
    person = add_person("boek@demo.example")
    add_member(firm, person, Role.BOOKKEEPER)
    client.force_login(person)
    return person


def refusals(firm: Organisation) -> list[SecurityEvent]:
    return list(SecurityEvent.objects.filter(chain=firm.pk, kind="act_refused"))


def test_what_a_role_may_not_do_is_told_to_the_firm(
    client: Client, firm: Organisation, bookkeeper: User
) -> None:
    assert client.get(f"/mensen/{firm.pk}/", REMOTE_ADDR="192.0.2.77").status_code == 403
    (event,) = refusals(firm)
    assert (event.who, event.result) == (f"person:{bookkeeper.pk}", "refused")
    assert (event.details, event.address) == ({"act": "people"}, "192.0.2.0/24")
    assert "people" not in security_words.about(event)
    assert verify(firm.pk).broken is None


def test_a_page_about_no_record_is_told_to_every_firm_of_who_asks(
    client: Client, firm: Organisation, bookkeeper: User
) -> None:
    assert client.get("/mensen/").status_code == 403
    assert len(refusals(firm)) == 1


def test_who_asks_on_and_on_does_not_fill_the_log(
    client: Client, firm: Organisation, bookkeeper: User
) -> None:
    for _ in range(30):
        assert client.get(f"/mensen/{firm.pk}/").status_code == 403
    assert 10 <= len(refusals(firm)) <= 11


def test_a_record_of_another_firm_is_a_line_of_the_log_and_told_to_no_firm(
    client: Client, firm: Organisation, bookkeeper: User, caplog: pytest.LogCaptureFixture
) -> None:
    other = add_organisation("Ander", add_person("ander@demo.example"))
    with caplog.at_level(logging.INFO, "bonbrug.security"):
        assert client.get(f"/mensen/{other.pk}/").status_code == 404
    (line,) = [one.getMessage() for one in caplog.records if "record_not_there" in one.getMessage()]
    assert f"who_id={bookkeeper.pk} act=people" in line
    assert "demo.example" not in line
    assert not SecurityEvent.objects.filter(kind="act_refused").exists()


def test_an_address_that_never_was_is_no_line(
    client: Client, bookkeeper: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "bonbrug.security"):
        assert client.get("/zomaar-iets/").status_code == 404
    assert not [one for one in caplog.records if "record_not_there" in one.getMessage()]
