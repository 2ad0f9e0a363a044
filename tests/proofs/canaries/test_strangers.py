"""Who is let in nowhere hears no secret, and what they typed stands in no log and no mail."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bonbrug.accounts.actions import add_person
from bonbrug.site import pages
from bonbrug.workorders.doors.openapi import ENDPOINTS
from tests.accounts.test_passwords import send_all
from tests.postbox import Postbox
from tests.proofs.canaries.planting import PASSWORD, Planted
from tests.proofs.canaries.traces import Canary, Watch
from tests.proofs.hostile.asked import SOAP
from tests.proofs.roles.conftest import Who

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]
TYPED = Watch([Canary("password", PASSWORD), Canary("password with a slip", f"{PASSWORD}x")])
CODE = "SecurityCode2"
ENVELOPE = (
    '<OpenSession xmlns="http://www.e-boekhouden.nl/soap"><Username>voorbeeld</Username>'
    "<SecurityCode1>{}</SecurityCode1><SecurityCode2>{}</SecurityCode2></OpenSession>"
)


def stranger() -> Client:
    return Client(raise_request_exception=False)


def heard(answer: Any) -> Iterator[bytes]:
    """Yield head and body of an answer."""
    yield from (f"{name}: {value}".encode() for name, value in answer.headers.items())
    yield answer.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_sign_in_that_fails_or_is_asked_anew_repeats_no_password(
    planted: Planted, log: io.StringIO, postbox: Postbox
) -> None:
    person, browser = add_person("pim@example.com", PASSWORD), stranger()
    slip = f"{PASSWORD}x"
    said = [*heard(browser.post("/inloggen/", {"username": person.email, "password": slip}))]
    # Typed in the wrong field it comes back there, and it is told nowhere else.
    browser.post("/inloggen/", {"username": PASSWORD, "password": slip})
    browser.post("/inloggen/wachtwoord-vergeten/", {"email": person.email})
    browser.post("/inloggen/", {"username": person.email, "password": PASSWORD})
    for wrong in (slip, PASSWORD[::-1]):
        form = {"oldpassword": wrong, "password1": PASSWORD, "password2": slip}
        said += heard(browser.post("/mijn-account/wachtwoord/", form))
        said += heard(browser.post("/mijn-account/bent-u-het/", {"password": wrong}))
    send_all()
    assert postbox.mails
    mails = [mail.as_bytes() for mail in postbox.mails]
    texts = [str(mail.get_content()) for mail in postbox.mails]
    outputs: list[str | bytes] = [*said, *mails, *texts, log.getvalue()]
    assert planted.watch.seen(*outputs) | TYPED.seen(*outputs) == set()


def test_a_link_that_does_not_work_is_not_repeated(planted: Planted, log: io.StringIO) -> None:
    """But as the address of the page itself, in what brings its visitor back to it."""
    wrong = planted.secrets["login link that nobody made"]
    for road in (f"/inloggen/{wrong}/", f"/uitnodiging/{wrong}/"):
        for answer in (stranger().get(road), stranger().post(road)):
            said = [one.replace(f'"{road}"'.encode(), b"") for one in heard(answer)]
            assert planted.watch.seen(*said) == set()
    assert planted.watch.seen(log.getvalue()) == set()


@pytest.mark.parametrize("endpoint", sorted({name for _method, name in ENDPOINTS}))
def test_the_open_api_repeats_no_token(planted: Planted, log: io.StringIO, endpoint: str) -> None:
    own = {"token": planted.secrets["token"], "software_token": planted.secrets["software token"]}
    door = f"/openapi/8/{endpoint}/"
    slips = (
        {"token": own["software_token"]},
        {"software_token": own["token"]},
        {"from": "gisteren"},
    )
    for tokens in (*({**own, **slip} for slip in slips), own):
        query = "&".join(f"{name}={text}" for name, text in tokens.items())
        for body in (b"{Korst", b"[]", b'[{"WorkorderNo": []}]'):
            answer = stranger().post(f"{door}?{query}", body, content_type="application/json")
            assert planted.watch.seen(*heard(answer)) == set()
        assert planted.watch.seen(*heard(stranger().get(f"{door}?{query}"))) == set()
    assert planted.watch.seen(log.getvalue()) == set()


def test_the_soap_door_repeats_no_code(planted: Planted, log: io.StringIO) -> None:
    first, second = planted.secrets["security code 1"], planted.secrets["security code 2"]
    session = planted.secrets["session of the SOAP door"]
    bodies = [
        SOAP.format("OpenSession", ENVELOPE.format(second, first)),
        ENVELOPE.format(first, second),
        *(
            SOAP.format(name, f"<SessionID>{session}</SessionID><{CODE}>{code}</{CODE}>")
            for name in ("GetRelaties", "AddFactuur", "Onzin")
            for code in (first, second)
        ),
    ]  # fmt: skip
    for body in bodies:
        answer = stranger().post("/soap.asmx", body, content_type="text/xml; charset=utf-8")
        assert planted.watch.seen(*heard(answer)) == set()
    assert planted.watch.seen(log.getvalue()) == set()


def test_an_error_that_nobody_foresaw_shows_and_logs_none(
    planted: Planted, people: list[Who], log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = " ".join(planted.secrets.values())

    def failing(*given: object) -> bool:
        raise ZeroDivisionError(everything)

    monkeypatch.setattr(pages, "url_has_allowed_host_and_scheme", failing)
    for who in people:
        answer = who.client.post(f"/thema/?next={everything}", {"password": everything})
        assert answer.status_code == 500
        assert planted.watch.seen(answer.content) == set()
    assert "ZeroDivisionError" in log.getvalue()
    assert planted.watch.seen(log.getvalue()) == set()
    assert not settings.DEBUG
