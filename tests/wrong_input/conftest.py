"""The real doors of both houses on a socket, and a link between them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from bonbrug.accounts.actions import add_organisation
from tests.books.flushing import allow_flushing
from tests.wrong_input.box import Box, open_box
from tests.wrong_input.gate import Gate


@pytest.fixture(scope="session", autouse=True)
def _flushing() -> None:
    allow_flushing()


@pytest.fixture
def box(
    transactional_db: None, settings: Any, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> Box:
    # The threads of the server must let go of the database, or it cannot be dropped at the end.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    # Head and body of an answer leave apart; the second must not wait for the first's receipt.
    handler = live_server.thread.httpd.RequestHandlerClass
    monkeypatch.setattr(handler, "disable_nagle_algorithm", True)
    settings.BONBRUG_BASE_URL = live_server.url
    settings.BONBRUG_EBOEKHOUDEN_SOAP_URL = f"{live_server.url}/soap.asmx"
    settings.BONBRUG_WERKBONAPP_URL = f"{live_server.url}/openapi/8"
    return open_box(add_organisation("Demo Installatie BV"))


@pytest.fixture
def books_gate(box: Box, settings: Any, live_server: LiveServer) -> Iterator[Gate]:
    """A gate before the books."""
    gate = Gate((live_server.thread.host, live_server.thread.port))
    settings.BONBRUG_EBOEKHOUDEN_SOAP_URL = f"{gate.url}/soap.asmx"
    yield gate
    gate.switch_off()


@pytest.fixture
def work_gate(box: Box, settings: Any, live_server: LiveServer) -> Iterator[Gate]:
    """A gate before the work orders."""
    gate = Gate((live_server.thread.host, live_server.thread.port))
    settings.BONBRUG_WERKBONAPP_URL = f"{gate.url}/openapi/8"
    yield gate
    gate.switch_off()
