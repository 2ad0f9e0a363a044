"""Changing a password, choosing a first one, and a new one for who forgot it."""

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from bonbrug.accounts import account_mails, jobs
from bonbrug.accounts.actions import add_person, forget_old, make_login_link
from bonbrug.accounts.models import AccountMail, User
from bonbrug.accounts.passwords import EasyToGuessValidator, repeated
from bonbrug.jobs import task_queue
from tests.accounts.authenticator_app import ADD, add_app, prove
from tests.postbox import Postbox

ADDRESS, PASSWORD = "kantoor@demo.example", "een heel lang wachtwoord"
NEW = "vier losse woorden samen"
FORGOTTEN, CHANGE = "/inloggen/wachtwoord-vergeten/", "/mijn-account/wachtwoord/"
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
sending = pytest.mark.django_db(transaction=True)


def later(minutes: int) -> Any:
    """Travel on, in the time zone that the machine is in."""
    return time_machine.travel(time.time() + minutes * 60)


def logged_in(password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/inloggen/", {"username": ADDRESS, "password": password})
    return client


def inside(client: Client) -> bool:
    return bool(client.get("/").status_code == 200)


def changed(client: Client, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> Any:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": again})


def send_all() -> None:
    task_queue.handle_with(jobs.HANDLERS)
    jobs.tick()
    task_queue.work_off()


def link_in(box: Postbox) -> str:
    text = box.mails[-1].get_content()
    found = re.search(r"https?://[^/]+(/\S+)", text)
    assert found, text
    return found[1]


def test_changing_it_asks_the_old_one_and_ends_the_other_sessions() -> None:
    add_person(ADDRESS, PASSWORD)
    here, elsewhere = logged_in(), logged_in()
    assert changed(here).headers["location"] == "/mijn-account/"
    assert (inside(here), inside(elsewhere)) == (True, False)
    assert inside(logged_in(NEW))
    assert not inside(logged_in(PASSWORD))


def test_a_wrong_old_one_changes_nothing_and_counts_as_a_guess() -> None:
    add_person(ADDRESS, PASSWORD)
    here = logged_in()
    answers = [changed(here, old="fout").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert User.objects.get().check_password(PASSWORD)
    assert Client().post("/inloggen/", {"username": ADDRESS, "password": "x"}).status_code == 429


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("kort", "te kort"),
        ("wachtwoord2026", "eerste die worden geprobeerd"),
        ("kantoor@demo.example", "lijkt te veel"),
        ("welkomwelkomwelkom", "eerste die worden geprobeerd"),
    ],
)
def test_a_password_that_is_guessed_early_is_refused_in_words(new: str, said: str) -> None:
    add_person(ADDRESS, PASSWORD)
    page = changed(logged_in(), new=new, again=new).content.decode()
    assert said in page
    assert User.objects.get().check_password(PASSWORD)


def test_two_that_differ_are_refused() -> None:
    add_person(ADDRESS, PASSWORD)
    assert "niet gelijk" in changed(logged_in(), again="iets heel anders dan dat").content.decode()


@pytest.mark.parametrize(
    "good",
    ["correct paard batterij nietje", "ñandú bij de oude molen", "7" * 2 + " nachten in maart"],
)
def test_no_composition_is_asked(good: str) -> None:
    EasyToGuessValidator().validate(good)


@pytest.mark.parametrize(
    "bad", ["aaaaaaaaaaaaaa", "1234567890123", "Password!!!!!!", "qwertyqwerty", "Bonbrug-2026!"]
)
def test_a_common_word_with_trimmings_is_common(bad: str) -> None:
    with pytest.raises(ValidationError):
        EasyToGuessValidator().validate(bad)


def test_a_repeated_part_is_found() -> None:
    assert [repeated(word) for word in ("abcabc", "abcab", "aaaa", "")] == ["abc", "abcab", "a", ""]


def test_who_came_by_a_link_chooses_a_first_password_and_is_not_asked_for_one() -> None:
    make_login_link(add_person(ADDRESS), datetime.now(UTC), "token")
    client = Client()
    client.post("/inloggen/token/")
    words = {"password1": NEW, "password2": NEW}
    assert client.post("/mijn-account/wachtwoord/kiezen/", words).status_code == 302
    assert inside(client)
    assert inside(logged_in(NEW))


def test_six_minutes_after_the_link_a_new_one_is_asked_for() -> None:
    make_login_link(add_person(ADDRESS), datetime.now(UTC), "token")
    client = Client()
    client.post("/inloggen/token/")
    with later(minutes=6):
        words = {"password1": NEW, "password2": NEW}
        sent = client.post("/mijn-account/wachtwoord/kiezen/", words)
        answer = client.get(sent.headers["location"])
        assert NEW not in str(dict(client.session))
        assert answer.headers["location"].startswith("/mijn-account/opnieuw-binnenkomen/")
        assert "nieuwe link" in client.get(answer.headers["location"]).content.decode()


@sending
def test_the_link_in_the_mail_gives_a_new_password_once(postbox: Postbox) -> None:
    add_person(ADDRESS, PASSWORD)
    elsewhere = logged_in()
    client = Client()
    client.post(FORGOTTEN, {"email": ADDRESS.upper()})
    send_all()
    assert postbox.recipients == [[ADDRESS]]
    road = link_in(postbox)
    form = client.get(road).headers["location"]
    assert PASSWORD not in form
    words = {"password1": NEW, "password2": NEW}
    assert client.post(form, words).headers["location"] == "/inloggen/"
    assert (inside(client), inside(elsewhere), inside(logged_in(NEW))) == (False, False, True)
    assert Client().get(road).status_code == 410
    assert client.post(form, words).status_code == 410


@sending
def test_the_same_answer_whether_the_address_is_known(postbox: Postbox) -> None:
    add_person(ADDRESS, PASSWORD)
    pages = []
    for address in (ADDRESS, "niemand@demo.example"):
        page = Client().post(FORGOTTEN, {"email": address}).content.decode()
        pages.append([line for line in page.splitlines() if "csrf" not in line])
    assert pages[0] == pages[1]
    assert AccountMail.objects.count() == 2
    send_all()
    assert postbox.recipients == [[ADDRESS]]
    assert AccountMail.objects.count() == 0


@sending
def test_a_link_of_more_than_an_hour_ago_does_nothing(postbox: Postbox) -> None:
    add_person(ADDRESS, PASSWORD)
    Client().post(FORGOTTEN, {"email": ADDRESS})
    send_all()
    with later(minutes=61):
        assert Client().get(link_in(postbox)).status_code == 410


@sending
def test_a_changed_password_is_told_by_mail(postbox: Postbox) -> None:
    add_person(ADDRESS, PASSWORD)
    changed(logged_in())
    send_all()
    assert postbox.mails[-1]["subject"] == "Uw wachtwoord is gewijzigd"


@sending
def test_a_mail_server_that_is_away_is_tried_again_and_not_doubled(postbox: Postbox) -> None:
    add_person(ADDRESS, PASSWORD)
    Client().post(FORGOTTEN, {"email": ADDRESS})
    postbox.stop()
    send_all()
    assert AccountMail.objects.get().attempts == 1
    send_all()
    assert AccountMail.objects.get().attempts == 1
    postbox.start()
    with later(minutes=2):
        send_all()
    assert len(postbox.mails) == 1


def test_without_a_mail_server_the_page_says_who_helps(client: Client) -> None:
    page = client.get(FORGOTTEN).content.decode()
    assert "kan hier geen mail versturen" in page
    client.post(FORGOTTEN, {"email": ADDRESS})
    assert AccountMail.objects.count() == 0


def test_asking_is_limited_for_one_address_and_one_visitor(client: Client) -> None:
    answers = [client.post(FORGOTTEN, {"email": ADDRESS}).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    other = client.post(FORGOTTEN, {"email": ADDRESS}, REMOTE_ADDR="192.0.2.9")
    assert other.status_code == 200


def test_keys_cannot_be_guessed_without_end(client: Client) -> None:
    roads = [f"/inloggen/nieuw-wachtwoord/1/abc-{number}/" for number in range(11)]
    assert [client.get(road).status_code for road in roads] == [410] * 10 + [429]


def test_a_mail_that_nobody_waits_for_is_forgotten() -> None:
    now = datetime.now(UTC)
    account_mails.ask("reset", ADDRESS, "nl", now - timedelta(hours=2))
    account_mails.ask("reset", "ander@demo.example", "nl", now)
    forget_old(now)
    assert AccountMail.objects.get().address == "ander@demo.example"


@sending
def test_a_second_step_that_was_added_or_taken_away_is_told_by_mail(postbox: Postbox) -> None:
    add_person(ADDRESS, PASSWORD)
    client = logged_in()
    add_app(client, PASSWORD)
    send_all()
    assert [mail["subject"] for mail in postbox.mails] == ["Uw tweede stap is gewijzigd"]
    prove(client, PASSWORD)
    client.post(f"{ADD}weg/")
    send_all()
    assert len(postbox.mails) == 2
    assert postbox.recipients == [[ADDRESS], [ADDRESS]]


@sending
def test_many_wrong_tries_are_told_by_mail_once_a_day_and_to_nobody_of_an_unknown_address(
    postbox: Postbox,
) -> None:
    add_person(ADDRESS, PASSWORD)
    for address in (ADDRESS, "niemand@demo.example"):
        for _try in range(12):
            Client().post("/inloggen/", {"username": address, "password": "geraden"})
    waiting = AccountMail.objects.values_list("address", flat=True)
    assert set(waiting) == {ADDRESS, "niemand@demo.example"}
    send_all()
    assert postbox.recipients == [[ADDRESS]]
    assert postbox.mails[-1]["subject"] == "Veel verkeerde pogingen bij uw account"
    with later(70):
        for _try in range(12):
            Client().post("/inloggen/", {"username": ADDRESS, "password": "geraden"})
        send_all()
    assert postbox.recipients == [[ADDRESS]]
