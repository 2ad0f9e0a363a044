"""Written, signed and charged hours of a work order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.workorders.actions.complete import complete
from bonbrug.workorders.actions.take_back import take_back
from bonbrug.workorders.models import Status
from bonbrug.workorders.models.agreed_hours import charged_minutes, three_hours
from tests.workorders.conftest import NOW, MakeOrder
from tests.workorders.test_work import SIGNATURE


@pytest.mark.parametrize(
    ("minutes", "step", "minimum", "charged"),
    [
        ([], 15, "2", 0),
        ([10], 0, "0", 10),
        ([15], 15, "0", 15),
        ([16], 15, "0", 30),
        ([16, 16], 15, "0", 60),
        ([59], 0, "1", 60),
        ([61], 0, "1", 61),
        ([10], 15, "0.25", 15),
        ([10], 15, "1.5", 90),
        ([10], 0, "0.33", 20),
    ],
)
def test_each_period_is_rounded_up_and_the_minimum_holds_for_all(
    minutes: list[int], step: int, minimum: str, charged: int
) -> None:
    assert charged_minutes(minutes, step, Decimal(minimum)) == charged


@given(
    st.lists(st.integers(0, 1440), min_size=1, max_size=8),
    st.sampled_from([0, 1, 5, 6, 10, 15, 30, 60]),
    st.decimals(0, 24, places=2),
)
def test_never_less_is_charged_than_was_written_or_agreed(
    minutes: list[int], step: int, minimum: Decimal
) -> None:
    charged = charged_minutes(minutes, step, minimum)
    assert charged >= sum(minutes)
    assert charged >= minimum * 60


@pytest.mark.django_db
def test_the_hours_that_were_signed_are_kept_and_go_when_it_is_taken_back(
    make_order: MakeOrder,
) -> None:
    order = make_order(Status.PICKED_UP, rounding_minutes=15)
    period = order.periods.create(total_minutes=70)
    complete(order, SIGNATURE, now=NOW, who="Sanne")
    period.total_minutes = 50
    period.save()
    hours = three_hours(order, [period])
    assert (hours.written, hours.signed, hours.charged) == (50, 70, 60)
    back = take_back(order, now=NOW, who="Sanne")
    assert three_hours(back, [period]).signed is None
