"""Whatever stands on a work order: its lines add up to what the page and the fitter saw."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bonbrug.sync.drafting.lines import totals_of
from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.records import MaterialLine, Product, WorkPeriod
from bonbrug.sync.model.settings import LinesPer
from bonbrug.values.charged_time import Per, Rounding, Way
from bonbrug.values.money import cents, times
from bonbrug.values.quantity import charged_hours
from tests.fakes.world import product, work_order
from tests.sync.drafting.drafts import DAY, amounts, made

HOUR_PRICES = st.decimals(Decimal("0.01"), Decimal("250"), places=2)
PERIODS = st.lists(
    st.builds(
        WorkPeriod,
        day=st.integers(0, 3).map(lambda days: DAY + timedelta(days=days)),
        minutes=st.integers(1, 900),
        hour_type=st.sampled_from(("UUR", "REIS")),
    ),
    min_size=1,
    max_size=15,
)
RULES = st.builds(
    Rounding, st.sampled_from(Way), st.sampled_from((1, 5, 6, 10, 15, 30)), st.sampled_from(Per)
)
MATERIALS = st.lists(
    st.builds(
        MaterialLine,
        code=st.just("BUIS"),
        name=st.just("Buis"),
        unit=st.just("Stuk"),
        quantity=st.decimals(Decimal("-99"), Decimal("999"), places=3).filter(bool),
        price=st.decimals(Decimal(0), Decimal("999"), places=4),
    ),
    max_size=5,
)
PERCENT = st.decimals(Decimal(0), Decimal(100), places=2)


def priced(hour: Decimal, trip: Decimal) -> tuple[Product, ...]:
    return (
        product("UUR", "Uur", str(hour)),
        product("REIS", "Uur", str(trip)),
        product("BUIS", "Stuk"),
    )


@given(PERIODS, HOUR_PRICES, HOUR_PRICES, st.sampled_from(LinesPer))
def test_hours_cost_what_all_minutes_of_their_type_cost(
    periods: list[WorkPeriod], hour: Decimal, trip: Decimal, per: LinesPer
) -> None:
    order = work_order(periods=tuple(periods), materials=())
    found = made(order, products=priced(hour, trip), lines_per=per)
    shown = Decimal(0)
    for code, price in (("UUR", hour), ("REIS", trip)):
        minutes = sum(one.minutes for one in periods if one.hour_type == code)
        shown += times(charged_hours(minutes, price), price)
    assert sum(amounts(found)) == shown


@given(PERIODS, RULES, HOUR_PRICES)
def test_however_hours_are_divided_over_lines_they_cost_the_same(
    periods: list[WorkPeriod], rule: Rounding, price: Decimal
) -> None:
    order = work_order(periods=tuple(periods), materials=())
    known = priced(price, price)
    drafts = [made(order, products=known, lines_per=per, rounding=rule) for per in LinesPer]
    assert len({sum(amounts(each)) for each in drafts}) == 1


@given(MATERIALS, PERCENT)
def test_a_discount_is_taken_off_each_line_to_the_cent(
    materials: list[MaterialLine], percent: Decimal
) -> None:
    order = work_order(periods=(), materials=tuple(materials))
    found = made(order, CustomerAgreement(discount=percent))
    whole = [one.quantity * one.price * (100 - percent) / 100 for one in materials]
    expected = [cents(amount) for amount in whole]
    assert amounts(found) == expected
    assert all(round(line.price, 4) == line.price for line in found.lines)


@given(PERIODS, MATERIALS, RULES, PERCENT)
def test_the_total_is_the_sum_of_the_lines(
    periods: list[WorkPeriod], materials: list[MaterialLine], rule: Rounding, percent: Decimal
) -> None:
    order = work_order(periods=tuple(periods), materials=tuple(materials))
    found = made(order, CustomerAgreement(discount=percent), rounding=rule)
    assert totals_of(found.lines, DAY).net == sum(amounts(found))
