"""The rate of the day of the work, and the code that charges it on the day of the invoice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bonbrug.sync.model.records import WorkPeriod
from bonbrug.sync.vat import doubts
from bonbrug.sync.vat.cases import Decision, Kind
from bonbrug.sync.vat.rates import Charged, Days, charged, days_of, rate_due
from bonbrug.values.vat_rates import Level
from bonbrug.values.vat_treatments import NO_CODES, Code, Taxed, Treatment
from tests.fakes.world import work_order
from tests.sync.vat.cases import EXPORT, HIGH, LOW, NONE, OTHER, REVERSED_HIGH, REVERSED_LOW
from tests.sync.vat.codes import OWN

OLD_YEAR, NEW_YEAR = date(2018, 12, 31), date(2019, 1, 1)
TODAY = date(2026, 11, 28)


def decided(taxed: Taxed) -> Decision:
    return Decision("some_row", taxed, "some article")


def code_of(taxed: Taxed, sold: str, worked: date = TODAY, invoiced: date = TODAY) -> Charged:
    return charged(decided(taxed), OWN.taxed(sold), sold, OWN, (worked, invoiced))


@pytest.mark.parametrize("sold", ["V21", "V-HIGH", "V0", "VR"])
def test_a_product_that_is_taxed_like_that_keeps_its_own_code(sold: str) -> None:
    found = code_of(OWN.taxed(sold), sold)
    assert (found.code, found.doubts) == (sold, ())


@pytest.mark.parametrize(
    ("taxed", "code"), [(LOW, "V9"), (HIGH, "V21"), (NONE, "V0"), (REVERSED_HIGH, "VR")]
)
def test_another_treatment_gets_the_first_code_that_says_it(taxed: Taxed, code: str) -> None:
    sold = "V9" if taxed != LOW else "V21"
    assert code_of(taxed, sold) == Charged(code, rate_due(taxed, TODAY), OWN.rate_on(code, TODAY))


def test_of_two_codes_the_one_is_taken_that_charges_the_rate_of_that_day() -> None:
    assert code_of(LOW, "V21", OLD_YEAR, OLD_YEAR).code == "V-LOW"


@pytest.mark.parametrize("taxed", [REVERSED_LOW, EXPORT])
def test_what_the_books_have_no_code_for_is_asked_and_the_product_stands(taxed: Taxed) -> None:
    found = code_of(taxed, "V21")
    assert found == Charged("V21", Decimal(0), None, (doubts.NO_CODE,))


def test_a_product_without_a_code_is_not_asked_about_twice() -> None:
    found = charged(decided(OTHER), OTHER, "", NO_CODES, (TODAY, TODAY))
    assert found == Charged("", None, None)


@pytest.mark.parametrize(
    ("sold", "worked", "invoiced", "doubt"),
    [
        ("V9", NEW_YEAR, NEW_YEAR, ()),
        ("V9", OLD_YEAR, NEW_YEAR, (doubts.RATE_OF_ANOTHER_DAY,)),
        ("V9", OLD_YEAR, OLD_YEAR, (doubts.RATE_OF_ANOTHER_DAY,)),
        ("V-LOW", OLD_YEAR, OLD_YEAR, ()),
        ("V-LOW", OLD_YEAR, NEW_YEAR, (doubts.RATE_OF_ANOTHER_DAY,)),
        ("V-HIGH", date(2012, 9, 30), date(2012, 10, 1), (doubts.RATE_OF_ANOTHER_DAY,)),
        ("V-HIGH", date(2012, 10, 1), date(2012, 10, 1), ()),
        ("V-HIGH", date(2000, 12, 31), date(2001, 1, 1), (doubts.RATE_OF_ANOTHER_DAY,)),
        ("V21", OLD_YEAR, NEW_YEAR, ()),
        ("V0", OLD_YEAR, NEW_YEAR, ()),
        ("VR", date(2012, 9, 30), TODAY, ()),
        ("V?", OLD_YEAR, NEW_YEAR, ()),
    ],
)
def test_a_rate_of_another_day_is_asked_about(
    sold: str, worked: date, invoiced: date, doubt: tuple[str, ...]
) -> None:
    found = code_of(OWN.taxed(sold), sold, worked, invoiced)
    assert (found.code, found.doubts) == (sold, doubt)


def test_both_rates_are_told() -> None:
    found = code_of(LOW, "V9", OLD_YEAR, NEW_YEAR)
    assert (found.due, found.actual) == (Decimal(6), Decimal(9))


@pytest.mark.parametrize(
    ("taxed", "due"),
    [(HIGH, 21), (LOW, 9), (NONE, 0), (REVERSED_HIGH, 0), (EXPORT, 0), (OTHER, None),
     (Taxed(Treatment.CHARGED), 0)],
)  # fmt: skip
def test_what_is_due_follows_the_treatment(taxed: Taxed, due: int | None) -> None:
    assert rate_due(taxed, TODAY) == due


def test_a_code_that_is_not_in_the_list_means_nothing_known() -> None:
    assert OWN.taxed("X") == OTHER
    assert OWN.rate_on("X", TODAY) is None
    assert Code(OTHER).rate_on(TODAY) is None


# --- the days of a work order ---------------------------------------------------------------------

FIRST, LAST = WorkPeriod(OLD_YEAR, 60, "UUR"), WorkPeriod(NEW_YEAR, 60, "UUR")


def test_a_service_was_completed_on_its_last_day() -> None:
    days = days_of(work_order(day=OLD_YEAR, periods=(LAST, FIRST)), TODAY)
    assert days == Days(OLD_YEAR, NEW_YEAR, OLD_YEAR)
    assert days.of(Kind.LABOUR) == NEW_YEAR


def test_goods_are_delivered_on_the_day_of_the_work_order() -> None:
    days = days_of(work_order(day=OLD_YEAR, periods=(LAST,)), TODAY)
    assert days.of(Kind.MATERIAL) == OLD_YEAR


def test_goods_without_such_a_day_are_delivered_when_the_work_is_completed() -> None:
    order = replace(work_order(), day=None, periods=(FIRST, LAST))
    assert days_of(order, TODAY).of(Kind.MATERIAL) == NEW_YEAR


def test_without_hours_the_day_of_the_work_order_counts() -> None:
    assert days_of(work_order(day=OLD_YEAR, periods=()), TODAY) == Days(*[OLD_YEAR] * 3)


def test_hours_without_a_day_say_nothing() -> None:
    order = work_order(day=OLD_YEAR, periods=(replace(FIRST, day=None),))
    assert days_of(order, TODAY) == Days(*[OLD_YEAR] * 3)


def test_without_any_day_it_is_taken_as_done_today() -> None:
    order = replace(work_order(), day=None, periods=())
    assert days_of(order, TODAY) == Days(*[TODAY] * 3)


def test_only_a_change_between_the_days_of_the_work_crosses_it() -> None:
    days = Days(OLD_YEAR, NEW_YEAR, OLD_YEAR)
    assert days.crosses(Level.LOW)
    assert not days.crosses(Level.HIGH)
    assert not Days(NEW_YEAR, NEW_YEAR, OLD_YEAR).crosses(Level.LOW)
