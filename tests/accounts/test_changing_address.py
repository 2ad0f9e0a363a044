"""Changing one's own e-mail address: confirmed from the new one, stopped from the old."""

import re
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connections
from django.test import Client

from bonbrug.accounts import changing_address, jobs
from bonbrug.accounts.actions import add_organisation, add_person, make_login_link
from bonbrug.accounts.changing_address import CONFIRM, Taken
from bonbrug.accounts.fresh import KEPT
from bonbrug.accounts.models import AccountMail, AddressChange, LoginLink, SecurityEvent, User
from bonbrug.accounts.security.verifying import verify
from bonbrug.jobs import task_queue
from tests.postbox import Postbox

OLD, NEW, PASSWORD = "eva@example.com", "eva@nieuw.example", "een heel lang wachtwoord"
ROAD = "/mijn-account/adres/"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def eva() -> User:
    return add_person(OLD, PASSWORD)


def browser(address: str = OLD) -> Client:
    client = Client()
    client.post("/inloggen/", {"username": address, "password": PASSWORD})
    return client


def later(minutes: int) -> Any:
    return time_machine.travel(time.time() + minutes * 60)


def ask(client: Client, email: str = NEW) -> Any:
    return client.post(ROAD, {"email": email}, follow=True)


def send_all() -> None:
    task_queue.handle_with(jobs.HANDLERS)
    jobs.tick()
    task_queue.work_off()


def text_to(box: Postbox, address: str) -> str:
    found = [
        mail.get_content()
        for mail, to in zip(box.mails, box.recipients, strict=True)
        if to == [address]
    ]
    return str(found[-1]) if found else ""


def link_to(box: Postbox, address: str) -> str:
    send_all()
    found = re.search(r"https?://[^/]+(/mijn-account/adres/\S+)", text_to(box, address))
    assert found, text_to(box, address)
    return found[1]


def inside(client: Client) -> bool:
    return bool(client.get("/").status_code == 200)


def told() -> list[str]:
    kinds = SecurityEvent.objects.order_by("pk").values_list("kind", flat=True)
    return [kind for kind in kinds if kind.startswith("address_")]


def test_the_link_in_the_mail_to_the_new_address_changes_it_and_nothing_before(
    eva: User, postbox: Postbox
) -> None:
    client, elsewhere = browser(), browser()
    make_login_link(eva, datetime.now(UTC), "token")
    page = ask(client).content.decode()
    assert NEW in page
    road = link_to(postbox, NEW)
    eva.refresh_from_db()
    assert (eva.username, eva.email) == (OLD, OLD)
    page = client.get(road, follow=True).content.decode()
    assert OLD in page
    assert NEW in page
    assert User.objects.get().email == OLD, "a link that is only opened changes nothing"
    client.post(f"{ROAD}bevestigen/")
    eva.refresh_from_db()
    assert (eva.username, eva.email) == (NEW, NEW)
    mine = EmailAddress.objects.get(user=eva)
    assert (mine.email, mine.verified, mine.primary) == (NEW, True, True)
    assert (inside(client), inside(elsewhere)) == (True, False)
    assert not LoginLink.objects.exists()
    assert (inside(browser(NEW)), inside(browser(OLD))) == (True, False)
    assert told() == ["address_change_asked", "address_changed"]
    assert verify(0).broken is None


def test_the_old_address_is_told_before_and_after(eva: User, postbox: Postbox) -> None:
    client = browser()
    ask(client)
    assert "tegenhouden" in link_to(postbox, OLD)
    assert NEW in text_to(postbox, OLD)
    client.get(link_to(postbox, NEW))
    client.post(f"{ROAD}bevestigen/")
    send_all()
    assert "heeft nu een ander adres" in text_to(postbox, OLD)
    assert not AccountMail.objects.exists()


