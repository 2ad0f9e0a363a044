"""A link of another organisation does not exist, and no secret is ever on a page."""

import pytest
from django.test import Client
from django.urls import resolve

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.link.models import Connection
from bonbrug.link.pages.urls import urlpatterns
from tests.link.pages.conftest import NOW, SECRETS

GET = (
    "", "aanmelden/", "gelukt/", "voortgang/", "te-doen/", "werkbonnen/", "proefdraaien/",
    "werkbonnen/1/ontvangen/", "verwijderen/", "journaal/", "journaal/csv-export/",
    "journaal/json-export/", "aansluiting/", "aansluiting/1/", "meldingen/",
    "controles/", "factuurregels/", "klantafspraken/", "klantafspraken/nieuw/",
    "verzamelfacturen/",
    "klantafspraken/klant/?klant=T", "btw/", "btw/adressen/", "btw/adressen/adres/",
)  # fmt: skip
POST = (
    "", "aanmelden/", "starten/", "proefdraaien/", "verwijderen/", "te-doen/1/", "aansluiting/",
    "meldingen/", "controles/", "factuurregels/", "klantafspraken/klant/?klant=T",
    "verzamelfacturen/", "te-doen/zonder-vragen/", "werkbonnen/1/toch/", "btw/",
    "btw/adressen/adres/", "proefdraaien/1/", "proefdraaien/1/zonder-vragen/",
)  # fmt: skip
OWN = ("/koppeling/", "/koppeling/nieuw/", "/koppeling/openen/", "/koppeling/hulp/")


def test_every_address_of_a_link_is_in_these_lists() -> None:
    names = {one.name for one in urlpatterns if "<int:pk>" in str(one.pattern)}
    listed = {resolve(f"/koppeling/1/{each.partition('?')[0]}").url_name for each in GET + POST}
    assert names == listed


@pytest.fixture
def stranger(client: Client, db: None) -> Client:
    person = add_person("sam@example.com")
    add_organisation("Anderen", person)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("address", GET)
def test_a_stranger_sees_nothing(stranger: Client, linked: Connection, address: str) -> None:
    assert stranger.get(f"/koppeling/{linked.pk}/{address}").status_code == 404


@pytest.mark.parametrize("address", POST)
def test_a_stranger_changes_nothing(stranger: Client, linked: Connection, address: str) -> None:
    assert stranger.post(f"/koppeling/{linked.pk}/{address}").status_code == 404
    linked.refresh_from_db()
    assert (linked.settings_version, linked.deleted_at) == (1, None)


def test_a_stranger_has_an_empty_list(stranger: Client, linked: Connection) -> None:
    text = stranger.get("/koppeling/").content.decode()
    assert linked.name not in text
    assert "Nog geen koppeling" in text


def test_an_item_of_another_link_cannot_be_decided_here(
    page: Client, linked: Connection, stranger: Client
) -> None:
    assert stranger.post(f"/koppeling/{linked.pk}/te-doen/1/").status_code == 404


@pytest.mark.parametrize("address", GET)
def test_who_is_not_logged_in_sees_nothing(
    client: Client, linked: Connection, address: str
) -> None:
    answer = client.get(f"/koppeling/{linked.pk}/{address}")
    assert answer.status_code in (204, 302)
    assert linked.name not in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_secret_is_on_any_page(page: Client, linked: Connection, language: str) -> None:
    addresses = (*OWN, *(f"/koppeling/{linked.pk}/{address}" for address in GET))
    for address in addresses:
        answer = page.get(address, headers={"accept-language": language})
        text = b"".join(answer).decode()
        sealed = [linked.token, linked.software_token, linked.security_code_1, linked.username]
        assert not [secret for secret in (*SECRETS, *sealed) if secret in text], address


def test_a_deleted_link_is_gone_with_its_secrets(page: Client, linked: Connection) -> None:
    question = page.get(f"/koppeling/{linked.pk}/verwijderen/").content.decode()
    assert "Dit kan niet ongedaan worden gemaakt." in question
    answer = page.post(f"/koppeling/{linked.pk}/verwijderen/", follow=True)
    assert "is verwijderd." in answer.content.decode()
    linked.refresh_from_db()
    assert linked.deleted_at is not None
    assert linked.deleted_at > NOW
    assert linked.token == ""
    assert page.get(f"/koppeling/{linked.pk}/").status_code == 404
