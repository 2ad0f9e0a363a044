"""Answers that are no answers: nothing of them is used, and the next run completes everything."""

import tracemalloc
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bonbrug.link.models import Run
from tests.wrong_input.box import SMIT, Box, Texts
from tests.wrong_input.gate import (
    Gate,
    Rule,
    endless,
    half,
    half_as_whole,
    off,
    off_after,
    replacing,
    says,
    when,
    with_doctype,
)

NUMBERS = ("18-1001", "18-1002")
PAGE = b"<!DOCTYPE html><html><body><h1>Onderhoud</h1></body></html>"
XML, JSON = "text/xml; charset=utf-8", "application/json"
BOOKS_CALLS = ("OpenSession", "GetRelaties", "GetArtikelen", "GetFacturen", "AddFactuur")
WORK_CALLS = ("GET relations", "POST relations", "GetWorkorders", "GetWorkorder", "settle")


def bring_in(box: Box) -> None:
    for number in NUMBERS:
        box.order(number)


def heals(box: Box, gate: Gate, run: Run) -> None:
    """Nothing is doubled now, and once all is well everything is done, once."""
    assert all(gate.seen[call] for call in gate.rules)
    assert all(count == 1 for count in box.bills().values())
    spoken(box, run)
    gate.heal()
    for _ in range(2):
        box.later(minutes=16)
        box.sync("schedule")
    box.went(*NUMBERS)
    assert box.items() == []
    assert box.relations_there() == {"TEST1"}


def spoken(box: Box, run: Run) -> None:
    """Either the run says why it stopped, or each work order that was not done has a line."""
    if run.outcome == "unreachable":
        box.tells(run)
        return
    unclear = [line for line in box.lines() if line[0] in ("no_answer", "outcome_unknown")]
    assert unclear
    for code, subject in unclear:
        said = box.say(code, subject)
        assert said["nl"] != said["en"]
        assert all(subject in text for text in said.values())


def spoilt_cases(calls: Sequence[str], *some: str) -> list[tuple[str, str]]:
    """Every way for a reading and a writing call, one way for the others."""
    others = [("half", call) for call in calls if call not in some]
    return others + [(how, call) for how in SPOILT for call in some]


def off_cases(calls: Sequence[str], *writing: str) -> list[tuple[str, Rule]]:
    return [(call, off) for call in calls] + [(call, off_after) for call in writing]


SPOILT: dict[str, Rule] = {
    "html": says(PAGE),
    "half": half,
    "half as whole": half_as_whole,
    "doctype": with_doctype,
    "empty": says(b"", XML),
}


@pytest.mark.parametrize(("how", "call"), spoilt_cases(BOOKS_CALLS, "GetRelaties", "AddFactuur"))
def test_a_spoilt_answer_of_the_books(box: Box, books_gate: Gate, call: str, how: str) -> None:
    bring_in(box)
    books_gate.rules[call] = SPOILT[how]
    heals(box, books_gate, box.sync())


@pytest.mark.parametrize(("how", "call"), spoilt_cases(WORK_CALLS, "GetWorkorders", "settle"))
def test_a_spoilt_answer_of_the_work_orders(box: Box, work_gate: Gate, call: str, how: str) -> None:
    bring_in(box)
    work_gate.rules[call] = SPOILT[how]
    heals(box, work_gate, box.sync())


@pytest.mark.parametrize(("call", "rule"), off_cases(BOOKS_CALLS, "AddFactuur"))
def test_the_books_go_off_in_mid_run(box: Box, books_gate: Gate, call: str, rule: Rule) -> None:
    bring_in(box)
    books_gate.rules[call] = rule
    run = box.sync()
    assert run.outcome == "unreachable"
    down = box.sync("schedule")
    assert (down.outcome, down.code) == ("unreachable", "connect")
    box.tells(down)
    books_gate.switch_on()
    heals(box, books_gate, run)


@pytest.mark.parametrize(("call", "rule"), off_cases(WORK_CALLS, "POST relations", "settle"))
def test_the_work_orders_go_off_in_mid_run(
    box: Box, work_gate: Gate, call: str, rule: Rule
) -> None:
    bring_in(box)
    work_gate.rules[call] = rule
    run = box.sync()
    assert run.outcome == "unreachable"
    down = box.sync("schedule")
    assert (down.outcome, down.code) == ("unreachable", "connect")
    box.tells(down)
    work_gate.switch_on()
    heals(box, work_gate, run)


