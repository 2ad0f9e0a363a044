"""Clients that nobody here wrote, over real sockets."""

from collections.abc import Iterator
from typing import Any

import pytest
import zeep
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from bonbrug.books.models import Administration
from tests.books.flushing import allow_flushing
from tests.books.shelf import CODES, open_books


@pytest.fixture(scope="session", autouse=True)
def _flushing() -> None:
    allow_flushing()


@pytest.fixture
def books(
    transactional_db: None, settings: Any, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> Administration:
    """Return books whose door is open on a socket."""
    # The threads of the server must let go of the database, or it cannot be dropped at the end.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    settings.ROOT_URLCONF = "bonbrug.books.doors.urls"
    settings.BONBRUG_BASE_URL = live_server.url
    return open_books()


@pytest.fixture
def stranger(books: Administration, live_server: LiveServer) -> Iterator[Any]:
    """Return the calls of a zeep client that was given nothing but our address."""
    open_client: Any = zeep.Client
    with open_client(f"{live_server.url}/soap.asmx?wsdl") as client:
        yield client.service


@pytest.fixture
def access(stranger: Any) -> dict[str, str]:
    """Return what every call of an open session carries."""
    opened = stranger.OpenSession("voorbeeld", CODES.first, CODES.second, "zeep")
    return {"SessionID": opened.SessionID, "SecurityCode2": CODES.second}