def test_a_link_works_once(eva: User, postbox: Postbox) -> None:
    client = browser()
    ask(client)
    road = link_to(postbox, NEW)
    client.get(road)
    client.post(f"{ROAD}bevestigen/")
    User.objects.update(username=OLD, email=OLD)
    assert client.get(road).status_code == 410
    assert client.post(f"{ROAD}bevestigen/").status_code == 410
    assert User.objects.get().email == OLD


def test_a_link_of_more_than_an_hour_ago_does_nothing(eva: User, postbox: Postbox) -> None:
    client = browser()
    ask(client)
    road = link_to(postbox, NEW)
    client.get(road)
    with later(61):
        again = browser()
        assert again.get(road).status_code == 410
        assert client.post(f"{ROAD}bevestigen/").status_code in (302, 410)
        assert NEW not in again.get("/mijn-account/").content.decode()
    assert User.objects.get().email == OLD
    assert changing_address.forget_ended(datetime.now(UTC) + timedelta(minutes=61)) == 1


def test_only_that_person_can_use_the_link(eva: User, postbox: Postbox) -> None:
    add_person("lo@example.com", PASSWORD)
    ask(browser())
    road, lo = link_to(postbox, NEW), browser("lo@example.com")
    assert lo.get(road, follow=True).status_code == 410
    assert lo.post(f"{ROAD}bevestigen/").status_code == 410
    assert "/inloggen/" in Client().get(road, follow=True).redirect_chain[-1][0]
    assert set(User.objects.values_list("email", flat=True)) == {OLD, "lo@example.com"}


def test_a_link_that_was_tampered_with_or_is_for_stopping_confirms_nothing(
    eva: User, postbox: Postbox
) -> None:
    client = browser()
    ask(client)
    stop, road = link_to(postbox, OLD), link_to(postbox, NEW)
    assert client.get(stop.replace("tegenhouden", "link")).status_code == 410
    changed = road[:-2] + ("a" if road[-2] != "a" else "b") + "/"
    assert client.get(changed).status_code == 410


def test_the_old_address_stops_it_without_logging_in(eva: User, postbox: Postbox) -> None:
    client = browser()
    ask(client)
    stop, road = link_to(postbox, OLD), link_to(postbox, NEW)
    assert Client().get(stop).status_code == 200
    assert AddressChange.objects.exists(), "a link that is only opened stops nothing"
    assert "Tegengehouden" in Client().post(stop).content.decode()
    assert client.get(road).status_code == 410
    assert Client().get(stop).status_code == 410
    assert told() == ["address_change_asked", "address_change_withdrawn"]


def test_what_waits_is_shown_and_can_be_withdrawn(eva: User, postbox: Postbox) -> None:
    client = browser()
    ask(client)
    road = link_to(postbox, NEW)
    assert NEW in client.get("/mijn-account/").content.decode()
    client.post(f"{ROAD}intrekken/")
    assert NEW not in client.get("/mijn-account/").content.decode()
    assert client.get(road).status_code == 410


def test_the_answer_is_the_same_whether_somebody_has_the_address(
    eva: User, postbox: Postbox
) -> None:
    add_person(NEW, PASSWORD)
    pages = []
    for address in (NEW, "niemand@nieuw.example"):
        client = browser()
        page = ask(client, address).content.decode().replace(address, "…")
        pages.append([line for line in page.splitlines() if "csrf" not in line])
    assert [re.sub(r"\d\d:\d\d", "", line) for line in pages[0]] == [
        re.sub(r"\d\d:\d\d", "", line) for line in pages[1]
    ]
    assert AccountMail.objects.filter(kind__startswith="new_address").count() == 2


def test_who_has_the_address_is_told_that_nothing_changes(eva: User, postbox: Postbox) -> None:
    add_person(NEW, PASSWORD)
    ask(browser())
    send_all()
    mail = text_to(postbox, NEW)
    assert "al van een account" in mail
    assert "/mijn-account/" not in mail


