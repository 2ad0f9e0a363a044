"""Planning, doing, completing and settling work."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest

from bonbrug.workorders.actions.archive import archive, unarchive
from bonbrug.workorders.actions.complete import PNG, Signature, complete, complete_unsigned
from bonbrug.workorders.actions.do_work import (
    change_material_line,
    change_period,
    line_of,
    pick_up,
    remove_material_line,
    remove_period,
    worked_minutes,
    write_material,
    write_period,
)
from bonbrug.workorders.actions.keep_material import add_material
from bonbrug.workorders.actions.keep_relation import add_relation, remove_relation
from bonbrug.workorders.actions.plan_work import (
    change,
    choose_employee,
    customer_of,
    plan,
    remove,
    set_work_status,
)
from bonbrug.workorders.actions.records import LineFields, PeriodFields
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.settle import back_to_complete, settle
from bonbrug.workorders.models import Company, Deed, Employee, Status, WorkOrder
from tests.workorders.conftest import NOW, MakeOrder

pytestmark = pytest.mark.postgres

SIGNATURE = Signature(PNG + b"rest", "Mw. A. Voorbeeld")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    assert str(refusal.value)
    return refusal.value.code


def deeds(order: WorkOrder) -> list[str]:
    return list(order.history.order_by("pk").values_list("what", flat=True))


def test_a_work_order_takes_its_customer_from_a_relation(company: Company) -> None:
    relation = add_relation(
        company, {"debtor_number": "TEST1", "name": "Bakkerij", "city": "Voorbeeldstad"}
    )
    order = plan(company, customer_of(relation), now=NOW, who="kantoor", order_nr="0000000001")
    assert (order.customer_city, order.payer_debtor_number) == ("Voorbeeldstad", "TEST1")
    assert (order.serial, order.status) == (1, Status.READY)


def test_without_invoice_customer_the_customer_pays(make_order: MakeOrder) -> None:
    assert make_order().payer_debtor_number == "TEST1"
    assert make_order(payer_debtor_number="VVE").payer_name == ""


def test_serials_count_within_a_company(make_order: MakeOrder) -> None:
    assert [make_order().serial for _ in range(3)] == [1, 2, 3]


def test_a_taken_number_is_refused(make_order: MakeOrder) -> None:
    make_order(number="ERP-1")
    assert refused(lambda: make_order(number="ERP-1")) == "number_in_use"
    other = make_order()
    assert refused(lambda: change(other, {"number": "ERP-1"}, now=NOW, who="x")) == "number_in_use"


def test_too_long_a_text_is_refused_on_every_database(make_order: MakeOrder) -> None:
    assert refused(lambda: make_order(comment="x" * 256)) == "too_long"


def test_a_change_without_difference_is_no_deed(make_order: MakeOrder) -> None:
    order = make_order()
    change(order, {"customer_name": "Bakkerij"}, now=NOW, who="kantoor")
    assert deeds(order) == [Deed.MADE]


def test_an_inactive_employee_gets_no_work(make_order: MakeOrder, sanne: Employee) -> None:
    sanne.active = False
    order = make_order()
    code = refused(lambda: choose_employee(order, sanne, now=NOW, who="kantoor"))
    assert code == "employee_inactive"


def test_a_tablet_picks_up_its_own_work_once(
    make_order: MakeOrder, sanne: Employee, joris: Employee
) -> None:
    order = make_order(employee=sanne)
    assert refused(lambda: pick_up(order, joris, now=NOW)) == "not_your_work_order"
    pick_up(order, sanne, now=NOW)
    pick_up(order, sanne, now=NOW)
    assert order.status == Status.PICKED_UP
    assert deeds(order) == [Deed.MADE, Deed.PICKED_UP]


def test_another_employee_makes_it_ready_again(
    make_order: MakeOrder, sanne: Employee, joris: Employee
) -> None:
    order = make_order(Status.PICKED_UP, employee=sanne)
    choose_employee(order, joris, now=NOW, who="kantoor")
    assert (order.status, order.employee) == (Status.READY, joris)


@pytest.mark.parametrize(
    ("begin", "end", "pause", "minutes"),
    [(time(8, 30), time(11), 0, 150), (time(8), time(17), 45, 495), (time(22), time(2), 0, 240)],
)
def test_worked_time_is_end_minus_begin_minus_break(
    begin: time, end: time, pause: int, minutes: int
) -> None:
    assert worked_minutes(begin, end, pause) == minutes


def test_a_break_longer_than_the_work_is_refused() -> None:
    assert refused(lambda: worked_minutes(time(8), time(8, 15), 30)) == "end_before_begin"


def test_hours_are_written_changed_and_removed(make_order: MakeOrder) -> None:
    order = make_order(Status.PICKED_UP)
    hours = PeriodFields(work_date=date(2026, 1, 12), begin=time(8), end=time(10))
    period = write_period(order, hours, now=NOW, who="Sanne")
    change_period(period, {"break_minutes": 15}, now=NOW, who="Sanne")
    assert period.total_minutes == 105
    remove_period(period, now=NOW, who="Sanne")
    assert deeds(order)[1:] == [Deed.PERIOD_WRITTEN] * 2 + [Deed.PERIOD_REMOVED]


def test_a_material_from_the_list_brings_its_vat_code_and_account(
    company: Company, make_order: MakeOrder
) -> None:
    material = add_material(
        company,
        {
            "code": "KOP15",
            "description": "Koppeling",
            "price": Decimal("2.50"),
            "freefield1": "HOOG_VERK_21",
            "freefield2": "8000",
        },
    )
    order = make_order()
    line = write_material(order, line_of(material, Decimal(2)), now=NOW, who="Sanne")
    assert (line.freefield1, line.freefield2, line.by_hand) == ("HOOG_VERK_21", "8000", False)
    assert line.amount == Decimal("5.00")
    change_material_line(line, {"quantity": Decimal(3)}, now=NOW, who="Sanne")
    assert line.amount == Decimal("7.50")
    remove_material_line(line, now=NOW, who="Sanne")
    assert not order.materials.exists()


def test_a_material_typed_by_hand_is_marked(make_order: MakeOrder) -> None:
    order = make_order()
    typed = LineFields(name="Plankje", quantity=Decimal(1))
    line = write_material(order, typed, now=NOW, who="Sanne")
    assert line.by_hand


def test_a_quantity_of_zero_is_refused(make_order: MakeOrder) -> None:
    order = make_order()
    code = refused(
        lambda: write_material(
            order, {"name": "Plankje", "quantity": Decimal(0)}, now=NOW, who="Sanne"
        )
    )
    assert code == "quantity_zero"


def test_signing_completes_with_the_work_status_of_the_house(make_order: MakeOrder) -> None:
    order = make_order(Status.PICKED_UP)
    complete(order, SIGNATURE, now=NOW, who="Sanne")
    order.refresh_from_db()
    assert (order.status, order.work_status, order.finished) == (Status.COMPLETE, "1", True)
    assert bytes(order.signature or b"") == SIGNATURE.image


def test_sending_a_signed_work_order_again_changes_nothing(make_order: MakeOrder) -> None:
    order = make_order(Status.PICKED_UP)
    complete(order, SIGNATURE, now=NOW, who="Sanne")
    complete(order, Signature(PNG, "Iemand anders"), now=NOW, who="Sanne")
    assert order.signer_name == SIGNATURE.signer
    assert deeds(order).count(Deed.COMPLETED) == 1


def test_a_chosen_work_status_stays(make_order: MakeOrder) -> None:
    order = make_order(Status.PICKED_UP, work_status="0")
    assert complete(order, SIGNATURE, now=NOW, who="Sanne").work_status == "0"


@pytest.mark.parametrize(
    ("signature", "code"),
    [
        (Signature(b"", "A"), "signature_missing"),
        (Signature(b"<svg/>", "A"), "signature_not_png"),
        (Signature(PNG + bytes(300_000), "A"), "signature_too_large"),
        (Signature(PNG, " "), "signer_missing"),
    ],
)
def test_a_bad_signature_is_refused(make_order: MakeOrder, signature: Signature, code: str) -> None:
    order = make_order(Status.PICKED_UP)
    assert refused(lambda: complete(order, signature, now=NOW, who="Sanne")) == code


def test_the_office_completes_without_signature(make_order: MakeOrder) -> None:
    order = complete_unsigned(make_order(), now=NOW, who="kantoor")
    assert (order.status, order.signed_at) == (Status.COMPLETE, None)


def test_only_what_is_complete_is_settled(make_order: MakeOrder) -> None:
    assert not settle(make_order(Status.PICKED_UP), now=NOW, who="eboekhouden")
    order = make_order(Status.COMPLETE)
    assert settle(order, now=NOW, who="eboekhouden")
    assert not settle(order, now=NOW, who="eboekhouden")


def test_a_settled_work_order_is_closed_until_a_person_reopens_it(make_order: MakeOrder) -> None:
    order = make_order(Status.SETTLED)
    assert refused(lambda: change(order, {"comment": "x"}, now=NOW, who="x")) == "wrong_status"
    assert refused(lambda: write_period(order, {}, now=NOW, who="x")) == "wrong_status"
    assert refused(lambda: remove(order)) == "wrong_status"
    back_to_complete(order, now=NOW, who="kantoor")
    assert order.status == Status.COMPLETE
    assert refused(lambda: back_to_complete(order, now=NOW, who="x")) == "wrong_status"


def test_only_what_is_settled_is_archived(make_order: MakeOrder) -> None:
    assert refused(lambda: archive(make_order(), now=NOW, who="x")) == "wrong_status"
    order = archive(make_order(Status.SETTLED), now=NOW, who="kantoor")
    assert order.archived
    assert not unarchive(order, now=NOW, who="kantoor").archived


def test_a_work_status_of_no_list_may_be_set(make_order: MakeOrder) -> None:
    order = set_work_status(make_order(), "99", now=NOW, who="eboekhouden")
    assert order.work_status == "99"


def test_a_work_order_that_is_gone_is_refused(make_order: MakeOrder) -> None:
    order = make_order()
    WorkOrder.objects.filter(pk=order.pk).delete()
    assert refused(lambda: change(order, {"comment": "x"}, now=NOW, who="x")) == "gone"


def test_a_relation_with_open_work_is_not_removed(company: Company, make_order: MakeOrder) -> None:
    relation = add_relation(company, {"debtor_number": "TEST1", "name": "Bakkerij"})
    order = make_order()
    assert refused(lambda: remove_relation(relation)) == "has_work_orders"
    WorkOrder.objects.filter(pk=order.pk).update(status=Status.SETTLED)
    remove_relation(relation)
    assert not company.relations.exists()
