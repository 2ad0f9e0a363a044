"""Two people have one record open, in the office or on a tablet; nothing is put back unseen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from bonbrug.workorders.actions.do_work import write_material, write_period
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.actions.keep_material import add_material, remove_material
from bonbrug.workorders.actions.keep_relation import add_relation
from bonbrug.workorders.models import Company, Employee, MaterialLine, Status, WorkOrder
from tests.ui.opened import choices, opened, typed_in
from tests.workorders.pages.test_tablet_work import DRAWING

Make = Callable[..., WorkOrder]
REGISTERS = [
    ("relations", "name", "city"),
    ("materials", "description", "unit"),
    ("hour_types", "name", "code"),
    ("employees", "last_name", "first_name"),
]


@pytest.fixture
def job(make_order: Make, sanne: Employee) -> WorkOrder:
    return make_order(Status.PICKED_UP, sanne, customer_name="Bakkerij", work_status="")


@pytest.fixture
def shelf(company: Company, sanne: Employee) -> Company:
    add_relation(company, {"debtor_number": "1", "name": "Bakkerij"})
    add_material(company, {"code": "BUIS", "description": "Buis", "unit": "Stuk"})
    add_hour_type(company, {"code": "UUR", "name": "Uur"})
    return company


def road(company: Company, name: str, *more: int) -> str:
    return reverse(f"workorders:{name}", args=[company.pk, *more])


def first_of(shelf: Company, kind: str) -> str:
    return road(shelf, f"{kind}_change", getattr(shelf, kind).first().pk)


@pytest.mark.parametrize(("kind", "one", "other"), REGISTERS)
def test_each_record_keeps_both_changes(
    office: Client, shelf: Company, kind: str, one: str, other: str
) -> None:
    where = first_of(shelf, kind)
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {one: "Anders"})
    answer = office.post(where, second | {other: "Eigen"}, follow=True)
    there = opened(office, where)
    assert (there[one], there[other]) == ("Anders", "Eigen")
    assert "Dat blijft zo." in answer.text


@pytest.mark.parametrize(("kind", "one", "_other"), REGISTERS)
def test_each_record_asks_about_what_both_changed(
    office: Client, shelf: Company, kind: str, one: str, _other: str
) -> None:
    where = first_of(shelf, kind)
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {one: "Van haar"})
    asked = office.post(where, second | {one: "Van hem"})
    assert "Van haar" in asked.text
    assert opened(office, where)[one] == "Van haar"
    mine = {f"meanwhile-{one}": choices(asked, one)["mine"]}
    office.post(where, typed_in(asked) | mine)
    assert opened(office, where)[one] == "Van hem"


def test_what_was_typed_for_a_deleted_material_is_kept_and_can_be_added(
    office: Client, shelf: Company
) -> None:
    where = first_of(shelf, "materials")
    typed = opened(office, where) | {"description": "Dikke buis"}
    remove_material(shelf.materials.get())
    told = office.post(where, typed)
    assert "Iemand anders heeft dit intussen verwijderd." in told.text
    office.post(where, typed_in(told))
    assert shelf.materials.get().description == "Dikke buis"


def test_a_work_order_keeps_both_changes(office: Client, job: WorkOrder) -> None:
    where = road(job.company, "work_order_change", job.pk)
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {"customer_city": "Zwolle"})
    answer = office.post(where, second | {"description": "Kraan lekt"}, follow=True)
    job.refresh_from_db()
    assert (job.customer_city, job.description) == ("Zwolle", "Kraan lekt")
    assert "Iemand anders heeft intussen Plaats gewijzigd van (leeg) in Zwolle." in answer.text


def test_an_employee_that_the_other_chose_stays(
    office: Client, job: WorkOrder, joris: Employee
) -> None:
    where = road(job.company, "work_order_change", job.pk)
    first, second = opened(office, where), opened(office, where)
    office.post(where, first | {"employee": str(joris.pk)})
    answer = office.post(where, second | {"description": "Kraan lekt"}, follow=True)
    job.refresh_from_db()
    assert (job.employee, job.description) == (joris, "Kraan lekt")
    assert "Joris Voorbeeld" in answer.text


def test_a_work_order_deleted_meanwhile_can_be_made_again(office: Client, job: WorkOrder) -> None:
    where = road(job.company, "work_order_change", job.pk)
    typed = opened(office, where) | {"description": "Kraan lekt"}
    job.delete()
    told = office.post(where, typed)
    assert "Iemand anders heeft dit intussen verwijderd." in told.text
    office.post(where, typed_in(told))
    assert WorkOrder.objects.get().description == "Kraan lekt"


@pytest.fixture
def line(job: WorkOrder, now: datetime) -> MaterialLine:
    fields = {"name": "Buis", "quantity": Decimal(2), "unit": "Stuk", "price": Decimal(3)}
    return write_material(job, fields, now=now, who="Sanne")  # type: ignore[arg-type]


def test_the_office_sets_a_price_while_the_tablet_changes_how_many(
    office: Client, tablet: Client, job: WorkOrder, line: MaterialLine
) -> None:
    at_desk = road(job.company, "office_material", job.pk, line.pk)
    at_work = reverse("workorders:material_change", args=[job.pk, line.pk])
    desk, work = opened(office, at_desk), opened(tablet, at_work)
    tablet.post(at_work, work | {"quantity": "5"})
    answer = office.post(at_desk, desk | {"price": "4,50"}, follow=True)
    line.refresh_from_db()
    assert (line.quantity, line.price) == (Decimal(5), Decimal("4.5"))
    assert "Aantal gewijzigd van 2 in 5. Dat blijft zo." in answer.text


def test_two_quantities_of_one_line_are_asked_on_the_tablet(
    office: Client, tablet: Client, job: WorkOrder, line: MaterialLine
) -> None:
    at_desk = road(job.company, "office_material", job.pk, line.pk)
    at_work = reverse("workorders:material_change", args=[job.pk, line.pk])
    desk, work = opened(office, at_desk), opened(tablet, at_work)
    office.post(at_desk, desk | {"quantity": "4"})
    asked = tablet.post(at_work, work | {"quantity": "5"})
    assert set(choices(asked, "quantity")) == {"mine", "theirs"}
    line.refresh_from_db()
    assert line.quantity == 4


def test_a_line_that_the_office_took_away_is_told_on_the_tablet_with_what_was_typed(
    tablet: Client, job: WorkOrder, line: MaterialLine
) -> None:
    at_work = reverse("workorders:material_change", args=[job.pk, line.pk])
    typed = opened(tablet, at_work) | {"quantity": "5,25"}
    line.delete()
    answer = tablet.post(at_work, typed, follow=True)
    assert "Iemand anders heeft dit verwijderd. U typte: 5,25" in answer.text


def test_a_line_that_the_tablet_took_away_can_be_added_again_in_the_office(
    office: Client, job: WorkOrder, line: MaterialLine
) -> None:
    at_desk = road(job.company, "office_material", job.pk, line.pk)
    typed = opened(office, at_desk) | {"price": "4,50"}
    line.delete()
    told = office.post(at_desk, typed)
    assert "Iemand anders heeft dit intussen verwijderd." in told.text
    office.post(at_desk, typed_in(told))
    assert job.materials.get().price == Decimal("4.5")


def test_a_work_status_that_somebody_else_set_is_not_put_back_unseen(
    office: Client, job: WorkOrder
) -> None:
    where = road(job.company, "work_status_set", job.pk)
    office.post(where, {"was": "", "work_status": "1"})
    told = office.post(where, {"was": "", "work_status": "2"}, follow=True)
    job.refresh_from_db()
    assert job.work_status == "1"
    assert "Er is niets opgeslagen. Kijk en kies opnieuw." in told.text
    office.post(where, {"was": "1", "work_status": "2"})
    job.refresh_from_db()
    assert job.work_status == "2"


def test_a_default_that_somebody_else_set_is_not_put_back_unseen(
    office: Client, company: Company
) -> None:
    where, was = road(company, "default_work_status"), company.default_work_status
    office.post(where, {"was": was, "default": "7"})
    office.post(where, {"was": was, "default": "8"})
    company.refresh_from_db()
    assert company.default_work_status == "7"


def test_a_page_that_is_gone_shows_what_was_typed(office: Client, job: WorkOrder) -> None:
    at_desk = road(job.company, "office_material_add", job.pk)
    typed = opened(office, at_desk) | {"name": "Koperbuis", "quantity": "3"}
    job.delete()
    told = office.post(at_desk, typed)
    assert told.status_code == 404
    assert "<li>Koperbuis</li>" in told.text


def test_hours_keep_both_changes(
    office: Client, tablet: Client, job: WorkOrder, shelf: Company, now: datetime
) -> None:
    fields = {
        "work_date": date(2026, 11, 27), "begin": time(8), "end": time(10), "break_minutes": 0,
        "hour_type": "UUR", "remark": "", "employee_number": "101",
    }  # fmt: skip
    period = write_period(job, fields, now=now, who="Sanne")  # type: ignore[arg-type]
    at_desk = road(job.company, "office_hours", job.pk, period.pk)
    at_work = reverse("workorders:hours_change", args=[job.pk, period.pk])
    desk, work = opened(office, at_desk), opened(tablet, at_work)
    office.post(at_desk, desk | {"end": "11:00"})
    answer = tablet.post(at_work, work | {"remark": "Tot de lunch"}, follow=True)
    period.refresh_from_db()
    assert (period.end, period.total_minutes, period.remark) == (time(11), 180, "Tot de lunch")
    assert "Eind gewijzigd van 10:00 in 11:00" in answer.text


def test_nobody_signs_for_what_changed_after_it_was_shown(
    office: Client, tablet: Client, job: WorkOrder, line: MaterialLine
) -> None:
    at_desk = road(job.company, "office_material", job.pk, line.pk)
    at_work = reverse("workorders:tablet_sign", args=[job.pk])
    sheet = opened(tablet, at_work) | {"signer": "A. Klant", "drawing": DRAWING}
    office.post(at_desk, opened(office, at_desk) | {"quantity": "40"})
    told = tablet.post(at_work, sheet)
    job.refresh_from_db()
    assert job.status == Status.PICKED_UP
    assert "2 Stuk Buis in 40 Stuk Buis" in told.text
    tablet.post(at_work, typed_in(told) | {"drawing": DRAWING})
    job.refresh_from_db()
    assert job.status == Status.COMPLETE


@pytest.mark.parametrize("agreed", [{"minimum_hours": "2"}, {"rounding_minutes": "60"}])
def test_nobody_signs_for_hours_that_are_charged_otherwise_since_they_were_shown(
    office: Client, tablet: Client, job: WorkOrder, agreed: dict[str, str]
) -> None:
    job.periods.create(work_date=date(2026, 11, 27), total_minutes=70)
    at_desk = road(job.company, "work_order_change", job.pk)
    at_work = reverse("workorders:tablet_sign", args=[job.pk])
    sheet = opened(tablet, at_work) | {"signer": "A. Klant", "drawing": DRAWING}
    office.post(at_desk, opened(office, at_desk) | agreed)
    told = tablet.post(at_work, sheet)
    job.refresh_from_db()
    assert job.status == Status.PICKED_UP
    assert "Te berekenen, zoals afgesproken: 2:00" in told.text
    tablet.post(at_work, typed_in(told) | {"drawing": DRAWING})
    job.refresh_from_db()
    assert job.status == Status.COMPLETE


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_neither_change_is_lost(
    office: Client, make_order: Make, company: Company
) -> None:
    relation = add_relation(company, {"debtor_number": "1", "name": "Bakkerij"})
    places = [
        (road(company, "work_order_change", make_order().pk), "customer_city", "description"),
        (road(company, "relations_change", relation.pk), "city", "remark"),
    ]
    for where, one, other in places:
        for turn in range(5):
            first, second = opened(office, where), opened(office, where)
            _at_once(office, where, first | {one: f"a{turn}"}, second | {other: f"b{turn}"})
            there = opened(office, where)
            assert (there[one], there[other]) == (f"a{turn}", f"b{turn}")


def _at_once(office: Client, where: str, *sent: dict[str, str]) -> None:
    barrier = Barrier(len(sent), timeout=20)

    def post(typed: dict[str, str]) -> None:
        person = Client()
        person.cookies.update(office.cookies)
        try:
            barrier.wait()
            person.post(where, typed)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sent)) as pool:
        list(pool.map(post, sent, timeout=60))
