"""M7: AUTHENTICATION, Gelukt, and which of the three was refused."""

import pytest
from django.test import Client

from bonbrug.link.models import Connection
from bonbrug.sync.model.failures import Unreachable
from tests.link.pages.conftest import CODES, Counterpart

FIELDS = ("username", "security_code_1", "security_code_2")


def _give(page: Client, connection: Connection, **changed: str) -> tuple[int, str]:
    given = {**dict(zip(FIELDS, CODES, strict=True)), **changed}
    answer = page.post(f"/koppeling/{connection.pk}/aanmelden/", given, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_page_has_the_words_of_the_manual(page: Client, ordered: Connection) -> None:
    text = page.get(f"/koppeling/{ordered.pk}/aanmelden/").content.decode()
    for words in (
        "AUTHENTICATION",
        'klik <a href="/koppeling/hulp/#aanmelden">hier</a> om de documentatie te openen',
        "e-Boekhouden API settings",
        "Gebruikersnaam",
        "Beveiligingscode 1",
        "Beveiligingscode 2",
        "Submit",
    ):
        assert words in text


def test_right_codes_say_gelukt_and_ok_leads_to_the_settings(
    page: Client, ordered: Connection
) -> None:
    status, text = _give(page, ordered)
    assert status == 200
    assert "Gelukt" in text
    assert "Je bent ingelogd!" in text
    assert f'href="/koppeling/{ordered.pk}/" data-focus>OK</a>' in text


def test_right_codes_are_kept_sealed(page: Client, ordered: Connection) -> None:
    _give(page, ordered)
    ordered.refresh_from_db()
    assert ordered.secret("security_code_2") == CODES[2]
    assert CODES[2] not in ordered.security_code_2
    assert ordered.books_name == "Voorbeeld BV"


def test_a_bearer_token_is_kept_sealed_and_stays_when_the_field_is_left_empty(
    page: Client, ordered: Connection
) -> None:
    _give(page, ordered, bearer_token="extra-geheim.1")
    status, text = _give(page, ordered)
    ordered.refresh_from_db()
    assert (status, ordered.secret("bearer_token")) == (200, "extra-geheim.1")
    assert "extra-geheim" not in ordered.bearer_token
    assert "extra-geheim" not in text


def test_a_bearer_token_is_not_kept_when_the_codes_are_refused(
    page: Client, ordered: Connection
) -> None:
    status, text = _give(page, ordered, bearer_token="extra-geheim", security_code_2="verkeerd")
    ordered.refresh_from_db()
    assert (status, ordered.secret("bearer_token")) == (422, "")
    assert "extra-geheim" not in text


def test_a_bearer_token_is_forgotten_when_somebody_says_so(
    page: Client, ordered: Connection
) -> None:
    ask = "Vergeet het bewaarde bearer-token"
    assert ask not in page.get(f"/koppeling/{ordered.pk}/aanmelden/").content.decode()
    _give(page, ordered, bearer_token="extra-geheim")
    assert ask in page.get(f"/koppeling/{ordered.pk}/aanmelden/").content.decode()
    _give(page, ordered, forget_bearer_token="on")
    ordered.refresh_from_db()
    assert ordered.bearer_token == ""


def test_a_bearer_token_is_not_forgotten_when_the_codes_are_refused(
    page: Client, ordered: Connection
) -> None:
    _give(page, ordered, bearer_token="extra-geheim")
    _give(page, ordered, forget_bearer_token="on", security_code_2="verkeerd")
    ordered.refresh_from_db()
    assert ordered.secret("bearer_token") == "extra-geheim"


@pytest.mark.parametrize("typed", ["twee woorden", "regel\nregel", "é"])
def test_a_bearer_token_that_cannot_be_sent_is_asked_for_again(
    page: Client, ordered: Connection, typed: str
) -> None:
    status, text = _give(page, ordered, bearer_token=typed)
    assert status == 422
    assert "Een bearer-token heeft" in text


@pytest.mark.parametrize("field", ["username", "security_code_1"])
def test_a_wrong_user_name_or_first_code_names_both_since_the_books_do_not_tell(
    page: Client, ordered: Connection, field: str
) -> None:
    status, text = _give(page, ordered, **{field: "verkeerd"})
    assert status == 422
    assert "Gebruikersnaam of beveiligingscode 1 is geweigerd" in text
    assert "Koppelingen &gt; API/SOAP" in text
    assert "Beveiligingscode 2 is geweigerd" not in text


def test_a_wrong_second_code_says_so_and_where_it_stands(page: Client, ordered: Connection) -> None:
    status, text = _give(page, ordered, security_code_2="verkeerd")
    assert status == 422
    assert "Beveiligingscode 2 is geweigerd." in text
    assert "Koppelingen &gt; API/SOAP" in text
    assert "Gebruikersnaam of" not in text


def test_the_typed_user_name_stays_and_the_codes_do_not(page: Client, ordered: Connection) -> None:
    _status, text = _give(page, ordered, security_code_2="verkeerde-code")
    assert f'value="{CODES[0]}"' in text
    assert CODES[1] not in text
    assert "verkeerde-code" not in text


def test_wrong_codes_leave_a_working_link_alone(page: Client, signed_in: Connection) -> None:
    _give(page, signed_in, security_code_1="verkeerd")
    signed_in.refresh_from_db()
    assert signed_in.secret("security_code_1") == CODES[1]


def test_a_refused_token_is_named_on_top(
    page: Client, ordered: Connection, other_side: Counterpart
) -> None:
    other_side.token = "ff" * 32
    _status, text = _give(page, ordered)
    assert "Token is geweigerd." in text
    assert "Externe koppelingen" in text


def test_books_that_do_not_answer_are_no_wrong_code(
    page: Client, ordered: Connection, other_side: Counterpart
) -> None:
    other_side.fault = Unreachable("timeout")
    status, text = _give(page, ordered)
    assert status == 422
    assert "De andere kant geeft niet op tijd antwoord." in text
    assert "geweigerd" not in text


def test_the_date_of_the_codes_is_shown_instead_of_the_codes(
    page: Client, signed_in: Connection
) -> None:
    text = page.get(f"/koppeling/{signed_in.pk}/aanmelden/").content.decode()
    assert "Ingesteld op 17-09-2018." in text
    assert not [code for code in CODES[1:] if code in text]


def test_the_settings_ask_for_the_codes_first(page: Client, ordered: Connection) -> None:
    answer = page.get(f"/koppeling/{ordered.pk}/")
    assert answer["Location"] == f"/koppeling/{ordered.pk}/aanmelden/"


def test_ten_wrong_tries_wait_and_the_books_are_not_asked_again(
    page: Client, ordered: Connection, other_side: Counterpart
) -> None:
    for _ in range(10):
        assert _give(page, ordered, security_code_2="verkeerd")[0] == 422
    other_side.fault = AssertionError("the books were asked")
    status, text = _give(page, ordered)
    assert status == 429
    assert "Te veel verkeerde pogingen. Probeer het over 1 minuut opnieuw" in text
    other_side.fault = None
    given = dict(zip(FIELDS, CODES, strict=True))
    answer = page.post(f"/koppeling/{ordered.pk}/aanmelden/", given, REMOTE_ADDR="192.0.2.9")
    assert answer.status_code == 302


def test_books_that_cannot_be_reached_count_as_no_guess(
    page: Client, ordered: Connection, other_side: Counterpart
) -> None:
    other_side.fault = Unreachable("timeout", "")
    assert {_give(page, ordered)[0] for _ in range(12)} == {422}
