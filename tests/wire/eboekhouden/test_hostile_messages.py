"""Bytes that nobody should send are refused with a reason, or arrive unchanged."""

import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree

from bonbrug.wire.eboekhouden.operations import ADD_RELATIE, GET_RELATIES, AddRelatie
from bonbrug.wire.eboekhouden.records import Relatie
from bonbrug.wire.eboekhouden.soap import (
    MessageError,
    SoapFault,
    Unwritable,
    read_request,
    read_response,
    write_fault,
    write_request,
    write_response,
)

REQUEST = write_request(ADD_RELATIE, AddRelatie("s", "c", Relatie(Code="A", Bedrijf="Naam")))
RESPONSE = write_response(GET_RELATIES, [Relatie(ID=1, Code="A", Bedrijf="Naam")])
HEAD = b'<?xml version="1.0" encoding="utf-8"?>'


def _answer(data: bytes) -> object:
    return read_response(GET_RELATIES, BytesIO(data))


def _with_doctype(data: bytes, doctype: bytes, name: bytes = b"Naam") -> bytes:
    return data.replace(HEAD, HEAD + doctype).replace(b"Naam", name)


LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 12)
)
ATTACKS: dict[str, Callable[[bytes], bytes]] = {
    "plain doctype": lambda data: _with_doctype(data, b"<!DOCTYPE x>"),
    "billion laughs": lambda data: _with_doctype(
        data, b'<!DOCTYPE x [<!ENTITY l0 "ha">' + LAUGHS + b"]>", b"&l11;"
    ),
    "laughs in an attribute": lambda data: _with_doctype(
        data, b'<!DOCTYPE x [<!ENTITY l0 "ha">' + LAUGHS + b"]>"
    ).replace(b"<Bedrijf>", b'<Bedrijf a="&l11;">'),
    "external entity": lambda data: _with_doctype(
        data, b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', b"&e;"
    ),
    "external subset": lambda data: _with_doctype(
        data, b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
    ),
    "undeclared entity": lambda data: data.replace(b"Naam", b"&e;"),
    "5000 levels": lambda data: data.replace(b"Naam", b"<a>" * 5_000 + b"</a>" * 5_000),
    "70 levels": lambda data: data.replace(b"Naam", b"<a>" * 70 + b"</a>" * 70),
    "control character": lambda data: data.replace(b"Naam", b"Na\x08am"),
    "written control character": lambda data: data.replace(b"Naam", b"Na&#8;am"),
    "nul": lambda data: data.replace(b"Naam", b"Na\x00am"),
    "lone surrogate": lambda data: data.replace(b"Naam", b"Na&#xD800;am"),
    "bytes that are not utf-8": lambda data: data.replace(b"Naam", b"Na\xffam"),
    "cut": lambda data: data[:-60],
    "cut in the middle of a letter": lambda data: data[:-60] + "é".encode()[:1],
    "11 MB of text": lambda data: data.replace(b"Naam", b"x" * 11_000_000),
    "html": lambda _: b"<!DOCTYPE html><html><body>Onderhoud</body></html>",
    "html without doctype": lambda _: b"<html><body><p>Onderhoud</body></html>",
    "well-formed html": lambda _: b"<html><body><p>Onderhoud</p></body></html>",
    "nothing": lambda _: b"",
    "json": lambda _: b'{"error": 1}',
    "two documents": lambda data: data + data.removeprefix(HEAD),
    "other envelope": lambda data: data.replace(b"schemas.xmlsoap.org", b"schemas.example.org"),
    "no body": lambda data: data.replace(b"soap:Body", b"soap:Header"),
    "an unknown name in front": lambda data: data.replace(b"Relatie", b"Klant"),
    "random bytes": lambda _: struct.pack("<8Q", *range(1 << 60, (1 << 60) + 8)),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_a_hostile_answer_is_refused(attack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(MessageError) as caught:
        _answer(attack(RESPONSE))
    assert caught.value.reason
    assert "Naam" not in str(caught.value)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_a_hostile_request_is_refused(attack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(MessageError) as caught:
        read_request(attack(REQUEST))
    assert caught.value.reason
    etree.fromstring(write_fault(str(caught.value), caught.value.version))


def test_a_cut_list_gives_no_rows_at_all() -> None:
    many = write_response(
        GET_RELATIES, [Relatie(ID=i, Code=str(i), Bedrijf="x") for i in range(500)]
    )
    with pytest.raises(MessageError):
        _answer(many[:-60])


def test_an_answer_to_another_call_is_refused() -> None:
    with pytest.raises(MessageError, match="other_answer"):
        read_response(ADD_RELATIE, BytesIO(RESPONSE))


def test_a_fault_in_soap_12_is_recognised() -> None:
    data = write_fault("kapot", read_request(_soap12(REQUEST)).version)
    with pytest.raises(SoapFault) as caught:
        _answer(data)
    assert (caught.value.detail, caught.value.text) == ("soap:Sender", "kapot")


def _soap12(data: bytes) -> bytes:
    return data.replace(
        b"http://schemas.xmlsoap.org/soap/envelope/", b"http://www.w3.org/2003/05/soap-envelope"
    )


NAMES = [
    "</Bedrijf><Code>x",
    "]]>",
    "<![CDATA[x]]>",
    "a & b &amp; c &#8;",
    "<!-- x -->",
    "regel 1\nregel 2\r\nregel 3\tx",
    "\u202eomgekeerd\u202c",
    "Ĳsselmeer 𝄞 é",
    "\"'><",
    "\ufffd\u0085\u2028",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_strange_name_arrives_equal_in_a_request(name: str) -> None:
    relation = Relatie(Code="A", Bedrijf=name, Notitie=name)
    data = write_request(ADD_RELATIE, AddRelatie("s", "c", relation))
    assert read_request(data).record.relation == relation


@pytest.mark.parametrize("name", NAMES)
def test_a_strange_name_arrives_equal_in_an_answer(name: str) -> None:
    relation = Relatie(ID=1, Code="A", Bedrijf=name, Notitie=name)
    data = write_response(GET_RELATIES, [relation])
    assert read_response(GET_RELATIES, BytesIO(data)).rows == (relation,)


@pytest.mark.parametrize("bad", ["\x00", "\x08", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_carry_is_not_sent(bad: str) -> None:
    with pytest.raises(Unwritable) as caught:
        write_request(ADD_RELATIE, AddRelatie("s", "c", Relatie(Bedrijf=f"a{bad}b")))
    assert (caught.value.reason, caught.value.field) == ("illegal_character", "Bedrijf")


@pytest.mark.parametrize("bad", ["\x00", "\x08", "\ud800", "\ufffe"])
def test_a_stored_illegal_character_does_not_spoil_the_list(bad: str) -> None:
    rows = [Relatie(ID=1, Code="A", Bedrijf=f"a{bad}b"), Relatie(ID=2, Code="B", Bedrijf="b")]
    read = read_response(GET_RELATIES, BytesIO(write_response(GET_RELATIES, rows)))
    assert [row.Bedrijf for row in read.rows] == ["ab", "b"]


def test_a_text_of_its_length_is_sent() -> None:
    record = AddRelatie("s", "c", Relatie(Code="A", Bedrijf="x" * 100))
    assert read_request(write_request(ADD_RELATIE, record)).record == record


def test_a_text_over_its_length_is_not_sent() -> None:
    with pytest.raises(Unwritable) as caught:
        write_request(ADD_RELATIE, AddRelatie("s", "c", Relatie(Code="A", Bedrijf="x" * 101)))
    found = caught.value
    assert (found.reason, found.field, found.limit) == ("too_long", "Bedrijf", 100)
