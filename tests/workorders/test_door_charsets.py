"""Bodies in other charsets, addresses in other spellings, headers that some firms send."""

import codecs
import json
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import pytest
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client

from bonbrug.site.request_encoding import Utf8Request
from bonbrug.workorders.models import Company, ExternalLink
from tests.workorders.conftest import SOFTWARE_TOKEN, TOKEN
from tests.workorders.test_door_lists import COUPLING

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]
QUERY = {"token": TOKEN, "software_token": SOFTWARE_TOKEN}
NAME = "Café-kraan é"
BODY = json.dumps([{**COUPLING, "description": NAME}], ensure_ascii=False)


def code_of(body: bytes, content_type: str) -> int:
    """Post materials to what the server runs: the client of the framework has its own way."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/openapi/8/materials",
        "QUERY_STRING": urlencode(QUERY),
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "127.0.0.1",
        "wsgi.input": BytesIO(body),
    }
    setup_testing_defaults(environ)
    application: Any = get_wsgi_application()
    application.request_class = Utf8Request
    signals.request_started.disconnect(close_old_connections)
    try:
        answer = b"".join(application(environ, lambda *_: None))
    finally:
        signals.request_started.connect(close_old_connections)
    return int(json.loads(answer)["code"])


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (BODY.encode(), "application/json"),
        (BODY.encode(), "application/json; charset=utf-8"),
        (BODY.encode(), 'application/json; CHARSET="UTF-8"'),
        (codecs.BOM_UTF8 + BODY.encode(), "application/json;charset=utf8"),
        (BODY.encode("utf-16"), "application/json; charset=utf-16"),
        (BODY.encode("utf-16-le"), "application/json; charset=utf-16le"),
        (BODY.encode("utf-16-be"), "text/json; charset=UTF-16BE"),
        (BODY.encode("latin-1"), "application/json; charset=iso-8859-1"),
        (BODY.encode("latin-1"), "application/json; charset=latin1; x=y"),
        (BODY.encode("cp1252"), "application/json; charset=windows-1252"),
        (json.dumps(json.loads(BODY)).encode(), "application/json; charset=us-ascii"),
    ],
)
def test_a_body_is_read_in_the_charset_that_it_declares(
    link: ExternalLink, company: Company, body: bytes, content_type: str
) -> None:
    assert code_of(body, content_type) == 200
    assert company.materials.get().description == NAME


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (BODY.encode("latin-1"), "application/json"),
        (BODY.encode("latin-1"), "application/json; charset=utf-8"),
        (BODY.encode("utf-16"), "application/json"),
        (BODY.encode(), "application/json; charset=utf-16"),
        (BODY.encode(), "application/json; charset=utf-7"),
        (BODY.encode(), "application/json; charset=klingon"),
        (BODY.encode(), "application/json; charset=rot13"),
        (BODY.encode(), "application/json; charset=hex"),
    ],
)
def test_a_body_in_another_charset_than_it_says_is_1009(
    link: ExternalLink, company: Company, body: bytes, content_type: str
) -> None:
    assert code_of(body, content_type) == 1009
    assert not company.materials.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/openapi/8/materials",
        "/OpenAPI/8/Materials/",
        "/OPENAPI/8/MATERIALS",
        "/openapi/8/GETWORKORDERS/",
    ],
)
def test_an_address_is_found_in_any_case_with_or_without_slash(
    link: ExternalLink, client: Client, path: str
) -> None:
    query = {**QUERY, "status": "Alle"} if "WORKORDERS" in path else QUERY
    assert client.get(path, query).json() == {"code": 200, "messages": [], "response": []}


def test_a_bearer_header_besides_the_tokens_is_accepted_and_opens_nothing_alone(
    link: ExternalLink, client: Client
) -> None:
    bearer = {"Authorization": "Bearer extra-geheim"}
    assert client.get("/openapi/8/employees", QUERY, headers=bearer).json()["code"] == 200
    assert client.get("/openapi/8/employees", headers=bearer).json()["code"] == 1002
