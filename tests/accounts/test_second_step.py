"""The second step: codes of an app, recovery codes, and who may guess them."""

import base64
import re
import time
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client

from bonbrug.accounts.actions import add_person, make_login_link
from bonbrug.accounts.models import FactorSecret, User
from tests.accounts.authenticator_app import ADD, CODES, App, add_app, prove

ADDRESS, PASSWORD = "kantoor@demo.example", "een heel lang wachtwoord"
STEP, STEPS = "/inloggen/tweede-stap/", "/mijn-account/tweede-stap/"
REMOVE, NEW_CODES = f"{ADD}weg/", f"{CODES}nieuw/"
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def first_step(where: str = "127.0.0.1") -> Client:
    client = Client(REMOTE_ADDR=where)
    answer = client.post("/inloggen/", {"username": ADDRESS, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def inside(client: Client) -> bool:
    return bool(client.get("/").status_code == 200)


@pytest.fixture
def owner() -> tuple[Client, App, list[str]]:
    add_person(ADDRESS, PASSWORD)
    client = first_step()
    app, codes = add_app(client, PASSWORD)
    return client, app, codes


def given(client: Client, code: str) -> Any:
    return client.post(STEP, {"code": code})


def wrong(app: App) -> str:
    right = {app.code(steps) for steps in (-1, 0, 1)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


Owner = tuple[Client, App, list[str]]


def test_with_an_app_the_password_alone_lets_nobody_in(owner: Owner) -> None:
    client = first_step()
    assert not inside(client)
    assert given(client, owner[1].code()).headers["location"] == "/"
    assert inside(client)


def test_a_code_works_once_also_in_another_process(owner: Owner) -> None:
    code = owner[1].code()
    given(first_step(), code)
    again = first_step()
    assert given(again, code).status_code == 200
    assert not inside(again)


def test_a_code_of_before_the_last_one_that_was_used_does_not_work(owner: Owner) -> None:
    given(first_step(), owner[1].code())
    again = first_step()
    given(again, owner[1].code(-1))
    assert not inside(again)


def test_a_recovery_code_works_once(owner: Owner) -> None:
    codes = owner[2]
    assert len(codes) == 10
    assert {len(code) for code in codes} == {10}
    first, second = first_step(), first_step()
    given(first, f"{codes[0][:5]} {codes[0][5:]}")
    given(second, codes[0])
    assert (inside(first), inside(second)) == (True, False)


def test_recovery_codes_are_shown_once(owner: Owner) -> None:
    page = owner[0].get(CODES).content.decode()
    assert not any(code in page for code in owner[2])
    assert "al getoond" in page


def test_new_recovery_codes_end_those_of_before(owner: Owner) -> None:
    client, _, codes = owner
    client.post(NEW_CODES)
    fresh = re.findall(r"<li><code>(\d+)</code>", client.get(CODES).content.decode())
    assert len(fresh) == 10
    old, new = first_step(), first_step()
    given(old, codes[0])
    given(new, fresh[0])
    assert (inside(old), inside(new)) == (False, True)
    assert FactorSecret.objects.count() == 2


def test_nothing_changes_without_showing_again_who_it_is(owner: Owner) -> None:
    client = first_step()
    given(client, owner[1].code())
    looked = [client.get(road) for road in (ADD, REMOVE, CODES, NEW_CODES)]
    pressed = [client.post(road, {"code": "1"}) for road in (ADD, REMOVE, NEW_CODES)]
    for answer in looked + pressed:
        assert answer.headers["location"].startswith("/mijn-account/bent-u-het/")
    assert Authenticator.objects.count() == 2


def test_five_minutes_later_it_is_asked_again(owner: Owner) -> None:
    assert owner[0].get(REMOVE).status_code == 200
    with time_machine.travel(time.time() + 6 * 60):
        assert owner[0].get(REMOVE).status_code == 302


def test_without_the_app_the_recovery_codes_go_too(owner: Owner) -> None:
    owner[0].post(REMOVE)
    assert Authenticator.objects.count() == FactorSecret.objects.count() == 0
    assert inside(first_step())


def test_what_makes_the_codes_is_sealed_and_nowhere_in_the_clear(owner: Owner) -> None:
    secret = FactorSecret.objects.order_by("pk").first()
    assert secret is not None
    assert secret.sealed.startswith("v1.")
    app = base64.b32encode(owner[1].secret).decode()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert app not in str(cursor.fetchall()), table


def test_ten_wrong_codes_of_one_visitor_make_it_wait(owner: Owner) -> None:
    client = first_step()
    answers = [given(client, wrong(owner[1])).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert given(client, owner[1].code()).status_code == 429
    elsewhere = first_step("192.0.2.9")
    given(elsewhere, owner[1].code())
    assert inside(elsewhere)


def test_many_addresses_together_get_thirty_codes_and_then_wait(owner: Owner) -> None:
    answers = []
    for number in range(4):
        client = first_step(f"198.51.100.{number}")
        answers += [given(client, wrong(owner[1])).status_code for _ in range(9)]
    assert answers == [200] * 30 + [429] * 6


def test_the_owner_shakes_off_who_guesses_by_another_password(owner: Owner) -> None:
    client, app, _ = owner
    for number in range(4):
        stranger = first_step(f"198.51.100.{number}")
        for _ in range(9):
            given(stranger, wrong(app))
    new = "vier losse woorden samen"
    words = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/mijn-account/wachtwoord/", words).status_code == 302
    fresh = Client()
    fresh.post("/inloggen/", {"username": ADDRESS, "password": new})
    given(fresh, app.code())
    assert inside(fresh)


def test_the_second_step_cannot_be_asked_for_without_the_first() -> None:
    assert Client().get(STEP).headers["location"] == "/inloggen/"
    assert Client().post(STEP, {"code": "123456"}).headers["location"] == "/inloggen/"


def test_signing_in_in_two_steps_gives_the_session_a_new_key(owner: Owner) -> None:
    client = first_step()
    between = client.session.session_key
    given(client, owner[1].code())
    assert client.session.session_key != between


def test_the_link_of_an_operator_lets_somebody_in_who_lost_the_phone(owner: Owner) -> None:
    make_login_link(User.objects.get(), datetime.now(UTC), "token")
    client = Client()
    client.post("/inloggen/token/")
    assert client.post(REMOVE).status_code == 302
    assert Authenticator.objects.count() == 0


def test_the_app_shows_itself_again_as_a_way_to_prove_who_it_is(owner: Owner) -> None:
    client = first_step()
    given(client, owner[2][0])
    page = client.get("/mijn-account/bent-u-het/?next=/mijn-account/").content.decode()
    assert "/mijn-account/bent-u-het/code/?next=" in page
    answer = client.post(
        "/mijn-account/bent-u-het/code/", {"code": owner[1].code(), "next": REMOVE}
    )
    assert answer.headers["location"] == REMOVE
    assert client.get(REMOVE).status_code == 200


def test_each_page_of_it_can_be_read(owner: Owner) -> None:
    client = owner[0]
    prove(client, PASSWORD)
    for road in ("/mijn-account/", STEPS, REMOVE, CODES, NEW_CODES):
        assert client.get(road).status_code == 200, road
