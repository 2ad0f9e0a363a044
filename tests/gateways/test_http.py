"""The exchange with other services, over real sockets on this machine."""

import gzip
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from bonbrug.gateways import http, http_breaker, http_deadline
from bonbrug.gateways.http import Http
from bonbrug.sync.model.failures import Misconfigured, Unreachable, Unreadable


@pytest.fixture
def client() -> Iterator[Http]:
    client = Http(connect_seconds=2, total_seconds=2, limit=100_000)
    yield client
    client.close()


@pytest.fixture
def raw_server() -> Iterator[Callable[[bytes], str]]:
    """Answer with the given bytes to one request, then close."""
    listener = socket.create_server(("127.0.0.1", 0))
    threads: list[threading.Thread] = []

    def answer(reply: bytes) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(reply)
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(0.5)
            with suppress(OSError):  # what stays unread makes a reset of the end
                while connection.recv(65_536):
                    pass

    def start(reply: bytes) -> str:
        threads.append(threading.Thread(target=answer, args=(reply,)))
        threads[-1].start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/?token=geheim"

    yield start
    for thread in threads:
        thread.join(5)
    listener.close()


def test_an_answer_comes_back_whole_with_status_and_type(
    client: Http, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/a", query_string="b=1%262").respond_with_data(
        "body", status=418, content_type="text/xml; charset=utf-8"
    )
    answer = client.send("GET", httpserver.url_for("/a"), query={"b": "1&2"})
    with answer.body:
        assert (answer.status, answer.content_type, answer.body.read()) == (
            418,
            "text/xml; charset=utf-8",
            b"body",
        )


def test_a_repeated_query_name_is_kept(client: Http, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/", query_string="a=1&a=2").respond_with_data("")
    assert client.send("GET", httpserver.url_for("/"), query=[("a", "1"), ("a", "2")]).status == 200


def test_a_body_and_headers_are_sent(client: Http, httpserver: HTTPServer) -> None:
    httpserver.expect_request(
        "/", method="POST", data="<a/>", headers={"SOAPAction": '"x"'}
    ).respond_with_data("")
    answer = client.send(
        "POST", httpserver.url_for("/"), headers={"SOAPAction": '"x"'}, body=b"<a/>"
    )
    assert answer.status == 200


def test_a_gzip_body_is_unpacked(client: Http, httpserver: HTTPServer) -> None:
    packed = gzip.compress(b"x" * 5_000, mtime=0)
    httpserver.expect_request("/").respond_with_data(packed, headers={"Content-Encoding": "gzip"})
    with client.send("GET", httpserver.url_for("/")).body as body:
        assert body.read() == b"x" * 5_000


@pytest.mark.parametrize("packed", [gzip.compress(b"x" * 5_000, mtime=0)[:-4], b"not gzip"])
def test_a_broken_gzip_body_is_a_cut_body(
    client: Http, httpserver: HTTPServer, packed: bytes
) -> None:
    httpserver.expect_request("/").respond_with_data(packed, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unreachable) as caught:
        client.send("GET", httpserver.url_for("/"))
    assert caught.value.code == "cut"


@pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "gzip"}])
def test_a_body_over_the_limit_is_refused(
    client: Http, httpserver: HTTPServer, headers: dict[str, str]
) -> None:
    body = b"x" * 100_001
    httpserver.expect_request("/").respond_with_data(
        gzip.compress(body, mtime=0) if headers else body, headers=headers
    )
    with pytest.raises(Unreachable) as caught:
        client.send("GET", httpserver.url_for("/"))
    assert (caught.value.code, caught.value.before_sending) == ("too_large", False)


def test_a_large_body_is_kept_on_disk_and_read_back(httpserver: HTTPServer) -> None:
    client = Http()
    large = b"0123456789" * 200_000
    httpserver.expect_request("/").respond_with_data(large)
    with client.send("GET", httpserver.url_for("/")).body as body:
        assert body.read() == large
    client.close()


def test_a_compression_nobody_asked_for_is_unreadable(client: Http, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("x", headers={"Content-Encoding": "br"})
    with pytest.raises(Unreadable):
        client.send("GET", httpserver.url_for("/"))


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
    ],
)
def test_a_body_shorter_than_announced_is_cut(
    client: Http, raw_server: Callable[[bytes], str], reply: bytes
) -> None:
    with pytest.raises(Unreachable) as caught:
        client.send("GET", raw_server(reply))
    assert (caught.value.code, caught.value.before_sending) == ("cut", False)


