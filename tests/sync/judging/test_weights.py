"""What a finding does: by its code, and by what the company chose."""

from decimal import Decimal

import pytest

from bonbrug.sync.judging.findings import by_choice
from bonbrug.sync.judging.weights import ASKS, CHECKS, Weight, identity, weigh
from bonbrug.sync.model.findings import Finding, asked, noted
from bonbrug.sync.model.settings import Control
from bonbrug.sync.vat.doubts import UNKNOWN_VAT
from tests.sync.judging.asking import line, order

NOTE, ASK, ALWAYS, REFUSAL = "relation_differs", "hours_twice", "quantity_large", "hours_over_a_day"
FOUND = [asked(code, "WB-1", "1", place=1) for code in (NOTE, ASK, ALWAYS, REFUSAL)]
ABOUT = order(materials=["KIT 1 x 7.95"])


def sorted_(control: Control, found: list[Finding]) -> tuple[list[str], list[str], list[str]]:
    weighed = weigh(found, control)
    refusals, asks, notes = weighed.refusals, weighed.asks, weighed.notes
    assert all(each.needs_person for each in (*refusals, *asks))
    assert not any(each.needs_person for each in notes)
    assert all(each.facts == {"place": 1} for each in (*refusals, *asks, *notes))
    return (
        [each.code for each in refusals],
        [each.code for each in asks],
        [each.code for each in notes],
    )


def test_every_finding_does_what_its_code_says() -> None:
    expected = ([REFUSAL], [ASK, ALWAYS], [NOTE])
    assert sorted_(Control.DOUBTFUL, FOUND) == expected
    assert sorted_(Control.ALL, FOUND) == expected


def test_without_control_an_ask_is_told_only_but_for_what_always_waits() -> None:
    assert sorted_(Control.NONE, FOUND) == ([REFUSAL], [ALWAYS], [NOTE, ASK])


def test_a_code_of_elsewhere_keeps_the_weight_that_it_came_with() -> None:
    others = [asked("no_such_code", place=1), noted("no_such_note", place=1)]
    assert sorted_(Control.NONE, others) == (["no_such_code"], [], ["no_such_note"])


def test_where_every_invoice_waits_each_one_says_what_it_costs() -> None:
    lines = [line("2", "4.55"), line("1", "0.90")]
    found = by_choice(ABOUT, lines, Control.ALL, FOUND)
    assert found[:-1] == FOUND
    last = found[-1]
    assert (last.code, last.facts, last.row_id) == (
        "check_every_invoice", {"amount": "10"}, "case",
    )  # fmt: skip
    assert last.needs_person


@pytest.mark.parametrize("control", [Control.DOUBTFUL, Control.NONE])
def test_otherwise_nothing_is_added(control: Control) -> None:
    assert by_choice(ABOUT, [line("1", "1")], control, FOUND) == FOUND


def test_a_yes_is_about_what_stands_on_the_work_order_and_not_about_what_came_before() -> None:
    def said(price: str, known: str, code: str = "price_unusual", number: str = "1") -> str:
        return identity(asked(code, number, number, price=price, known_price=known))

    assert said("10", "20") == said("10", "30")
    assert said("10", "20") == said("10", "20", number="2")
    assert said("10", "20") != said("11", "20")
    assert said("10", "20") != said("10", "20", "amount_unusual")


@pytest.mark.parametrize("fact", ["usual", "usual_quantity", "whole", "other_invoice"])
def test_what_moves_while_a_person_thinks_is_no_part_of_a_yes(fact: str) -> None:
    assert identity(asked(ASK, **{fact: "1"})) == identity(asked(ASK, **{fact: "2"}))


def test_every_check_of_the_design_has_a_code() -> None:
    assert {check.id for check in CHECKS.values()} == {"", *(f"R{n}" for n in range(1, 13))}
    assert {code for code, check in CHECKS.items() if check.always} == {
        "quantity_large", "invoice_large", "negative_total", "total_zero", "check_every_invoice",
            "changed_after_yes",
        *UNKNOWN_VAT,
    }  # fmt: skip
    assert {code for code, check in CHECKS.items() if check.weight is Weight.ASK} == ASKS


def test_amounts_are_told_without_their_last_noughts() -> None:
    (last,) = by_choice(ABOUT, [line("1", "10.50")], Control.ALL, [])
    assert Decimal(str(last.facts["amount"])) == Decimal("10.5")