def test_an_address_that_another_took_meanwhile_is_not_given(eva: User, postbox: Postbox) -> None:
    client = browser()
    ask(client)
    client.get(link_to(postbox, NEW))
    add_person(NEW, PASSWORD)
    page = client.post(f"{ROAD}bevestigen/", follow=True).content.decode()
    assert "heeft inmiddels een ander account" in page
    eva.refresh_from_db()
    assert eva.email == OLD
    assert not AddressChange.objects.exists()


def test_of_two_wishes_of_one_person_only_the_last_works(eva: User, postbox: Postbox) -> None:
    client = browser()
    ask(client, "een@nieuw.example")
    first = link_to(postbox, "een@nieuw.example")
    ask(client, "twee@nieuw.example")
    second = link_to(postbox, "twee@nieuw.example")
    assert client.get(first).status_code == 410
    client.get(second)
    client.post(f"{ROAD}bevestigen/")
    assert User.objects.get().email == "twee@nieuw.example"


def test_two_people_who_confirm_one_address_at_once_do_not_both_get_it(eva: User) -> None:
    lo, now = add_person("lo@example.com"), datetime.now(UTC)
    wishes = [changing_address.ask(one, NEW, "nl", now) for one in (eva, lo)]
    together = threading.Barrier(2)
    outcome: list[bool | None] = []

    def confirm(wish: AddressChange) -> None:
        mine = AddressChange.objects.select_related("user").get(pk=wish.pk)
        together.wait()
        try:
            outcome.append(changing_address.confirm(mine, "", "nl", now))
        except Taken:
            outcome.append(None)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=confirm, args=(wish,)) for wish in wishes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome, key=str) == [None, True]
    assert User.objects.filter(email=NEW).count() == 1
    assert EmailAddress.objects.filter(email=NEW).count() == 1


def test_a_confirmation_that_is_sent_twice_at_once_changes_it_once(eva: User) -> None:
    now = datetime.now(UTC)
    wish = changing_address.ask(eva, NEW, "nl", now)
    again = AddressChange.objects.select_related("user").get(pk=wish.pk)
    assert changing_address.confirm(wish, "", "nl", now)
    assert not changing_address.confirm(again, "", "nl", now)
    assert changing_address.living(changing_address.token(wish, CONFIRM), CONFIRM, now) is None


def test_who_signed_in_a_while_ago_is_asked_again_first(eva: User, postbox: Postbox) -> None:
    client = Client()
    client.force_login(eva)
    session = client.session
    session[KEPT] = (datetime.now(UTC) - timedelta(minutes=11)).timestamp()
    session.save()
    assert "bent-u-het" in client.post(ROAD, {"email": NEW}).headers["location"]
    assert not AddressChange.objects.exists()


def test_the_own_address_and_what_is_no_address_are_refused(eva: User, postbox: Postbox) -> None:
    client = browser()
    assert client.post(ROAD, {"email": OLD.upper()}).status_code == 422
    assert client.post(ROAD, {"email": "geen adres"}).status_code == 422
    assert not AddressChange.objects.exists()


def test_without_a_mail_server_the_page_says_who_helps(eva: User) -> None:
    client = browser()
    assert "kan hier geen mail versturen" in client.get(ROAD).content.decode()
    client.post(ROAD, {"email": NEW})
    assert not AddressChange.objects.exists()


def test_asking_is_limited(eva: User, postbox: Postbox) -> None:
    client = browser()
    answers = [client.post(ROAD, {"email": f"{n}@nieuw.example"}).status_code for n in range(12)]
    assert answers[0] == 302
    assert answers[-1] == 429


def test_every_firm_of_the_person_is_told(eva: User, postbox: Postbox) -> None:
    firm = add_organisation("Voorbeeld BV", eva)
    ask(browser())
    event = SecurityEvent.objects.get(chain=firm.pk, kind="address_change_asked")
    assert (event.who, event.about, event.about_name) == (f"person:{eva.pk}", event.who, OLD)