@pytest.mark.parametrize("reply", [b"", b"complete nonsense\r\n\r\n"])
def test_no_answer_or_nonsense_is_a_reset(
    client: Http, raw_server: Callable[[bytes], str], reply: bytes
) -> None:
    with pytest.raises(Unreachable) as caught:
        client.send("GET", raw_server(reply))
    assert (caught.value.code, caught.value.before_sending) == ("reset", False)


def test_a_redirect_is_returned_and_not_followed(client: Http, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(
        "", status=307, headers={"Location": httpserver.url_for("/other")}
    )
    assert client.send("POST", httpserver.url_for("/"), body=b"x").status == 307
    assert len(httpserver.log) == 1


def test_a_refused_connection_is_known_to_be_before_sending(client: Http) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unreachable) as caught:
        client.send("GET", f"http://127.0.0.1:{port}/")
    assert (caught.value.code, caught.value.before_sending) == ("connect", True)


def test_a_name_that_does_not_exist_is_a_dns_failure(client: Http) -> None:
    with pytest.raises(Unreachable) as caught:
        client.send("GET", "http://bonbrug.invalid/")
    assert (caught.value.code, caught.value.before_sending) == ("dns", True)


def test_a_server_without_tls_is_a_tls_failure(
    client: Http, raw_server: Callable[[bytes], str]
) -> None:
    address = raw_server(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    with pytest.raises(Unreachable) as caught:
        client.send("GET", address.replace("http:", "https:"))
    assert (caught.value.code, caught.value.before_sending) == ("tls", True)


def _drip(listener: socket.socket, start: bytes, stop: threading.Event) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.sendall(start)
        while not stop.wait(0.05):
            try:
                connection.sendall(b"x")
            except OSError:
                return


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"]
)
def test_an_answer_that_only_drips_ends_at_the_deadline(start: bytes) -> None:
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_drip, args=(listener, start, stop))
        thread.start()
        client = Http(total_seconds=0.3)
        with pytest.raises(Unreachable) as caught:
            client.send("GET", f"http://127.0.0.1:{listener.getsockname()[1]}/")
        stop.set()
        thread.join(5)
        client.close()
    assert (caught.value.code, caught.value.before_sending) == ("timeout", False)


class _Patient(BaseHTTPRequestHandler):
    """Keeps connections open and counts them."""

    protocol_version = "HTTP/1.1"
    connections = 0

    def setup(self) -> None:
        type(self).connections += 1
        super().setup()

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(("once", "connections"), [(False, 1), (True, 3)])
def test_only_once_opens_a_connection_for_every_request(
    client: Http, *, once: bool, connections: int
) -> None:
    _Patient.connections = 0
    with ThreadingHTTPServer(("127.0.0.1", 0), _Patient) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        for _ in range(3):
            client.send("GET", f"http://127.0.0.1:{server.server_port}/", once=once)
        client.close()
        server.shutdown()
        thread.join(5)
    assert _Patient.connections == connections


