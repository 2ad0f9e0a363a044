"""What the operator tells stands on every page in its time, and is put away in one browser."""

from datetime import timedelta

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.announcements import KEPT, Telling, announce, forget_old
from bonbrug.accounts.models import Announcement, SecurityEvent
from bonbrug.site.arguments import parser
from bonbrug.site.commands import announcements as command
from bonbrug.values.clock import AMSTERDAM, system_clock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
ROAD = "/beheer/mededelingen/"
DUTCH, ENGLISH = "Zaterdag om tien uur vernieuwen wij.", "We upgrade on Saturday at ten."
HOUR = timedelta(hours=1)


def told(begins: timedelta = -HOUR, ends: timedelta = HOUR, english: str = ENGLISH) -> Announcement:
    now = system_clock()
    return announce(Telling(DUTCH, english, now + begins, now + ends), now)


def typed(moment: timedelta) -> str:
    return f"{(system_clock() + moment).astimezone(AMSTERDAM):%Y-%m-%dT%H:%M}"


def page(client: Client, road: str = "/inloggen/") -> str:
    return client.get(road).content.decode()


def test_it_is_told_in_the_language_of_the_page_also_before_logging_in(client: Client) -> None:
    told()
    english = Client(headers={"accept-language": "en"})
    assert DUTCH in page(client)
    assert ENGLISH in page(english)
    assert DUTCH not in page(english)


def test_it_is_told_in_its_time_only(client: Client) -> None:
    told(HOUR, 2 * HOUR)
    told(-2 * HOUR, -HOUR)
    assert DUTCH not in page(client)


def test_it_stands_on_the_pages_of_each_house(client: Client) -> None:
    told()
    person = add_person("eva@example.com")
    add_organisation("Voorbeeld BV", person)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    for road in (
        "/",
        "/koppeling/",
        "/werkbonnen/",
        "/boekhouden/",
        "/werkbonnen/tablet/koppelen/",
    ):
        assert DUTCH in client.get(road, follow=True).content.decode(), road


def test_it_is_text_and_never_markup(desk: Client) -> None:
    told(english="<b>bold</b> & more")
    shown = page(desk, "/")
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in shown
    assert "<b>bold" not in shown


def test_put_away_it_stays_away_until_the_browser_is_closed(client: Client) -> None:
    away, other = told(), told(english="Other")
    answer = client.post(f"/mededelingen/{away.pk}/weg/", {"next": "/inloggen/"})
    assert answer["Location"] == "/inloggen/"
    assert not answer.cookies["told"]["max-age"]
    assert not answer.cookies["told"]["expires"]
    assert page(client).count(DUTCH) < page(Client()).count(DUTCH)
    assert f"/mededelingen/{other.pk}/weg/" in page(client)
    assert f"/mededelingen/{away.pk}/weg/" not in page(client)


def test_what_stands_in_the_cookie_is_not_believed(client: Client) -> None:
    told()
    client.cookies["told"] = "1.<b>.2"
    assert DUTCH in page(client)


def test_it_sends_nobody_to_another_site(client: Client) -> None:
    row = told()
    answer = client.post(f"/mededelingen/{row.pk}/weg/", {"next": "https://elders.example/"})
    assert answer["Location"] == "/"


def test_the_operator_tells_it_and_withdraws_it(desk: Client) -> None:
    sent = {"dutch": DUTCH, "english": ENGLISH, "from_at": typed(-HOUR), "until_at": typed(HOUR)}
    assert desk.post(ROAD, sent).status_code == 302
    made = Announcement.objects.get()
    assert abs(made.until_at - system_clock() - HOUR) < timedelta(minutes=2)
    assert ENGLISH in page(desk, ROAD)
    desk.post(f"{ROAD}{made.pk}/intrekken/")
    assert ENGLISH not in page(desk, "/")
    kinds = [event.kind for event in SecurityEvent.objects.filter(chain=0).order_by("sequence")]
    assert kinds[-2:] == ["announced", "announcement_ended"]


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [(HOUR, HOUR, "not after the begin"), (-2 * HOUR, -HOUR, "nobody would see it")],
)
def test_a_time_that_cannot_be_meant_is_asked_about(
    desk: Client, begins: timedelta, ends: timedelta, said: str
) -> None:
    sent = {"dutch": DUTCH, "english": ENGLISH, "from_at": typed(begins), "until_at": typed(ends)}
    answer = desk.post(ROAD, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Announcement.objects.exists()


def test_it_is_forgotten_long_after_its_end() -> None:
    now = system_clock()
    told(-KEPT - 2 * HOUR, -KEPT - HOUR)
    told()
    assert forget_old(now) == 1
    assert Announcement.objects.count() == 1


def run(*words: str) -> int:
    return command.run(parser().parse_args(["announcements", *words]))


def test_the_command_tells_lists_and_withdraws(capsys: pytest.CaptureFixture[str]) -> None:
    texts = ("--dutch", DUTCH, "--english", ENGLISH)
    assert run("make", *texts, "--until", typed(HOUR)) == 0
    number = capsys.readouterr().out.split()[1]
    run("list")
    assert ENGLISH in capsys.readouterr().out
    assert run("withdraw", number) == 0
    assert run("withdraw", number) == 2
    assert run("make", *texts, "--until", typed(-HOUR)) == 2
    assert run("make", "--dutch", " ", "--english", ENGLISH, "--until", typed(HOUR)) == 2
    assert not Announcement.objects.exists()
