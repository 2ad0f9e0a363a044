"""The SOAP door over plain http: refused from elsewhere where this installation demands https."""

from typing import Any

from django.test import Client

from bonbrug.books.models import Session
from tests.books.doors.conftest import GOLDEN

BODY = (GOLDEN / "getrelaties-request-all.xml").read_bytes()


def asked(client: Client, *, secure: bool) -> int:
    kind = "text/xml; charset=utf-8"
    return client.post("/soap.asmx", BODY, content_type=kind, secure=secure).status_code


def test_plain_http_from_elsewhere_is_refused_where_https_is_demanded(
    session: Session, settings: Any
) -> None:
    settings.HTTPS = True
    far = Client(REMOTE_ADDR="192.0.2.7")
    assert asked(far, secure=False) == 403
    assert asked(far, secure=True) == 200
    assert far.get("/soap.asmx?wsdl").status_code == 403


def test_a_program_on_this_machine_may_ask_over_plain_http(session: Session, settings: Any) -> None:
    settings.HTTPS = True
    assert asked(Client(), secure=False) == 200


def test_without_https_everybody_is_answered(session: Session) -> None:
    assert asked(Client(REMOTE_ADDR="192.0.2.7"), secure=False) == 200