def test_every_request_says_who_asks_and_that_only_gzip_may_come(
    client: Http, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/").respond_with_data("")
    client.send("GET", httpserver.url_for("/"), headers={"X-Own": "1"})
    told = httpserver.log[0][0].headers
    assert (told["User-Agent"], told["Accept-Encoding"]) == ("Bonbrug", "gzip")
    assert (told["Accept"], told["X-Own"]) == ("*/*", "1")


def test_cookies_are_not_kept(client: Http, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("", headers={"Set-Cookie": "a=b"})
    client.send("GET", httpserver.url_for("/"))
    client.send("GET", httpserver.url_for("/"))
    assert "Cookie" not in httpserver.log[1][0].headers


def test_a_check_before_sending_can_stop_the_exchange(
    client: Http, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbid() -> None:
        raise RuntimeError("a transaction is open")

    monkeypatch.setattr(http, "before_send", [forbid])
    with pytest.raises(RuntimeError):
        client.send("GET", httpserver.url_for("/"))
    assert httpserver.log == []


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "nonsense", "http://[::1", ""])
def test_an_impossible_address_is_a_wrong_setting(client: Http, address: str) -> None:
    with pytest.raises(Misconfigured):
        client.send("GET", address)


def test_a_header_with_a_line_end_is_never_sent(client: Http, httpserver: HTTPServer) -> None:
    with pytest.raises(Misconfigured):
        client.send("GET", httpserver.url_for("/"), headers={"X": "a\r\nY: b"})


def test_tokens_in_an_address_reach_no_log_and_no_exception(
    client: Http, raw_server: Callable[[bytes], str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(Unreachable) as caught:
        client.send("GET", raw_server(b""), query={"token": "geheim"})
    assert "geheim" not in caplog.text
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_arriving_answer_is_read_in_pieces_and_has_the_print_of_the_whole(
    client: Http, httpserver: HTTPServer
) -> None:
    body = b"0123456789" * 9_000
    httpserver.expect_request("/", method="POST").respond_with_data(body)
    with client.arriving("POST", httpserver.url_for("/"), body=b"x") as answer:
        pieces = list(iter(lambda: answer.body.read(4_096), b""))
        found = answer.fingerprint()
    assert b"".join(pieces) == body
    whole = client.send("POST", httpserver.url_for("/"), body=b"x")
    with whole.body:
        assert (whole.fingerprint(), whole.body.read()) == (found, body)


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
    ],
)
def test_an_answer_that_is_cut_while_it_arrives_says_so_to_whoever_reads(
    client: Http, raw_server: Callable[[bytes], str], reply: bytes
) -> None:
    address = raw_server(reply)
    with (
        client.arriving("POST", address, body=b"x") as answer,
        pytest.raises(Unreachable) as caught,
    ):
        answer.body.read()
    assert (caught.value.code, caught.value.before_sending) == ("cut", False)


def test_an_arriving_answer_over_the_limit_is_refused(client: Http, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(b"x" * 100_001)
    arriving = client.arriving("POST", httpserver.url_for("/"), body=b"x")
    with pytest.raises(Unreachable) as caught, arriving as answer:
        answer.body.read()
    assert caught.value.code == "too_large"


def test_an_arriving_answer_ends_at_the_deadline() -> None:
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        start = b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"
        thread = threading.Thread(target=_drip, args=(listener, start, stop))
        thread.start()
        client = Http(total_seconds=0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        arriving = client.arriving("POST", address, body=b"x")
        with pytest.raises(Unreachable) as caught, arriving as answer:
            answer.body.read()
        stop.set()
        thread.join(5)
        client.close()
    assert caught.value.code == "timeout"


def test_a_host_that_five_could_not_reach_is_left_alone_for_a_minute(client: Http) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    codes = []
    for place in range(7):
        token = http_breaker.behalf.set(str(place))
        with pytest.raises(Unreachable) as found:
            client.send("GET", address)
        http_breaker.behalf.reset(token)
        codes.append(found.value.code)
    assert codes == ["connect"] * 5 + ["resting"] * 2


@pytest.fixture
def quiet_server() -> Iterator[str]:
    """Take every request and answer none of them until the end."""
    listener = socket.create_server(("127.0.0.1", 0))
    kept: list[socket.socket] = []

    def hold() -> None:
        kept.extend(listener.accept()[0] for _ in range(2))

    thread = threading.Thread(target=hold, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    listener.close()
    for line in kept:
        line.close()


def test_an_opening_read_waits_only_its_patience_for_the_first_byte(quiet_server: str) -> None:
    client = Http(total_seconds=50)
    began = time.monotonic()
    with pytest.raises(Unreachable) as caught, http_deadline.opening(0.2):
        client.send("POST", quiet_server, body=b"x")
    with pytest.raises(Unreachable), http_deadline.opening(0.2):
        client.arriving("POST", quiet_server, body=b"x").__enter__()
    client.close()
    assert caught.value.code == "timeout"
    assert time.monotonic() - began < 40  # not the fifty of an ordinary call


def test_a_send_has_all_its_time_also_during_an_opening(httpserver: HTTPServer) -> None:
    def late(request: Request) -> Response:
        time.sleep(0.5)
        return Response("made")

    httpserver.expect_request("/").respond_with_handler(late)
    client = Http(total_seconds=50)
    with http_deadline.opening(0.05):
        answer = client.send("POST", httpserver.url_for("/"), body=b"x", once=True)
    client.close()
    assert answer.body.read() == b"made"


def test_a_body_may_take_longer_than_its_first_byte(httpserver: HTTPServer) -> None:
    def slow() -> Iterator[bytes]:
        yield b"a"
        time.sleep(0.6)
        yield b"b"

    httpserver.expect_request("/").respond_with_handler(lambda request: Response(slow()))
    client = Http(total_seconds=50)
    with http_deadline.opening(0.5):
        answer = client.send("GET", httpserver.url_for("/"))
    client.close()
    assert answer.body.read() == b"ab"


def test_a_body_that_trickles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_deadline, "GRACE", 0.2)
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        start = b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"
        thread = threading.Thread(target=_drip, args=(listener, start, stop))
        thread.start()
        client = Http(total_seconds=50)
        began = time.monotonic()
        with pytest.raises(Unreachable) as caught:
            client.send("GET", f"http://127.0.0.1:{listener.getsockname()[1]}/")
        took = time.monotonic() - began
        stop.set()
        thread.join(5)
        client.close()
    assert caught.value.code == "timeout"
    assert took < 40  # not the fifty of an ordinary call
