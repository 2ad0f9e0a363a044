"""The only module that opens connections to other services.

One exchange has one deadline, one size limit, no redirects, no proxy from the environment, no
cookies and no automatic retry. Addresses with a query are never logged nor put in an exception,
because one of the treaties carries its tokens there.
"""

import hashlib
import logging
import socket
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO, RawIOBase
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import BinaryIO, cast

import httpcore2
import httpx2

from bonbrug.gateways.http_breaker import Breaker
from bonbrug.gateways.http_deadline import Network, Pace
from bonbrug.sync.model.failures import Failure, Misconfigured, Unreachable, Unreadable

for _chatty in ("httpx2", "httpcore2"):  # they write whole addresses at INFO and DEBUG
    logging.getLogger(_chatty).setLevel(logging.WARNING)

before_send: list[Callable[[], None]] = []
"""Called before every send; the site adds a check that no database transaction is open."""

KEPT_IN_MEMORY = 1024 * 1024
LIMIT = 64 * 1024 * 1024
NOTHING: Mapping[str, str] = MappingProxyType({})
ALWAYS = {
    "Accept": "*/*",
    "Accept-Encoding": "gzip",
    "Connection": "keep-alive",
    "User-Agent": "Bonbrug",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. Use `with answer.body:`, since a large body is a temporary file."""

    status: int
    content_type: str
    body: BinaryIO
    digest: hashlib.blake2b

    def fingerprint(self) -> str:
        """Return 16 hex characters that stand for the body, or for what of it came in so far."""
        return self.digest.hexdigest()


def digest(body: bytes = b"") -> hashlib.blake2b:
    """Return what makes the fingerprint of a body, and takes more of it."""
    return hashlib.blake2b(body, digest_size=8)


class Arriving(RawIOBase):
    """The body of an answer as it comes in; a read raises what `Http.send` raises."""

    def __init__(self, pieces: Iterator[bytes], limit: int) -> None:
        super().__init__()
        self._pieces, self._limit, self._size = pieces, limit, 0
        self._left = b""
        self.digest = digest()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes, empty at the end; everything when `size` is below 0."""
        if size < 0:
            return self.readall()
        if not self._left:
            self._left = self._next()
        found, self._left = self._left[:size], self._left[size:]
        return found

    def _next(self) -> bytes:
        with _translated():
            piece = next(filter(None, self._pieces), b"")
        self._size += len(piece)
        if self._size > self._limit:
            raise Unreachable("too_large", f"more than {self._limit} bytes")
        self.digest.update(piece)
        return piece


class _Transport(httpx2.HTTPTransport):
    def __init__(self, context: ssl.SSLContext, keep: int) -> None:
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context,
            max_connections=100,
            max_keepalive_connections=keep,
            keepalive_expiry=5,
            network_backend=Network(),
        )


class Http:
    """Sends requests; threads may share one. Seconds are wall seconds, `limit` is bytes."""

    def __init__(
        self, *, connect_seconds: float = 5, total_seconds: float = 60, limit: int = LIMIT
    ) -> None:
        self._seconds = total_seconds
        timeout = httpx2.Timeout(total_seconds, connect=min(connect_seconds, total_seconds))
        self._extensions = {"timeout": timeout.as_dict()}
        self._limit = limit
        self._context = ssl.create_default_context()
        self._breaker = Breaker()
        self._transport = _Transport(self._context, keep=20)

    def send(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str] | Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] = NOTHING,
        body: bytes | None = None,
        once: bool = False,
    ) -> Answer:
        """Send one request and return the whole answer, whatever its status.

        `once` uses a connection of its own, so that no stale connection and no library can repeat
        the request. Raises Unreachable with code dns, connect, tls, timeout, reset, cut,
        too_large or resting (http_breaker.py); Unreadable('encoding') for a compression that was
        not asked for; Misconfigured for an address or header that cannot exist.
        """
        for check in before_send:
            check()
        request = self._request(method, url, query, headers, body)
        with self._breaker.watching(_host(request)), _translated():
            if not once:
                return self._exchange(self._transport, request, patient=False)
            with closing(_Transport(self._context, keep=0)) as transport:
                return self._exchange(transport, request, patient=True)

    @contextmanager
    def arriving(
        self, method: str, url: str, *, headers: Mapping[str, str] = NOTHING, body: bytes
    ) -> Iterator[Answer]:
        """Send one request and give the answer while it comes in, within the same deadline.

        Sending, and reading the body, raise what `send` raises. The answer is whole only when its
        body was read to the end: until then nothing in it counts.
        """
        for check in before_send:
            check()
        with Pace(self._seconds, patient=False) as pace:
            request = self._request(method, url, (), headers, body)
            with self._breaker.watching(_host(request)), _translated():
                response = self._transport.handle_request(request)
            with closing(response):
                pieces = Arriving(_plain(response, pace, self._limit), self._limit)
                yield _answer(response, cast(BinaryIO, pieces), pieces.digest)

    def close(self) -> None:
        self._transport.close()

    def _request(
        self,
        method: str,
        url: str,
        query: Mapping[str, str] | Sequence[tuple[str, str]],
        headers: Mapping[str, str],
        body: bytes | None,
    ) -> httpx2.Request:
        with _translated():
            return httpx2.Request(
                method,
                _address(url),
                params=httpx2.QueryParams(_pairs(query)) if query else None,
                headers={**ALWAYS, **headers},
                content=body,
                extensions=self._extensions,
            )

    def _exchange(self, transport: _Transport, request: httpx2.Request, *, patient: bool) -> Answer:
        with Pace(self._seconds, patient=patient) as pace:
            response = transport.handle_request(request)
            with closing(response):
                return _answer(response, *self._store(_plain(response, pace, self._limit)))

    def _store(self, pieces: Iterable[bytes]) -> tuple[BinaryIO, hashlib.blake2b]:
        found, size = digest(), 0
        with ExitStack() as unless_whole:
            file: BinaryIO = BytesIO()
            for piece in pieces:
                size += len(piece)
                if size > self._limit:
                    raise Unreachable("too_large", f"more than {self._limit} bytes")
                if size > KEPT_IN_MEMORY and isinstance(file, BytesIO):
                    kept, file = file, cast(BinaryIO, unless_whole.enter_context(TemporaryFile()))
                    file.write(kept.getbuffer())
                file.write(piece)
                found.update(piece)
            unless_whole.pop_all()
        file.seek(0)
        return file, found


