"""A program that talks to the SOAP door in raw bytes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bonbrug.books.actions import access
from bonbrug.books.models import Administration, Session
from bonbrug.values.clock import system_clock
from tests.books.shelf import CODES, GUID

GOLDEN = Path(__file__).parents[2] / "golden" / "eboekhouden"
Post = Callable[..., str]


@pytest.fixture(autouse=True)
def _only_this_door(settings: Any) -> None:
    """Keep the pages out: a door does not need them."""
    settings.ROOT_URLCONF = "bonbrug.books.doors.urls"


@pytest.fixture
def session(books: Administration) -> Session:
    """Return the open session that the golden requests name."""
    return access.open_session(books, "test", GUID, system_clock())


@pytest.fixture
def post(client: Client) -> Post:
    """Return a function that sends bytes and gives back the text of the answer."""

    def send(body: bytes, action: str = "", status: int = 200) -> str:
        answer = client.post(
            "/soap.asmx", body, content_type="text/xml; charset=utf-8", headers=_action(action)
        )
        assert answer.status_code == status
        assert not answer.cookies
        return b"".join(answer).decode()  # a long list is streamed

    return send


def _action(action: str) -> dict[str, str]:
    return {"SOAPAction": f'"http://www.e-boekhouden.nl/soap/{action}"'} if action else {}


@pytest.fixture
def golden(post: Post) -> Post:
    """Return a function that sends a golden request, with some texts replaced."""

    def send(name: str, *swaps: tuple[str, str], status: int = 200) -> str:
        text = (GOLDEN / f"{name}.xml").read_text("utf-8")
        assert CODES.second in text or "CloseSession" in text
        for old, new in swaps:
            assert old in text
            text = text.replace(old, new)
        return post(text.encode(), status=status)

    return send
