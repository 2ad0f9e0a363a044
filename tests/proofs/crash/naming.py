"""The name of a remote call, as the proxy of the faults names it."""

from collections.abc import Iterable, Mapping, Sequence
from email.message import Message
from urllib.parse import urlencode

from httpx2 import Request

from tests.proofs.faults.proxy.messages import call_of

WRITES = ("Add", "Update", "POST ")
SETTLING = "settling"
SENDING = "sending "  # the point after every look whether it may be sent


def is_write(call: str) -> bool:
    return call.startswith(WRITES) or call.endswith(SETTLING)


def call_of_request(request: Request) -> str:
    headers = _message(request.headers.items())
    return call_of(request.method, str(request.url), headers, request.read())


def call_of_words(
    method: str,
    url: str,
    *,
    query: Mapping[str, str] | Sequence[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    **_: object,
) -> str:
    """Name a call from what is asked of the gateway, before there is a request."""
    target = f"{url}?{urlencode(query)}"
    return call_of(method, target, _message((headers or {}).items()), body or b"")


def _message(pairs: Iterable[tuple[str, str]]) -> Message:
    message = Message()
    for name, value in pairs:
        message[name] = value
    return message