def _answer(response: httpx2.Response, body: BinaryIO, found: hashlib.blake2b) -> Answer:
    return Answer(response.status_code, response.headers.get("Content-Type", ""), body, found)


@lru_cache(maxsize=256)
def _address(url: str) -> httpx2.URL:
    """Reading an address takes longer than all else in a request, and they are few."""
    return httpx2.URL(url)


def _host(request: httpx2.Request) -> str:
    return f"{request.url.host}:{request.url.port or request.url.scheme}"


def _pairs(
    query: Mapping[str, str] | Sequence[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    return tuple(query.items() if isinstance(query, Mapping) else query)


def _plain(response: httpx2.Response, pace: Pace, limit: int) -> Iterator[bytes]:
    """Return the decompressed body in pieces of at most `limit` + 1 bytes."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return pace.pieces(_raw(response))
    if encoding in ("gzip", "x-gzip"):
        return _unzipped(pace.pieces(_raw(response)), limit)
    raise Unreadable("encoding", "not gzip, not plain")


def _raw(response: httpx2.Response) -> Iterator[bytes]:
    """Return the body as it came: the library's own way counts and cuts it once more."""
    return iter(cast(Iterable[bytes], response.stream))


def _unzipped(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    unzip, seen = zlib.decompressobj(zlib.MAX_WBITS | 16), False
    try:
        for chunk in chunks:
            seen = True
            yield unzip.decompress(chunk, limit + 1)
            if unzip.unconsumed_tail:
                raise Unreachable("too_large", f"more than {limit} bytes")
    except zlib.error:
        raise Unreachable("cut", "broken gzip") from None
    if seen and not unzip.eof:
        raise Unreachable("cut", "gzip without its end")


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the library's exceptions into ours, without the request that they carry."""
    try:
        yield
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
        raise Misconfigured("address", "not an http(s) address") from None
    except httpx2.LocalProtocolError:
        raise Misconfigured("request", "a header or method that cannot be sent") from None
    except httpx2.HTTPError as problem:
        failure = _failure(problem)
        raise failure from None


def _failure(problem: httpx2.HTTPError) -> Failure:
    name = type(problem).__name__
    if isinstance(problem, httpx2.PoolTimeout | httpx2.ConnectTimeout):
        return Unreachable("timeout", name, before_sending=True)
    if isinstance(problem, httpx2.TimeoutException):
        return Unreachable("timeout", name)
    if isinstance(problem, httpx2.ConnectError):
        return Unreachable(_why_not_connected(problem), name, before_sending=True)
    if isinstance(problem, httpx2.RemoteProtocolError) and "without sending complete" in str(
        problem
    ):
        return Unreachable("cut", name)
    return Unreachable("reset", name)


def _why_not_connected(problem: BaseException) -> str:
    """Look for the cause that the operating system gave."""
    cause: BaseException | None = problem
    while cause is not None:
        if isinstance(cause, socket.gaierror):
            return "dns"
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    return "connect"
