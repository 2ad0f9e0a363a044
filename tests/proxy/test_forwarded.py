"""What a proxy says of a request, and who is believed."""

from collections.abc import Callable
from ipaddress import ip_network

import pytest
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from bonbrug.accounts.client_address import is_near
from bonbrug.site.proxies import Proxies, address

PROXY = "192.0.2.1"
INNER = "10.1.2.3"
VISITOR = "198.51.100.7"
INVENTED = "203.0.113.99"

Ask = Callable[..., HttpRequest]


@pytest.fixture
def ask(settings: Settings) -> Ask:
    """Send a request past the middleware; returns it as everything behind sees it."""
    settings.BONBRUG_TRUSTED_PROXIES = [ip_network(PROXY), ip_network("10.1.0.0/16")]

    def send(peer: str = PROXY, **headers: str) -> HttpRequest:
        seen: list[HttpRequest] = []

        def behind(request: HttpRequest) -> HttpResponse:
            seen.append(request)
            return HttpResponse()

        dashed = {name.replace("_", "-"): value for name, value in headers.items()}
        Proxies(behind)(RequestFactory().get("/", headers=dashed, REMOTE_ADDR=peer))
        return seen[0]

    return send


def test_a_trusted_proxy_tells_scheme_and_visitor(ask: Ask) -> None:
    request = ask(X_Forwarded_For=VISITOR, X_Forwarded_Proto="https")
    assert request.META["REMOTE_ADDR"] == VISITOR
    assert request.is_secure()


def test_a_trusted_proxy_that_heard_plain_http_makes_nothing_secure(ask: Ask) -> None:
    assert not ask(X_Forwarded_For=VISITOR, X_Forwarded_Proto="http").is_secure()


@pytest.mark.parametrize("said", ["", "wss", "https, http", "https,", "on"])
def test_a_scheme_that_is_not_https_is_not_secure(ask: Ask, said: str) -> None:
    assert not ask(X_Forwarded_For=VISITOR, X_Forwarded_Proto=said).is_secure()


@pytest.mark.parametrize("peer", [INVENTED, "127.0.0.1", "10.2.0.1", "::1"])
def test_nobody_else_is_believed(ask: Ask, peer: str) -> None:
    request = ask(
        peer, X_Forwarded_For=VISITOR, X_Forwarded_Proto="https", X_Forwarded_Host="evil.example"
    )
    assert request.META["REMOTE_ADDR"] == peer
    assert not request.is_secure()
    assert request.get_host() == "testserver"


def test_nothing_is_trusted_where_nothing_is_named(ask: Ask, settings: Settings) -> None:
    settings.BONBRUG_TRUSTED_PROXIES = []
    assert ask("127.0.0.1", X_Forwarded_For=VISITOR).META["REMOTE_ADDR"] == "127.0.0.1"


@pytest.mark.parametrize("peer", [PROXY, INVENTED])
@pytest.mark.parametrize(
    "name", ["X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Server", "Forwarded", "X-Real-IP"]
)
def test_forwarded_words_reach_nothing_behind(ask: Ask, peer: str, name: str) -> None:
    assert name not in ask(peer, **{name: "for=1.2.3.4"}).headers


def test_what_a_visitor_wrote_himself_stands_left_and_is_not_read(ask: Ask) -> None:
    request = ask(X_Forwarded_For=f"{INVENTED}, {VISITOR}")
    assert request.META["REMOTE_ADDR"] == VISITOR


def test_a_row_of_trusted_proxies_is_walked_to_its_visitor(ask: Ask) -> None:
    request = ask(X_Forwarded_For=f"{INVENTED}, {VISITOR}, 10.1.0.9, {INNER}")
    assert request.META["REMOTE_ADDR"] == VISITOR


def test_a_stranger_in_the_row_is_the_visitor(ask: Ask) -> None:
    request = ask(X_Forwarded_For=f"{VISITOR}, 203.0.113.5, {INNER}")
    assert request.META["REMOTE_ADDR"] == "203.0.113.5"


@pytest.mark.parametrize("word", ["unknown", "", "_hidden", "1.2.3", "999.1.1.1", "x" * 5000])
def test_a_word_that_is_no_address_ends_the_walk(ask: Ask, word: str) -> None:
    request = ask(X_Forwarded_For=f"{INVENTED}, {word}, {INNER}")
    assert request.META["REMOTE_ADDR"] == INNER


def test_a_trusted_proxy_that_forwards_nothing_is_itself_the_visitor(ask: Ask) -> None:
    assert ask().META["REMOTE_ADDR"] == PROXY


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("198.51.100.7", "198.51.100.7"),
        (" 198.51.100.7:51000 ", "198.51.100.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("2001:DB8:0::7", "2001:db8::7"),
        ("[2001:db8::7]:51000", "2001:db8::7"),
        ('"[2001:db8::7]"', "2001:db8::7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_an_address_is_read_in_every_form_that_proxies_write(written: str, read: str) -> None:
    assert str(address(written)) == read


def test_a_proxy_that_is_heard_over_both_families_is_the_same_proxy(ask: Ask) -> None:
    request = ask(f"::ffff:{PROXY}", X_Forwarded_For=VISITOR)
    assert request.META["REMOTE_ADDR"] == VISITOR


def test_the_host_that_a_trusted_proxy_heard_is_taken(ask: Ask, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["bonbrug.example"]
    assert ask(X_Forwarded_Host="bonbrug.example").get_host() == "bonbrug.example"


def test_a_forwarded_host_that_is_not_ours_is_refused(ask: Ask) -> None:
    with pytest.raises(DisallowedHost):
        ask(X_Forwarded_Host="evil.example").get_host()


@pytest.mark.parametrize(
    ("peer", "near"),
    [("127.0.0.1", True), ("::1", True), ("::ffff:127.0.0.1", True), (VISITOR, False)],
)
def test_who_asks_directly_is_near_on_this_machine(ask: Ask, peer: str, near: bool) -> None:
    assert is_near(ask(peer)) is near


def test_behind_a_proxy_that_nobody_named_no_caller_is_near(ask: Ask) -> None:
    assert not is_near(ask("127.0.0.1", X_Forwarded_For="127.0.0.1"))
    assert not is_near(ask("127.0.0.1", Forwarded="for=127.0.0.1"))


def test_behind_a_named_proxy_on_this_machine_a_far_caller_is_far(
    ask: Ask, settings: Settings
) -> None:
    settings.BONBRUG_TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    assert not is_near(ask("127.0.0.1", X_Forwarded_For=VISITOR))


def test_a_proxy_nearby_that_nobody_named_is_told_once(
    ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        ask("10.2.0.77", X_Forwarded_For=VISITOR)
        ask(INVENTED, X_Forwarded_For=VISITOR)
    assert [record.args for record in caplog.records] == [(address("10.2.0.77"),)]
