"""The real counterparts for the port suites: our gateways, over sockets, on the houses' doors."""

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from bonbrug.accounts.actions import add_organisation
from bonbrug.books.models import Administration
from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.gateways.http import Http
from bonbrug.gateways.werkbonapp import WerkbonApp
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.field_service import FieldService
from bonbrug.workorders.actions.import_orders import import_orders
from bonbrug.workorders.actions.incoming import WholeOrder
from bonbrug.workorders.actions.order_link import order
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import ExternalLink
from tests.books.shelf import CODES, NOW, open_books

TOKENS = ("a" * 64, "b" * 64)


@pytest.fixture
def address(
    transactional_db: None, settings: Any, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> str:
    # The threads of the server must let go of the database, or it cannot be dropped at the end.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    settings.BONBRUG_BASE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def http() -> Iterator[Http]:
    http = Http()
    yield http
    http.close()


@pytest.fixture
def over_soap(address: str, http: Http) -> Bookkeeping:
    """The books with one relation TEST1 and the template Test."""
    books: Administration = open_books()
    return EboekhoudenSoap(
        http, f"{address}/soap.asmx", books.username, CODES.first, CODES.second, clock=lambda: NOW
    )


@pytest.fixture
def over_openapi(address: str, http: Http) -> tuple[FieldService, list[str]]:
    """A company with a work order for the link and one that is not, with their row ids."""
    company = new_company(add_organisation("Demo Installatie BV"), "Demo", "1000001")
    order(company, ExternalLink.EBOEKHOUDEN, *TOKENS, NOW)
    orders = [_order("1"), _order("0")]
    import_orders(company, orders, now=NOW, who="test", chance=os.urandom)
    rows = company.work_orders.order_by("pk").values_list("pk", flat=True)
    return WerkbonApp(http, f"{address}/openapi/8", *TOKENS), [str(row) for row in rows]


def _order(work_status: str) -> WholeOrder:
    block = {"name": "Test 1", "debtor_number": "TEST1", "street": "Dorpsstraat",
             "postal_code": "1234 AB", "city": "Utrecht"}  # fmt: skip
    fields: Any = {
        f"{who}_{key}": value for who in ("customer", "payer") for key, value in block.items()
    }
    fields |= {
        "number": f"WB-{work_status}",
        "work_status": work_status,
        "work_date": date(2018, 9, 19),
        "type_of_work": "Service",
        "payment_method": "op rekening",
    }
    return WholeOrder(fields, status="Compleet", employee_number="", periods=[], materials=[])
