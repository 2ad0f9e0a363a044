"""Each fault of the proxy, proven through the real way out against a service that counts."""

import gzip
import socket
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import pytest
from pytest_httpserver import HTTPServer

from bonbrug.gateways.http import Http
from bonbrug.sync.model.failures import Unreachable
from tests.proofs.faults.proxy.giving import give
from tests.proofs.faults.proxy.messages import Reply
from tests.proofs.faults.proxy.plan import EVERY, Event, Fault, Plan, Step
from tests.proofs.faults.proxy.server import FaultProxy

ANSWER = b"<Envelope>" + b"werkbon 1002 " * 400 + b"</Envelope>"
CALL = "AddFactuur"
HEADERS = {"SOAPAction": f'"http://www.e-boekhouden.nl/soap/{CALL}"', "Content-Type": "text/xml"}
PATIENT = Http(total_seconds=20)
HURRIED = Http(total_seconds=0.3)

WHOLE = {Fault.LATENCY, Fault.BANDWIDTH, Fault.SLOW_CLOSE, Fault.DUPLICATE, Fault.SLICER}
BROKEN = {
    Fault.RESET_PEER: "reset",
    Fault.EXECUTE_THEN_DROP: "reset",
    Fault.LATE_EXECUTION: "reset",
    Fault.LIMIT_DATA: "cut",
    Fault.WRONG_LENGTH_LONG: "cut",
    Fault.TRUNCATED_GZIP: "cut",
}
PAGES = {
    Fault.STATUS_503: 503,
    Fault.STATUS_500_AFTER_COMMIT: 500,
    Fault.HTML_200: 200,
    Fault.HTML_200_AFTER_COMMIT: 200,
    Fault.REDIRECT: 302,
}
SLOW = {Fault.LATENCY, Fault.BANDWIDTH, Fault.SLOW_CLOSE}


class Seen(NamedTuple):
    """What the client got; `code` is that of the failure."""

    status: int = 0
    content_type: str = ""
    body: bytes = b""
    code: str = ""
    unsent: bool = False


@pytest.fixture(autouse=True, scope="module")
def _closed() -> Iterator[None]:
    yield
    PATIENT.close()
    HURRIED.close()


@pytest.fixture
def service(httpserver: HTTPServer) -> HTTPServer:
    """A service that executes whatever it is asked; its log is the count."""
    httpserver.expect_request("/soap.asmx").respond_with_data(ANSWER, content_type="text/xml")
    return httpserver


def behind(service: HTTPServer) -> tuple[str, int]:
    return service.host, service.port


def ask(proxy: FaultProxy, client: Http = PATIENT, *, once: bool = True) -> Seen:
    url = f"http://127.0.0.1:{proxy.address[1]}/soap.asmx"
    query = {"token": "geheim"}
    try:
        answer = client.send("POST", url, query=query, headers=HEADERS, body=b"geheim", once=once)
    except Unreachable as failure:
        return Seen(code=failure.code, unsent=failure.before_sending)
    with answer.body:
        return Seen(answer.status, answer.content_type, answer.body.read())


def steps(proxy: FaultProxy) -> list[Step]:
    return [event.step for event in proxy.history]


def test_every_fault_is_proven_here() -> None:
    rest = {Fault.TIMEOUT, Fault.WRONG_LENGTH_SHORT}
    assert WHOLE | set(BROKEN) | set(PAGES) | rest == set(Fault)


EXECUTED = {
    "never": "timeout reset_peer late_execution status_503 html_200 redirect",
    "once": "latency bandwidth slow_close slicer execute_then_drop limit_data wrong_length_short "
    "wrong_length_long truncated_gzip status_500_after_commit html_200_after_commit",
    "twice": "duplicate",
}
TIMES = {
    Fault(name): times for times, names in enumerate(EXECUTED.values()) for name in names.split()
}


@pytest.mark.parametrize("fault", list(Fault))
def test_a_fault_executes_the_request_as_often_as_it_says(
    service: HTTPServer, fault: Fault
) -> None:
    with FaultProxy(behind(service), Plan((fault, CALL, 1)), seconds=0) as proxy:
        ask(proxy, HURRIED if fault is Fault.TIMEOUT else PATIENT)
        assert len(service.log) == fault.executions == TIMES[fault]
        assert steps(proxy).count(Step.DELIVERED) == fault.executions


