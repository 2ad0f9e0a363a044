"""Who may come in at the Open API."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.db import connection
from django.db.models.query import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from bonbrug.accounts.limits import ALL_SUBJECTS
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.order_link import end
from bonbrug.workorders.models import Company, ExternalLink
from tests.workorders.conftest import OTHER_SOFTWARE_TOKEN, OTHER_TOKEN, SOFTWARE_TOKEN, TOKEN, Door

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]

BOTH = {"token": TOKEN, "software_token": SOFTWARE_TOKEN}


def code(client: Client, query: dict[str, str], path: str = "/openapi/8/relations/") -> int:
    answer = client.get(path, query)
    assert answer.status_code == 200
    body = answer.json()
    assert body["response"] is None or body["code"] == 200
    return int(body["code"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, 1002),
        ({"token": ""}, 1002),
        ({"software_token": SOFTWARE_TOKEN}, 1002),
        ({"token": "wrong"}, 1003),
        ({"token": "wrong", "software_token": "wrong"}, 1004),
        ({"token": SOFTWARE_TOKEN, "software_token": SOFTWARE_TOKEN}, 1004),
        ({"token": TOKEN, "software_token": "wrong"}, 1005),
        ({"token": TOKEN, "software_token": TOKEN}, 1005),
        (BOTH, 200),
    ],
)
def test_tokens_are_refused_in_the_order_of_the_treaty(
    link: ExternalLink, client: Client, query: dict[str, str], expected: int
) -> None:
    assert code(client, query) == expected


def test_a_software_token_of_another_company_is_refused(
    link: ExternalLink, stranger: Company, client: Client
) -> None:
    assert code(client, {"token": TOKEN, "software_token": OTHER_SOFTWARE_TOKEN}) == 1005


def test_tokens_may_stand_in_headers(link: ExternalLink, client: Client) -> None:
    headers = {"X-Token": TOKEN, "X-Software-Token": SOFTWARE_TOKEN}
    assert client.get("/openapi/8/relations", headers=headers).json()["code"] == 200


def test_no_token_stands_in_the_database_in_the_clear(link: ExternalLink) -> None:
    stored = [str(value) for value in ExternalLink.objects.values_list().get()]
    assert not any(TOKEN in text or SOFTWARE_TOKEN in text for text in stored)


def test_an_ended_link_opens_nothing(link: ExternalLink, client: Client) -> None:
    end(link, system_clock())
    assert code(client, BOTH) == 1004


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/openapi", 1000),
        ("/openapi/", 1000),
        ("/openapi/8", 1000),
        ("/openapi/8/", 1000),
        ("/openapi/8/nothing/", 1001),
        ("/openapi/7/relations/", 1001),
        ("/openapi/9/relations", 1001),
        ("/openapi/8/relations/more", 1001),
        ("/openapi/8/relations", 200),
        ("/openapi/8/relations/", 200),
    ],
)
def test_addresses_are_answered_with_and_without_last_slash(
    link: ExternalLink, client: Client, path: str, expected: int
) -> None:
    assert code(client, BOTH, path) == expected


@pytest.mark.parametrize("method", ["head", "put", "delete", "options"])
def test_no_other_method_does_anything(
    link: ExternalLink, client: Client, method: str, make_order: Any
) -> None:
    order = make_order("Compleet")
    query = {**BOTH, "row_id": str(order.pk)}
    getattr(client, method)("/openapi/8/GetWorkorder", query_params=query)
    order.refresh_from_db()
    assert order.status == "Compleet"


def test_plain_http_from_elsewhere_is_refused_where_https_is_demanded(
    link: ExternalLink, client: Client, settings: Settings
) -> None:
    settings.HTTPS = True
    path = "/openapi/8/relations/"
    far = Client(REMOTE_ADDR="192.0.2.7")
    assert far.get(path, BOTH).json()["code"] == 1006
    assert far.get(path, BOTH, secure=True).json()["code"] == 200
    assert client.get(path, BOTH).json()["code"] == 200
    proxied = {"X-Forwarded-For": "192.0.2.7"}
    assert client.get(path, BOTH, headers=proxied).json()["code"] == 1006


@pytest.mark.parametrize(("scheme", "expected"), [("https", 200), ("http", 1006)])
def test_behind_a_trusted_proxy_what_the_visitor_used_counts(
    link: ExternalLink, settings: Settings, scheme: str, expected: int
) -> None:
    settings.HTTPS = True
    settings.BONBRUG_TRUSTED_PROXIES = [ip_network("192.0.2.1")]
    behind = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": scheme}
    client = Client(REMOTE_ADDR="192.0.2.1")
    answer = client.get("/openapi/8/relations/", BOTH, headers=behind)
    assert answer.json()["code"] == expected


def test_a_fault_of_ours_is_an_envelope_and_the_log_holds_no_token(
    door: Door,
    company: Company,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"Bakkerij {TOKEN}")

    monkeypatch.setattr(QuerySet, "values", broken)
    assert door.get("relations") == {"code": 1007, "messages": [], "response": None}
    assert "RuntimeError" in caplog.text
    assert TOKEN not in caplog.text
    assert "Bakkerij" not in caplog.text


def test_after_ten_wrong_software_tokens_a_guesser_hears_nothing_of_halves(
    link: ExternalLink, client: Client
) -> None:
    wrong = {"token": TOKEN, "software_token": "wrong"}
    assert [code(client, wrong) for _ in range(11)] == [1005] * 10 + [1004]
    answer = client.get("/openapi/8/relations/", wrong).json()
    assert answer["messages"] == ["Too many wrong tokens. Try again in 60 seconds"]


def test_guesses_stop_nobody_who_has_the_right_tokens(
    link: ExternalLink, stranger: Company, client: Client
) -> None:
    for _ in range(12):
        code(client, {"token": TOKEN, "software_token": "wrong"})
    assert code(client, BOTH) == 200
    assert code(client, {"token": OTHER_TOKEN, "software_token": OTHER_SOFTWARE_TOKEN}) == 200


def test_other_tokens_each_time_are_guesses_of_one_visitor_too(
    link: ExternalLink, client: Client
) -> None:
    for number in range(ALL_SUBJECTS.free):
        code(client, {"token": f"{number}", "software_token": "wrong"})
    wrong = {"token": TOKEN, "software_token": "wrong"}
    assert code(client, wrong) == 1004
    elsewhere = client.get("/openapi/8/relations/", wrong, REMOTE_ADDR="192.0.2.9")
    assert elsewhere.json()["code"] == 1005


def test_right_tokens_ask_nothing_of_the_limits(link: ExternalLink, client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert code(client, BOTH) == 200
    assert not [one for one in asked if "wrongguesses" in one["sql"]]
