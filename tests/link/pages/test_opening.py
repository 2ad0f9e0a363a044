"""M6 to M7: Open instellingen in the work orders leads to the right link."""

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_organisation
from bonbrug.accounts.models import Organisation, User
from bonbrug.link.models import Connection
from tests.link.pages.conftest import SOFTWARE, TOKEN, Counterpart

GIVEN = {"company_id": "6416759", "token": TOKEN, "software_token": SOFTWARE}
ADDRESS = "/koppeling/openen/"
FOR_WHOM = "/koppeling/openen/voor-wie/"


@pytest.fixture(autouse=True)
def _both_sides(other_side: Counterpart) -> None:
    """No call leaves the machine."""


def test_a_new_company_becomes_a_link_and_asks_for_the_codes(
    page: Client, firm: Organisation
) -> None:
    answer = page.post(ADDRESS, GIVEN)
    made = Connection.objects.get()
    assert answer["Location"] == f"/koppeling/{made.pk}/aanmelden/"
    assert (made.organisation, made.company_id, made.name) == (firm, "6416759", firm.name)
    assert (made.books_service, made.field_service) == ("ingebouwd", "ingebouwd")
    assert (made.secret("token"), made.secret("software_token")) == (TOKEN, SOFTWARE)


def test_a_known_company_goes_to_its_settings(page: Client, linked: Connection) -> None:
    assert page.post(ADDRESS, GIVEN)["Location"] == f"/koppeling/{linked.pk}/"
    assert Connection.objects.count() == 1


def test_a_known_company_hands_over_its_new_tokens(page: Client, linked: Connection) -> None:
    page.post(ADDRESS, {**GIVEN, "token": "6b" * 32, "software_token": "d1" * 32})
    linked.refresh_from_db()
    assert (linked.secret("token"), linked.secret("software_token")) == ("6b" * 32, "d1" * 32)


def test_a_link_of_another_firm_is_not_found(page: Client, linked: Connection) -> None:
    Connection.objects.filter(pk=linked.pk).update(organisation=add_organisation("Anderen"))
    page.post(ADDRESS, GIVEN)
    assert Connection.objects.count() == 2


def test_who_works_for_two_firms_is_asked_for_which(
    page: Client, eva: User, firm: Organisation
) -> None:
    other = add_organisation("Demo Schilders BV", eva)
    assert page.post(ADDRESS, GIVEN)["Location"] == FOR_WHOM
    text = page.get(FOR_WHOM).content.decode()
    assert "Voor wie is deze koppeling?" in text
    assert firm.name in text
    assert TOKEN not in text
    page.post(FOR_WHOM, {"organisation": other.pk})
    assert Connection.objects.get().organisation == other
    assert Connection.objects.get().secret("token") == TOKEN


def test_the_token_waits_sealed_in_the_session(page: Client, eva: User) -> None:
    add_organisation("Demo Schilders BV", eva)
    page.post(ADDRESS, GIVEN)
    assert TOKEN not in str(dict(page.session.items()))


def test_a_firm_of_others_cannot_be_chosen(page: Client, eva: User) -> None:
    add_organisation("Demo Schilders BV", eva)
    stranger = add_organisation("Anderen")
    page.post(ADDRESS, GIVEN)
    assert page.post(FOR_WHOM, {"organisation": stranger.pk}).status_code == 422
    assert not Connection.objects.exists()


def test_without_a_token_for_whom_leads_back(page: Client) -> None:
    assert page.get(FOR_WHOM)["Location"] == ADDRESS


@pytest.mark.parametrize("broken", [{"company_id": "641"}, {"token": "kort"}, {"token": "G" * 64}])
def test_a_token_that_is_not_whole_is_refused(page: Client, broken: dict[str, str]) -> None:
    answer = page.post(ADDRESS, {**GIVEN, **broken})
    assert answer.status_code == 422
    assert "is niet compleet" in answer.content.decode()
    assert not Connection.objects.exists()


def test_a_token_that_the_work_orders_refuse_is_said_at_once(
    page: Client, other_side: Counterpart
) -> None:
    other_side.token = "ff" * 32
    text = page.post(ADDRESS, GIVEN, follow=True).content.decode()
    assert "AUTHENTICATION" in text
    assert "token" in text
    assert "geweigerd" in text


def test_the_address_alone_explains_what_to_do(page: Client) -> None:
    text = page.get(ADDRESS).content.decode()
    assert "Klik op Open instellingen" in text


def test_another_site_cannot_hand_over_a_token(eva: User, firm: Organisation) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(eva, "django.contrib.auth.backends.ModelBackend")
    assert browser.post(ADDRESS, GIVEN).status_code == 403
    assert not Connection.objects.exists()


def test_who_is_not_logged_in_comes_to_the_login_page(client: Client, db: None) -> None:
    assert client.post(ADDRESS, GIVEN)["Location"].startswith("/inloggen/")
    assert not Connection.objects.exists()


def test_a_company_whose_token_was_guessed_wrong_ten_times_waits(
    page: Client, firm: Organisation, other_side: Counterpart
) -> None:
    wrong = {**GIVEN, "token": "6b" * 32}
    answers = [page.post(ADDRESS, wrong) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert page.post(ADDRESS, {**GIVEN, "company_id": "1234567"}).status_code == 302