@pytest.mark.parametrize("fault", sorted(WHOLE))
def test_a_slow_or_doubled_answer_is_whole_for_a_patient_client(
    service: HTTPServer, fault: Fault
) -> None:
    with FaultProxy(behind(service), Plan((fault, CALL, 1)), seconds=0) as proxy:
        assert ask(proxy) == Seen(200, "text/xml", ANSWER)


@pytest.mark.parametrize("fault", sorted(BROKEN))
def test_a_broken_answer_reaches_nobody(service: HTTPServer, fault: Fault) -> None:
    with FaultProxy(behind(service), Plan((fault, CALL, 1))) as proxy:
        assert ask(proxy) == Seen(code=BROKEN[fault])


@pytest.mark.parametrize("fault", sorted(PAGES))
def test_a_web_server_in_front_answers_with_a_page(service: HTTPServer, fault: Fault) -> None:
    with FaultProxy(behind(service), Plan((fault, CALL, 1))) as proxy:
        seen = ask(proxy)
    assert (seen.status, seen.content_type) == (PAGES[fault], "text/html; charset=utf-8")
    assert seen.body.startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("fault", sorted(SLOW))
def test_a_client_in_a_hurry_gives_up_on_a_slow_answer(service: HTTPServer, fault: Fault) -> None:
    with FaultProxy(behind(service), Plan((fault, CALL, 1)), seconds=20) as proxy:
        assert ask(proxy, HURRIED) == Seen(code="timeout")
    assert len(service.log) == 1


@pytest.mark.parametrize(("fault", "pauses"), [(Fault.LATENCY, 1), (Fault.BANDWIDTH, 5)])
def test_pauses_come_before_the_answer_or_its_pieces(
    service: HTTPServer, fault: Fault, pauses: int
) -> None:
    waited: list[float] = []
    plan = Plan((fault, CALL, 1))
    with FaultProxy(behind(service), plan, seconds=7, wait=waited.append) as proxy:
        assert ask(proxy).body == ANSWER
    assert waited == [7] * pauses


def test_slices_go_out_one_by_one() -> None:
    near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    near.settimeout(5)
    far.settimeout(5)
    with near, far:
        give(near, Reply(200, "OK", (), b"abc"), Fault.SLICER, lambda: None)
        assert [far.recv(1_000)[-4:] for _ in range(4)] == [b"\r\n\r\n", b"a", b"b", b"c"]