def test_100_megabytes_of_relations_are_refused_without_the_memory(
    box: Box, books_gate: Gate
) -> None:
    bring_in(box)
    books_gate.rules["GetRelaties"] = endless(100, XML)
    run = measured(box)
    assert (run.outcome, run.code) == ("unreachable", "too_large")
    heals(box, books_gate, run)


def test_100_megabytes_of_work_orders_are_refused_without_the_memory(
    box: Box, work_gate: Gate
) -> None:
    bring_in(box)
    work_gate.rules["GetWorkorders"] = endless(100, JSON)
    run = measured(box)
    assert (run.outcome, run.code) == ("unreachable", "too_large")
    heals(box, work_gate, run)


def measured(box: Box) -> Run:
    """Run, and look at the highest use of memory."""
    tracemalloc.start(1)
    try:
        run = box.sync()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 16 * 1024 * 1024
    return run


def test_a_record_with_a_wrong_type_is_left_out_and_named(box: Box, books_gate: Gate) -> None:
    bring_in(box)
    books_gate.rules["GetArtikelen"] = replacing(b">3.95<", b">drie<")
    box.sync()
    ((kind, subject),) = [item for item in box.items() if item[0] == "unreadable_record"]
    box.asks(kind, subject, "KB15")
    books_gate.heal()
    box.sync()
    box.went(*NUMBERS)
    assert box.items() == []


def test_one_relation_that_the_work_orders_refuse_does_not_stop_the_others(
    box: Box, work_gate: Gate
) -> None:
    for number in range(2, 8):
        box.relation(replace(SMIT, code=f"TEST{number}"))
    refusal = b'{"status":"error","code":1301,"response":["Required field missing: city"]}'
    work_gate.rules["POST relations"] = when(b'"TEST5"', says(refusal, JSON))
    bring_in(box)
    box.sync()
    assert box.relations_there() == {"TEST1", "TEST2", "TEST3", "TEST4", "TEST6", "TEST7"}
    box.asks("put_refused", "TEST5", "1301")
    box.went(*NUMBERS)
    before = box.writes()
    box.sync()
    assert box.writes() == before
    box.asks("put_refused", "TEST5")


@pytest.mark.postgres
@pytest.mark.parametrize("spoilt", [b"Koper\\u0000buis", b"Koper\\ud800buis"])
def test_a_text_that_no_database_takes_stops_only_its_own_work_order(
    box: Box, work_gate: Gate, spoilt: bytes
) -> None:
    box.order("18-1001")
    box.order("18-1002", materials=[])
    for call in ("GetWorkorders", "GetWorkorder"):
        work_gate.rules[call] = replacing(b"Koperbuis", spoilt)
    box.sync()
    box.went("18-1002")
    box.waits("18-1001")
    ((kind, _),) = [item for item in box.items() if item[1] == "18-1001"]
    box.asks(kind, "18-1001")
    work_gate.heal()
    box.sync()
    box.went(*NUMBERS)
    assert box.items() == []


def names_books(box: Box, run: Run) -> Texts:
    said = box.tells(run)
    assert "e-Boekhouden" in said["nl"] or "boekhouding" in said["nl"]
    assert "e-Boekhouden" in said["en"] or "books" in said["en"]
    return said


def names_work_orders(box: Box, run: Run) -> Texts:
    said = box.tells(run)
    assert "werkbon" in said["nl"].lower()
    assert "work orders" in said["en"].lower()
    return said


def test_a_run_that_did_not_reach_a_side_names_that_side(
    box: Box, books_gate: Gate, work_gate: Gate
) -> None:
    books_gate.switch_off()
    first = names_books(box, box.sync())
    books_gate.switch_on()
    work_gate.switch_off()
    assert names_work_orders(box, box.sync()) != first


def test_a_web_page_for_an_answer_names_the_side_it_came_from(
    box: Box, books_gate: Gate, work_gate: Gate
) -> None:
    books_gate.rules["GetRelaties"] = says(PAGE)
    first = names_books(box, box.sync())
    books_gate.heal()
    work_gate.rules["GetWorkorders"] = says(PAGE)
    assert names_work_orders(box, box.sync()) != first
