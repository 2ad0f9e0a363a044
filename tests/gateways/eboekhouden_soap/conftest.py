"""The books over SOAP, against a service on this machine."""

from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer

from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.gateways.http import Http
from tests.gateways.eboekhouden_soap.service import Hands, Service


@pytest.fixture
def service(httpserver: HTTPServer) -> Service:
    service = Service()
    httpserver.expect_request("/soap.asmx", method="POST").respond_with_handler(service.handle)
    return service


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def books(httpserver: HTTPServer, clock: Hands) -> Iterator[EboekhoudenSoap]:
    http = Http(connect_seconds=2, total_seconds=5)
    yield EboekhoudenSoap(
        http, httpserver.url_for("/soap.asmx"), "naam", "code1", "code2", clock=clock, row_cap=3
    )
    http.close()