def test_a_reset_is_not_a_goodbye(service: HTTPServer) -> None:
    with (
        FaultProxy(behind(service), Plan((Fault.RESET_PEER, "GET lost", 1))) as proxy,
        socket.create_connection(proxy.address) as line,
    ):
        line.sendall(b"GET /lost HTTP/1.1\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            line.recv(1)


def test_a_request_that_is_cut_on_its_way_is_not_delivered(service: HTTPServer) -> None:
    with (
        FaultProxy(behind(service), Plan()) as proxy,
        socket.create_connection(proxy.address) as line,
    ):
        line.sendall(b"POST /soap.asmx HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf")
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == b""
    assert (len(service.log), proxy.history) == (0, [])


def test_silence_lasts_until_the_client_gives_up(service: HTTPServer) -> None:
    with FaultProxy(behind(service), Plan((Fault.TIMEOUT, CALL, 1))) as proxy:
        assert ask(proxy, HURRIED) == Seen(code="timeout")
        assert steps(proxy) == [Step.SILENCE]


def test_a_length_that_is_too_short_makes_a_part_look_whole(service: HTTPServer) -> None:
    with FaultProxy(behind(service), Plan((Fault.WRONG_LENGTH_SHORT, CALL, 1))) as proxy:
        assert ask(proxy) == Seen(200, "text/xml", ANSWER[: len(ANSWER) // 2])


def test_an_answer_that_was_zipped_already_is_not_zipped_twice(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/soap.asmx").respond_with_data(
        gzip.compress(ANSWER), headers={"Content-Encoding": "gzip"}
    )
    plan = Plan((Fault.TRUNCATED_GZIP, CALL, 1))
    with FaultProxy(behind(httpserver), plan) as proxy:
        assert ask(proxy) == Seen(code="cut")
        assert ask(proxy).body == ANSWER


def test_a_late_request_is_executed_when_the_test_says_so(service: HTTPServer) -> None:
    with FaultProxy(behind(service), Plan((Fault.LATE_EXECUTION, CALL, 1))) as proxy:
        ask(proxy)
        assert ask(proxy).body == ANSWER
        assert len(service.log) == 1
        assert (proxy.deliver_late(), proxy.deliver_late()) == (1, 0)
        assert len(service.log) == 2
        late = Event(CALL, 1, Fault.LATE_EXECUTION, Step.DELIVERED, 200)
        assert proxy.history[-1] == late


def test_a_late_request_arrives_unchanged(service: HTTPServer) -> None:
    with FaultProxy(behind(service), Plan((Fault.LATE_EXECUTION, CALL, 1))) as proxy:
        ask(proxy)
        proxy.deliver_late()
    request, _ = service.log[0]
    assert request.get_data() == b"geheim"
    assert request.args["token"] == "geheim"
    assert request.headers["SOAPAction"] == HEADERS["SOAPAction"]


def test_a_redirect_is_not_followed(service: HTTPServer) -> None:
    with FaultProxy(behind(service), Plan((Fault.REDIRECT, CALL, 1))) as proxy:
        assert ask(proxy).status == 302
        assert proxy.history == [Event(CALL, 1, Fault.REDIRECT, Step.GIVEN, 302)]


def test_only_the_planned_visit_is_struck(service: HTTPServer) -> None:
    with FaultProxy(behind(service), Plan((Fault.STATUS_503, CALL, 2))) as proxy:
        assert [ask(proxy).status for _ in range(3)] == [200, 503, 200]


def test_a_strike_for_every_visit_lasts_until_the_plan_is_replaced(service: HTTPServer) -> None:
    plan = Plan((Fault.STATUS_503, CALL, EVERY), (Fault.HTML_200, CALL, 2))
    with FaultProxy(behind(service), plan) as proxy:
        assert [ask(proxy).status for _ in range(3)] == [503, 200, 503]
        proxy.plan = Plan()
        assert ask(proxy).body == ANSWER


def test_a_plan_for_later_counts_its_visits_from_then_on(service: HTTPServer) -> None:
    with FaultProxy(behind(service), Plan()) as proxy:
        ask(proxy)
        proxy.strike(Plan((Fault.STATUS_503, CALL, 1)))
        assert [ask(proxy).status for _ in range(2)] == [503, 200]


def test_another_call_is_not_struck(service: HTTPServer) -> None:
    with FaultProxy(behind(service), Plan((Fault.STATUS_503, "GetFacturen", 1))) as proxy:
        assert ask(proxy).body == ANSWER


def test_one_visit_cannot_have_two_faults() -> None:
    with pytest.raises(ValueError, match="two faults"):
        Plan((Fault.SLICER, CALL, 1), (Fault.REDIRECT, CALL, 1))


def test_a_kept_connection_carries_several_calls_and_ends_with_a_fault(
    service: HTTPServer,
) -> None:
    plan = Plan((Fault.WRONG_LENGTH_SHORT, CALL, 3))
    with FaultProxy(behind(service), plan) as proxy, closing(Http()) as client:
        sizes = [len(ask(proxy, client, once=False).body) for _ in range(4)]
    assert sizes == [len(ANSWER), len(ANSWER), len(ANSWER) // 2, len(ANSWER)]


def test_the_history_tells_both_sides_in_order(service: HTTPServer) -> None:
    with FaultProxy(behind(service), Plan((Fault.STATUS_500_AFTER_COMMIT, CALL, 2))) as proxy:
        ask(proxy)
        ask(proxy)
        fault = Fault.STATUS_500_AFTER_COMMIT
        assert proxy.history == [
            Event(CALL, 1, None, Step.DELIVERED, 200),
            Event(CALL, 1, None, Step.GIVEN, 200),
            Event(CALL, 2, fault, Step.DELIVERED, 200),
            Event(CALL, 2, fault, Step.GIVEN, 500),
        ]


def test_the_history_holds_no_body_and_no_query(service: HTTPServer) -> None:
    strikes = [(fault, CALL, visit) for visit, fault in enumerate(sorted(BROKEN), 1)]
    with FaultProxy(behind(service), Plan(*strikes)) as proxy:
        for _ in strikes:
            ask(proxy)
        assert "geheim" not in repr(proxy.history)
        assert "werkbon" not in repr(proxy.history)


def test_a_service_that_is_down_looks_like_a_reset() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        nobody = taken.getsockname()
    with FaultProxy(nobody, Plan()) as proxy:
        assert ask(proxy) == Seen(code="reset")
        assert steps(proxy) == [Step.UNANSWERED, Step.RESET]
