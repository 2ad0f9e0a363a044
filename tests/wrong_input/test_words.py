"""Every way in which an answer can be no answer has words of its own."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.utils import translation

from bonbrug.link.models import Run
from bonbrug.link.texts import sentences
from tests.wrong_input.box import Box, material
from tests.wrong_input.gate import Gate, Rule, half_as_whole, says, with_doctype

XML, JSON = "text/xml; charset=utf-8", "application/json"
ENVELOPE = (
    b'<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">'
    b"<s:Body>%s</s:Body></s:Envelope>"
)
FAULT = ENVELOPE % b"<s:Fault><faultcode>s:Server</faultcode><faultstring>x</faultstring></s:Fault>"
OTHER = ENVELOPE % b'<GetFacturenResponse xmlns="http://www.e-boekhouden.nl/soap"/>'
BODILESS = ENVELOPE.replace(b"<s:Body>%s</s:Body>", b"")
WAYS: dict[str, Rule] = {
    "a web page": says(b"<!DOCTYPE html><html><body><h1>Onderhoud</h1></body></html>"),
    "a loose web page": says(b"<html><body><br>Onderhoud</body></html>"),
    "cut": half_as_whole,
    "nothing": says(b"", XML),
    "a document type": with_doctype,
    "a fault": says(FAULT, XML),
    "another answer": says(OTHER, XML),
    "no body": says(BODILESS, XML),
    "deep": says(b"<a>" * 100 + b"</a>" * 100, XML),
    "not utf-8": says(b'{"status":"\xff"}', JSON),
    "no envelope": says(b"[]", JSON),
}


STATUSES = (302, 404, 429, 500, 503)
GENERAL = (1000, 1001, 1006, 1007, 1008, 1009)  # docs/wire/werkbonapp.md §2.3


def speechless(box: Box, gate: Gate, call: str, rules: Iterable[Rule]) -> set[str]:
    """Return the codes of runs that ended without words of their own or without an advice."""
    found = set()
    for rule in rules:
        gate.rules[call] = rule
        run = box.sync()
        if run.outcome not in ("done", "nothing") and not has_words(run):
            found.add(f"{run.outcome} {run.code}")
    return found


def has_words(run: Run) -> bool:
    with translation.override("en"):
        said = sentences.say(run.code)
        return bool(said.text and said.advice) and said.title != "Notice"


def test_every_wrong_answer_of_the_books_has_words(box: Box, books_gate: Gate) -> None:
    assert speechless(box, books_gate, "GetRelaties", WAYS.values()) == set()


def test_every_wrong_answer_of_the_work_orders_has_words(box: Box, work_gate: Gate) -> None:
    assert speechless(box, work_gate, "GetWorkorders", WAYS.values()) == set()


def test_a_status_other_than_200_has_words(box: Box, books_gate: Gate) -> None:
    rules = [says(b"x", status=status) for status in STATUSES]
    assert speechless(box, books_gate, "GetRelaties", rules) == set()


def test_a_general_code_of_the_work_orders_has_words(box: Box, work_gate: Gate) -> None:
    answer = b'{"status":"error","code":%d,"response":["x"]}'
    rules = [says(answer % code, JSON) for code in GENERAL]
    assert speechless(box, work_gate, "GetWorkorders", rules) == set()


@pytest.mark.parametrize(
    ("fields", "item", "raw"),
    [
        ({"payer_name": "J" * 101}, "relation_refused", "too_long"),
        ({"payer_contact": "c" * 60}, "relation_refused", "too_long"),
    ],
)
def test_a_refusal_before_sending_has_words(
    box: Box, fields: dict[str, Any], item: str, raw: str
) -> None:
    box.order("18-1001", payer_debtor_number="NIEUW1", **fields)
    box.sync()
    box.waits("18-1001")
    said = box.asks(item, "18-1001")
    assert raw not in said["nl"]
    assert raw not in said["en"]


def test_a_text_with_control_characters_travels_without_them(box: Box) -> None:
    box.order("18-1001", materials=[material(name="Buis\x0b15")])
    box.sync()
    box.went("18-1001")
    (bill,) = box.books.invoices.all()
    assert "Buis15" in [line.description for line in bill.lines.all()]
