"""Hours on an invoice: how they are divided, rounded and made up to a minimum."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest

from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.settings import LinesPer
from bonbrug.values.charged_time import Per, Rounding, Way
from tests.fakes.world import work_order
from tests.sync.drafting.drafts import DAY, PIPE, amounts, codes, lines, made, period, worked

NEXT = DAY + timedelta(days=1)
QUARTERS = Rounding(Way.UP, 15, Per.PERIOD)
TWO_DAYS = worked(
    periods=(period(20), period(15, "REIS"), period(20), period(20, day=NEXT, employee="7"))
)


def test_six_times_ten_minutes_are_one_hour_however_they_are_divided() -> None:
    for per in LinesPer:
        assert sum(amounts(made(worked(*[10] * 6), lines_per=per))) == Decimal("52.50")


def test_a_line_per_hour_type() -> None:
    assert lines(made(TWO_DAYS)) == [("UUR", Decimal(1)), ("REIS", Decimal("0.25"))]


def test_a_line_per_day_and_hour_type() -> None:
    found = made(TWO_DAYS, lines_per=LinesPer.DAY)
    assert [code for code, _ in lines(found)] == ["UUR", "REIS", "UUR"]
    assert amounts(found) == [Decimal("35.00"), Decimal("9.50"), Decimal("17.50")]


def test_a_line_per_period() -> None:
    found = made(TWO_DAYS, lines_per=LinesPer.PERIOD)
    assert [code for code, _ in lines(found)] == ["UUR", "REIS", "UUR", "UUR"]
    assert amounts(found)[2:] == [Decimal("17.50")] * 2


def test_dates_names_and_remarks_stand_on_a_line_each_once_when_they_are_wanted() -> None:
    periods = (
        period(60, employee="7", remark="Lek gezocht"),
        period(60, employee="7", remark="Lek gezocht", day=NEXT),
        period(60, employee="8", day=NEXT),
    )
    order = worked(periods=periods)
    (line,) = made(order, line_dates=True, line_names=True, line_remarks=True).lines
    assert line.description == (
        "Artikel UUR\n19-09-2018, 20-09-2018, Jan Jansen, Ada de Boer\nLek gezocht"
    )
    (plain,) = made(order).lines
    assert plain.description == "Artikel UUR"


@pytest.mark.parametrize(
    ("per", "hours"), [(Per.PERIOD, "1.5"), (Per.DAY, "1.25"), (Per.ORDER, "1.25")]
)
def test_hours_are_rounded_up_per_period_day_or_work_order(per: Per, hours: str) -> None:
    order = worked(periods=(period(20), period(20), period(25, day=NEXT)))
    found = made(order, rounding=replace(QUARTERS, per=per))
    assert sum(quantity for _, quantity in lines(found)) == Decimal(hours)


def test_an_agreement_with_the_customer_overrules_the_rounding_of_the_connection() -> None:
    exact = CustomerAgreement(rounding=Rounding(Way.EXACT))
    assert lines(made(worked(50), rounding=QUARTERS)) == [("UUR", Decimal(1))]
    assert lines(made(worked(50), exact, rounding=QUARTERS)) == [("UUR", Decimal("0.8333"))]


@pytest.mark.parametrize(
    ("way", "hours", "said"),
    [
        (Way.UP, "1.0000", "hours_billed"),
        (Way.NEAREST, "1.0000", "hours_billed"),
        (Way.EXACT, "0.8333", "rounding_not_used"),
    ],
)
def test_an_agreed_way_says_what_a_work_order_means_that_asks_for_rounding(
    way: Way, hours: str, said: str
) -> None:
    agreed = CustomerAgreement(rounding=Rounding(way, 5))
    found = made(worked(50, rounding_minutes=60), agreed)
    assert lines(found) == [("UUR", Decimal(hours))]
    assert codes(found) == [said]


def test_written_signed_and_billed_hours_are_told_side_by_side_where_they_differ() -> None:
    order = worked(periods=(period(50, begin=time(8), end=time(9, 5), pause=5),))
    (told,) = [one for one in made(order, rounding=QUARTERS).warnings if one.code == "hours_billed"]
    assert dict(told.facts) == {"written": "1:00", "signed": "0:50", "billed": "1:00"}


def test_hours_that_are_the_same_everywhere_are_not_told() -> None:
    order = worked(periods=(period(60, begin=time(8), end=time(9)),))
    assert codes(made(order, rounding=QUARTERS)) == []


def test_hours_that_are_rounded_to_nothing_make_no_line() -> None:
    found = made(worked(5), rounding=Rounding(Way.NEAREST, 15))
    assert codes(found) == ["no_lines", "hours_billed"]


def test_a_visit_is_made_up_to_the_minimum() -> None:
    found = made(worked(40), minimum_minutes=60)
    assert sum(quantity for _, quantity in lines(found)) == 1
    assert "aanvulling tot het minimum" in found.lines[1].description


def test_the_minimum_of_the_customer_counts_before_that_of_the_connection() -> None:
    none = CustomerAgreement(minimum_minutes=0)
    assert len(made(worked(40), none, minimum_minutes=60).lines) == 1


def test_the_longer_of_two_minimums_counts() -> None:
    order = worked(40, minimum_hours=Decimal("1.5"))
    found = made(order, minimum_minutes=60, bill_minimum=True)
    assert sum(quantity for _, quantity in lines(found)) == Decimal("1.5")


def test_material_without_hours_is_no_visit() -> None:
    order = work_order(periods=(), materials=(PIPE,))
    assert lines(made(order, minimum_minutes=60, call_out="VOORRIJ")) == [("BUIS", Decimal(2))]


def test_a_call_out_is_charged_once_after_the_hours() -> None:
    order = work_order(periods=(period(60), period(60, day=NEXT)), materials=(PIPE,))
    found = made(order, call_out="voorrij")
    assert [code for code, _ in lines(found)] == ["UUR", "VOORRIJ", "BUIS"]


def test_a_call_out_that_the_fitter_wrote_himself_is_not_charged_twice() -> None:
    order = work_order(materials=(replace(PIPE, code="Voorrij"),))
    found = made(order, call_out="VOORRIJ")
    assert [code for code, _ in lines(found)] == ["UUR", "Voorrij"]


def test_a_customer_may_have_no_call_out_charge() -> None:
    found = made(worked(60), CustomerAgreement(call_out=""), call_out="VOORRIJ")
    assert lines(found) == [("UUR", Decimal(1))]


def test_a_call_out_that_the_books_do_not_sell_is_named() -> None:
    assert codes(made(worked(60), call_out="WEG")) == ["unknown_call_out"]
