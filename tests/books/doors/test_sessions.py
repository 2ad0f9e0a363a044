"""Who may call, how long, and how often."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.books.actions import access
from bonbrug.books.doors import traffic
from bonbrug.books.models import Administration, CallCount, Session
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.wire.eboekhouden.operations import OPERATIONS
from tests.books.doors.conftest import Post
from tests.books.doors.test_golden import code_in, value_of
from tests.books.shelf import GUID, open_books

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

KEY = "{" + GUID + "}"


def used_ago(session: Session, minutes: int) -> None:
    then = system_clock() - timedelta(minutes=minutes)
    Session.objects.filter(pk=session.pk).update(used_at=then)


@pytest.mark.parametrize(
    ("new", "code"),
    [(GUID, "E002.1"), ("", "E002.1"), ("{" + GUID.replace("AA", "CC") + "}", "E002.2")],
    ids=["no braces", "empty", "unknown"],
)
def test_a_wrong_session_id_is_refused(session: Session, golden: Post, new: str, code: str) -> None:
    assert code_in(golden("getrelaties-request-all", (KEY, new))) == code


def test_twenty_idle_minutes_end_a_session(session: Session, golden: Post) -> None:
    used_ago(session, minutes=21)
    assert code_in(golden("getrelaties-request-all")) == "E002.3"


def test_a_call_keeps_the_session_open(session: Session, golden: Post) -> None:
    used_ago(session, minutes=19)
    golden("getrelaties-request-all")
    session.refresh_from_db()
    assert system_clock() - session.used_at < timedelta(minutes=5)


def test_a_session_without_its_own_second_code_is_refused(session: Session, golden: Post) -> None:
    other = access.SecurityCodes("2" * 32, GUID.replace("AA", "DD"))
    open_books("schilders", GUID.replace("AA", "BB"), other)
    swap = ("00000000-0000-4000-8000-000000000002", other.second)
    assert code_in(golden("getrelaties-request-all", swap)) == "E002.1"


def test_one_administration_never_sees_another(session: Session, golden: Post) -> None:
    other = open_books("schilders", GUID.replace("AA", "BB"))
    other.relations.update(name="van een ander")
    assert value_of("Bedrijf", golden("getrelaties-request-all")) == ["Test 1"]


def test_calls_are_counted_and_writes_told_apart(
    books: Administration, session: Session, golden: Post
) -> None:
    golden("getrelaties-request-all")
    assert traffic.writes(books) == 0
    golden("addrelatie-request")
    golden("addfactuur-request-booked")
    assert traffic.writes(books) == 2
    assert traffic.calls(books) == {"GetRelaties": 1, "AddRelatie": 1, "AddFactuur": 1}


def test_after_5000_calls_in_a_month_bookings_are_refused(
    books: Administration, session: Session, golden: Post
) -> None:
    month = accounting_day(system_clock()).replace(day=1)
    CallCount.objects.create(
        administration=books, month=month, operation="GetMutaties", calls=4_999
    )
    assert code_in(golden("getmutaties-request-by-invoice")) == ""
    assert code_in(golden("getmutaties-request-by-invoice")) == "E003.1"
    assert code_in(golden("getopenposten-request")) == ""


def test_a_list_stops_at_the_cap_without_a_word(
    books: Administration, session: Session, golden: Post
) -> None:
    books.own_row_cap = 1
    books.save()
    answer = golden("getartikelen-request-all")
    assert value_of("ArtikelCode", answer) == ["1"]
    assert code_in(answer) == ""


def test_cookies_are_ignored_and_no_token_is_asked(session: Session) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["bonbrug"] = "x" * 32
    answer = strict.post("/soap.asmx", b"<geen xml", content_type="text/xml")
    assert (answer.status_code, answer.cookies) == (500, {})


def test_the_contract_names_our_address(client: Client, settings: Any) -> None:
    settings.BONBRUG_BASE_URL = "https://boeken.example"
    for query in ("wsdl", "WSDL"):
        answer = client.get(f"/soap.asmx?{query}")
        assert answer.content.count(b'location="https://boeken.example/soap.asmx"') == 2


def test_a_sample_of_each_call_is_given(client: Client) -> None:
    assert b"<oFact>" in client.get("/soap.asmx?op=AddFactuur").content
    listed = client.get("/soap.asmx").text
    for name in OPERATIONS:
        assert name in listed
        assert f"<{name} " in client.get(f"/soap.asmx?op={name}").text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<a",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
        b'<Weg xmlns="http://www.e-boekhouden.nl/soap"/></s:Body></s:Envelope>',
    ],
    ids=["nothing", "half", "no envelope", "doctype", "unknown call"],
)
def test_what_is_no_call_gets_a_fault(post: Post, body: bytes) -> None:
    assert "soap:Client" in post(body, status=500)


def test_a_body_over_the_limit_gets_a_fault(post: Post) -> None:
    assert "larger than 16 MiB" in post(b" " * (16 * 1024 * 1024 + 1), status=500)


def test_a_call_under_another_action_gets_a_fault(session: Session, post: Post) -> None:
    body = b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    body += b'<CloseSession xmlns="http://www.e-boekhouden.nl/soap"/></s:Body></s:Envelope>'
    post(body, action="AddFactuur", status=500)


def test_sessions_that_were_never_closed_are_forgotten(session: Session, golden: Post) -> None:
    used_ago(session, minutes=25 * 60)
    golden("opensession-request")
    assert not Session.objects.filter(pk=session.pk).exists()


WRONG_SECOND = ("00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-00000000000F")


def test_after_ten_wrong_codes_a_guesser_hears_nothing_of_halves(
    books: Administration, golden: Post
) -> None:
    codes = [code_in(golden("opensession-request", WRONG_SECOND)) for _ in range(12)]
    assert codes == ["E001.3"] * 10 + ["E001.7"] * 2


def test_guesses_stop_nobody_who_has_the_right_codes(books: Administration, golden: Post) -> None:
    for _ in range(12):
        golden("opensession-request", WRONG_SECOND)
    assert code_in(golden("opensession-request")) == ""


def test_right_codes_ask_nothing_of_the_limits(books: Administration, golden: Post) -> None:
    with CaptureQueriesContext(connection) as asked:
        golden("opensession-request")
    assert not [one for one in asked if "wrongguesses" in one["sql"]]
