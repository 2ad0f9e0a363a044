"""What a long post costs: bytes that are read and memory that is taken, not seconds."""

import tracemalloc
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from bonbrug.books.actions import access
from bonbrug.books.doors import soap as soap_door
from bonbrug.books.models import Administration
from bonbrug.values.clock import system_clock
from bonbrug.wire.eboekhouden import limits
from bonbrug.wire.eboekhouden.soap import MessageError, read_request
from bonbrug.wire.werkbonapp.api import read_post
from bonbrug.wire.werkbonapp.faults import Fault, Garbled
from bonbrug.wire.werkbonapp.limits import POST_BYTES
from bonbrug.wire.werkbonapp.records import MATERIAL
from bonbrug.wire.werkbonapp.strict import read_json
from bonbrug.workorders.doors.openapi import openapi
from bonbrug.workorders.models import ExternalLink
from tests.books.conftest import books
from tests.books.shelf import CODES, GUID
from tests.workorders.conftest import SOFTWARE_TOKEN, TOKEN, company, link

__all__ = ["books", "company", "link"]  # fixtures
pytestmark = pytest.mark.timeout(30)

MIB = 1024 * 1024
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
OURS = "http://www.e-boekhouden.nl/soap"
KEY = "{" + GUID + "}"


class Counted(BytesIO):
    """A body that knows how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def posted(path: str, body: bytes, media: str) -> tuple[HttpRequest, Counted]:
    request = RequestFactory().post(path, b"", content_type=media)
    stream = Counted(body)
    request._stream = stream
    return request, stream


def call(inside: bytes, session: str = "") -> bytes:
    codes = f"<SessionID>{session}</SessionID><SecurityCode2>{CODES.second}</SecurityCode2>"
    head = f'<e:Envelope xmlns:e="{SOAP}"><e:Body><AddRelatie xmlns="{OURS}">'
    names = codes.encode() if session else b""
    return head.encode() + names + inside + b"</AddRelatie></e:Body></e:Envelope>"


EMPTY = b"<a/>" * 3_900_000  # 15.6 MB


@pytest.mark.parametrize(
    ("session", "told"),
    [("", "no session"), (KEY, "E002.2"), ("{onzin}", "E002.1")],
    ids=["none", "unknown", "nonsense"],
)
def test_a_stranger_with_15_mb_of_empty_elements_is_read_no_further_than_the_opening(
    books: Administration, session: str, told: str
) -> None:
    request, stream = posted("/soap.asmx", call(EMPTY, session), "text/xml; charset=utf-8")
    tracemalloc.start()

    answer = soap_door.door(request)

    assert told in b"".join(answer).decode()
    assert stream.taken == limits.OPENING_BYTES
    assert tracemalloc.get_traced_memory()[1] < 4 * MIB
    tracemalloc.stop()


def test_three_in_a_row_leave_nothing_behind(books: Administration) -> None:
    def once() -> None:
        soap_door.door(posted("/soap.asmx", call(EMPTY), "text/xml")[0])

    once()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(3):
        once()
    left = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert left < MIB // 4


def test_elements_are_counted_for_who_has_a_session_too(books: Administration) -> None:
    access.open_session(books, "test", GUID, system_clock())
    request, stream = posted("/soap.asmx", call(EMPTY, KEY), "text/xml; charset=utf-8")

    answer = soap_door.door(request)

    assert answer.status_code == 500
    assert "more than 20000 elements" in b"".join(answer).decode()
    assert stream.taken > limits.OPENING_BYTES


def test_a_long_note_of_who_has_a_session_is_kept_whole(books: Administration) -> None:
    access.open_session(books, "test", GUID, system_clock())
    note = "zeer lang " * 30_000
    fields = f"<Code>LANG</Code><Bedrijf>Voorbeeld</Bedrijf><Notitie>{note}</Notitie>"
    request, _ = posted("/soap.asmx", call(f"<oRel>{fields}</oRel>".encode(), KEY), "text/xml")

    assert soap_door.door(request).status_code == 200
    assert books.relations.get(code="LANG").note.strip() == note.strip()


@pytest.mark.parametrize("name", ["GetRelaties", "GetArtikelen"])
def test_a_keyword_of_a_hundred_thousand_letters_finds_nothing_and_breaks_nothing(
    books: Administration, name: str
) -> None:
    access.open_session(books, "test", GUID, system_clock())
    word = "%" * 100_000
    wanted = f"<Trefwoord>{word}</Trefwoord><ArtikelOmschrijving>{word}</ArtikelOmschrijving>"
    body = call(f"<cFilter>{wanted}</cFilter>".encode(), KEY).replace(b"AddRelatie", name.encode())

    answer = soap_door.door(posted("/soap.asmx", body, "text/xml")[0])

    assert answer.status_code == 200
    assert b"<Code>" not in b"".join(answer)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("before", ["", " \n", "<!-- a --><?b c?>", "<?a ?>" * 200])
def test_a_document_type_is_refused_before_the_parser_sees_it(encoding: str, before: str) -> None:
    text = f'{before}<!DOCTYPE x [<!ENTITY a "{"b" * 1000}">]><x>&a;</x>'

    with pytest.raises(MessageError, match="doctype"):
        read_request(text.encode(encoding))


def test_a_document_type_in_a_text_is_a_text() -> None:
    note = b"<![CDATA[<!DOCTYPE html>]]>"
    body = call(b"<oRel><Notitie>" + note + b"</Notitie></oRel>", KEY)
    assert read_request(body).record.relation.Notitie == "<!DOCTYPE html>"


def test_a_body_is_never_unpacked(books: Administration) -> None:
    request, stream = posted("/soap.asmx", b"\x1f\x8b" + b"\0" * 9_000_000, "text/xml")
    request.META["HTTP_CONTENT_ENCODING"] = "gzip"

    assert soap_door.door(request).status_code == 500
    assert stream.taken <= limits.OPENING_BYTES


LIMIT = 2 * MIB
FLOODS = {
    "empty objects": b"[" + b"{}," * 600_000 + b"{}]",
    "numbers": b"[" + b"1," * 900_000 + b"1]",
    "texts": b'["' + b'","' * 600_000 + b'"]',
    "texts without end": b'["' + b',\\"' * 600_000,
    "one long number": b"[" + b"9" * 1_900_000 + b"]",
    "deep": b"[" * 1_900_000,
}


@pytest.mark.parametrize("query", ["", f"?token={TOKEN}", f"?token=x&software_token={TOKEN}"])
def test_a_stranger_at_the_open_api_has_nothing_read(link: ExternalLink, query: str) -> None:
    body = FLOODS["empty objects"]
    request, stream = posted(f"/openapi/8/materials/{query}", body, "application/json")

    openapi(request, "8", "materials")

    assert stream.taken == 0


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_values_are_counted_before_they_are_made(flood: bytes) -> None:
    tracemalloc.start()

    with pytest.raises(Fault, match="1009"):
        read_post(flood, MATERIAL, limit=LIMIT)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * MIB  # the text itself is 2


def test_a_flood_with_both_tokens_gets_the_code_of_the_treaty(link: ExternalLink) -> None:
    tokens = f"?token={TOKEN}&software_token={SOFTWARE_TOKEN}"
    flood = FLOODS["empty objects"]
    request, _ = posted(f"/openapi/8/materials/{tokens}", flood, "application/json")

    assert b'"code":1009' in openapi(request, "8", "materials").content


def test_commas_and_brackets_in_a_text_are_no_values() -> None:
    body = b'["' + b",[{" * 500_000 + b'\\""]'
    found: Any = read_json(body, POST_BYTES // 8)
    assert found == [",[{" * 500_000 + '"']


def test_many_short_records_are_no_flood() -> None:
    rows = (
        b"[" + b",".join(b'{"code":"%d","omschrijving":"Buis"}' % n for n in range(20_000)) + b"]"
    )
    found: Any = read_json(rows, POST_BYTES)
    assert len(found) == 20_000


def test_a_flood_says_so() -> None:
    with pytest.raises(Garbled, match="too_many_values"):
        read_json(FLOODS["numbers"], LIMIT)
