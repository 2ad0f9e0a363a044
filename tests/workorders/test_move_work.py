"""A work order gets another place on the planning board."""

from datetime import date, datetime, time

import pytest

from bonbrug.workorders.actions.move_work import Place, move
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Employee, Status
from tests.workorders.conftest import MakeOrder

MONDAY, THURSDAY = date(2026, 1, 12), date(2026, 1, 15)


def test_who_when_and_how_long_change_together(
    make_order: MakeOrder, sanne: Employee, joris: Employee, now: datetime
) -> None:
    order = make_order(employee=sanne, work_date=MONDAY)
    assert move(order, Place(joris, THURSDAY, time(9), 90), now=now, who="kantoor")
    order.refresh_from_db()
    assert (order.employee, order.work_date) == (joris, THURSDAY)
    assert (order.work_time, order.duration_minutes) == (time(9), 90)


def test_the_same_place_is_no_deed(make_order: MakeOrder, sanne: Employee, now: datetime) -> None:
    order = make_order(employee=sanne, work_date=MONDAY)
    deeds = order.history.count()
    assert not move(order, Place(sanne, MONDAY, None, None), now=now, who="kantoor")
    assert order.history.count() == deeds


def test_the_last_day_moves_along(make_order: MakeOrder, now: datetime) -> None:
    order = make_order(work_date=MONDAY, work_end_date=date(2026, 1, 13))
    move(order, Place(None, THURSDAY, None, None), now=now, who="kantoor")
    assert order.work_end_date == date(2026, 1, 16)


def test_without_a_day_there_is_no_last_day_and_no_end(
    make_order: MakeOrder, now: datetime
) -> None:
    order = make_order(
        work_date=MONDAY, work_end_date=MONDAY, work_time=time(8), work_end_time=time(9)
    )
    move(order, Place(None, None, None, None), now=now, who="kantoor")
    assert (order.work_end_date, order.work_end_time) == (None, None)


@pytest.mark.parametrize(
    ("begin", "minutes", "end"),
    [
        (time(8), None, time(10)),
        (time(13), None, time(15)),
        (time(13), 30, time(13, 30)),
        (time(23), None, None),
        (None, 30, None),
    ],
)
def test_the_end_follows_the_begin_and_the_length(
    make_order: MakeOrder, now: datetime, begin: time | None, minutes: int | None, end: time | None
) -> None:
    order = make_order(work_date=MONDAY, work_time=time(8), work_end_time=time(10))
    move(order, Place(None, MONDAY, begin, minutes), now=now, who="kantoor")
    assert order.work_end_time == end


def test_what_is_complete_stays_where_it_is(make_order: MakeOrder, now: datetime) -> None:
    order = make_order(Status.COMPLETE, work_date=MONDAY)
    with pytest.raises(Refused, match="dit kan alleen als hij Klaargezet"):
        move(order, Place(None, THURSDAY, None, None), now=now, who="kantoor")
    order.refresh_from_db()
    assert order.work_date == MONDAY


def test_nobody_who_left_gets_work_and_then_nothing_moves(
    make_order: MakeOrder, joris: Employee, now: datetime
) -> None:
    Employee.objects.filter(pk=joris.pk).update(active=False)
    joris.refresh_from_db()
    order = make_order(work_date=MONDAY)
    with pytest.raises(Refused, match="is niet actief"):
        move(order, Place(joris, THURSDAY, None, None), now=now, who="kantoor")
    order.refresh_from_db()
    assert order.work_date == MONDAY
