"""Opening, keeping and ending a session."""

from datetime import timedelta

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.gateways.http import Http
from bonbrug.sync.model.failures import NotAllowedIn, Unreachable
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.wire.eboekhouden.faults import Fault
from tests.gateways.eboekhouden_soap.service import Hands, Service, golden


def test_it_is_the_bookkeeping_port(books: EboekhoudenSoap) -> None:
    port: Bookkeeping = books
    assert port.templates() is None


def test_signing_in_sends_what_the_person_typed(books: EboekhoudenSoap, service: Service) -> None:
    books.sign_in()
    asked = service.last("OpenSession")
    assert (asked.Username, asked.SecurityCode1, asked.SecurityCode2, asked.Source) == (
        "naam",
        "code1",
        "code2",
        "Bonbrug",
    )


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("E001.1", "username"),
        ("E0011", "username"),
        ("E001.2", ""),
        ("E001.3", "security_code_2"),
        ("E001.5", ""),
        ("E001.7", ""),
        ("X999", ""),
    ],
)
def test_a_refused_sign_in_names_the_credential(
    books: EboekhoudenSoap, service: Service, code: str, field: str
) -> None:
    service.replies["OpenSession"] = [Fault(code, "x")]
    with pytest.raises(NotAllowedIn) as caught:
        books.sign_in()
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_recorded_refusal_to_sign_in_is_understood(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["OpenSession"] = [golden("opensession-response-error-E001.1")]
    with pytest.raises(NotAllowedIn, match=r"E001\.1"):
        books.relations()
    assert service.names() == ["OpenSession"]


def test_credentials_of_impossible_length_are_refused_before_sending(
    httpserver: HTTPServer, service: Service, clock: Hands
) -> None:
    http = Http()
    books = EboekhoudenSoap(http, httpserver.url_for("/soap.asmx"), "n", "1" * 51, "2", clock=clock)
    with pytest.raises(NotAllowedIn) as caught:
        books.sign_in()
    http.close()
    assert (caught.value.code, caught.value.field) == ("too_long", "security_code_1")
    assert service.calls == []


def test_calls_share_a_session_and_carry_both_keys(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetOpenPosten"] = [golden("getopenposten-response")]
    books.open_items()
    books.open_items()
    assert service.names() == ["OpenSession", "GetOpenPosten", "GetOpenPosten"]
    asked = service.last("GetOpenPosten")
    assert asked.SessionID == "{00000000-0000-4000-8000-0000000000AA}"
    assert asked.SecurityCode2 == "code2"


@pytest.mark.parametrize("step", [timedelta(minutes=5), timedelta(hours=-1)])
def test_an_old_session_is_replaced(
    books: EboekhoudenSoap, service: Service, clock: Hands, step: timedelta
) -> None:
    service.replies["GetOpenPosten"] = [golden("getopenposten-response-empty")]
    books.open_items()
    clock.now += step
    books.open_items()
    assert service.names().count("OpenSession") == 2


@pytest.mark.parametrize("code", ["E002.1", "E002.2", "E002.3", "E002.4", "E0023"])
def test_an_ended_session_is_opened_once_more_for_the_same_call(
    books: EboekhoudenSoap, service: Service, code: str
) -> None:
    service.replies["GetOpenPosten"] = [Fault(code), golden("getopenposten-response")]
    assert len(books.open_items()) == 1
    assert service.names() == ["OpenSession", "GetOpenPosten"] * 2


def test_a_session_that_ends_again_is_not_tried_a_third_time(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetOpenPosten"] = [golden("getopenposten-response-error-E002.2")]
    with pytest.raises(Unreachable) as caught:
        books.open_items()
    assert caught.value.before_sending
    assert service.names() == ["OpenSession", "GetOpenPosten"] * 2


def test_signing_out_closes_the_session_once(books: EboekhoudenSoap, service: Service) -> None:
    books.sign_in()
    books.sign_out()
    books.sign_out()
    assert service.names() == ["OpenSession", "CloseSession"]


def test_signing_out_never_raises(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["CloseSession"] = [Response("weg", status=503)]
    books.sign_in()
    books.sign_out()


def test_the_call_limit_means_again_later(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["GetOpenPosten"] = [Fault("E003.1")]
    with pytest.raises(Unreachable) as caught:
        books.open_items()
    assert (type(caught.value), caught.value.code) == (Unreachable, "call_limit")
