"""What was signed for: one text and one code of it, which every change of what was signed shows."""

import json
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest

from bonbrug.workorders.actions.agree import complete_agreed
from bonbrug.workorders.actions.complete import Signature, complete, complete_unsigned
from bonbrug.workorders.actions.do_work import (
    remove_material_line,
    remove_period,
    write_material,
    write_period,
)
from bonbrug.workorders.actions.forget_work import NOTES
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.actions.signed_content import VERSION
from bonbrug.workorders.actions.take_back import take_back
from bonbrug.workorders.documents.signature import Check, check_signature
from bonbrug.workorders.models import Company, HourType, Status, WorkOrder
from tests.workorders.conftest import NOW

Make = Callable[..., WorkOrder]
PNG = b"\x89PNG\r\n\x1a\nsomething drawn"
pytestmark = pytest.mark.postgres


@pytest.fixture
def signed(make_order: Make, company: Company) -> WorkOrder:
    """A signed work order with two lines of hours and two materials."""
    add_hour_type(company, {"code": "MONT", "name": "Montage"})
    order = make_order(
        Status.PICKED_UP,
        number="W26-0001",
        customer_street="Broodweg",
        work_date=date(2026, 1, 12),
        description="Kraan lekt é ✓",
        discount=Decimal(10),
    )
    for hour in (8, 10):
        hours: Any = {"work_date": date(2026, 1, 12), "begin": time(hour), "end": time(hour + 1)}
        write_period(order, hours | {"hour_type": "mont"}, now=NOW, who="x")
    for name in ("Kraan", "Ventiel"):
        line: Any = {"name": name, "quantity": Decimal("1.50"), "unit": "st"}
        write_material(order, line, now=NOW, who="x")
    complete(order, Signature(PNG, "P. Bakker"), now=NOW, who="Sanne")
    return fresh(order)


def fresh(order: WorkOrder) -> WorkOrder:
    return WorkOrder.objects.get(pk=order.pk)


def checked(order: WorkOrder) -> Check:
    check = check_signature(fresh(order))
    assert check is not None
    return check


def test_the_code_is_the_sha_256_of_the_text_that_is_kept(signed: WorkOrder) -> None:
    assert signed.signed_code == sha256(signed.signed_content.encode()).hexdigest()
    assert checked(signed).unchanged


def test_the_text_is_written_in_one_way_only(signed: WorkOrder) -> None:
    content = json.loads(signed.signed_content)
    again = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert signed.signed_content == again
    assert content["version"] == VERSION
    assert content["periods"][0] == {
        "date": "2026-01-12", "begin": "08:00", "end": "09:00", "break_minutes": 0,
        "minutes": 60, "code": "mont", "name": "Montage", "remark": "",
    }  # fmt: skip
    assert content["materials"][0]["quantity"] == "1.5"
    assert content["signed"] == {
        "name": "P. Bakker", "moment": "2026-01-12T09:00:00.000000+00:00",
        "drawing": sha256(PNG).hexdigest(),
    }  # fmt: skip


def test_the_code_of_version_1_never_changes(signed: WorkOrder) -> None:
    """A code on paper has to be found next year too: this one was reckoned when it was made."""
    assert signed.signed_code == "07144c60927fe0b92d20555e1e3fff1afbd1e124d038276df8405f9bd769e6dd"


CHANGES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "customer": ({"customer_name": "Ander"}, ["customer"]),
    "street": ({"customer_street": "Elders"}, ["street"]),
    "house number": ({"customer_house_number": "9"}, ["street"]),
    "place": ({"customer_city": "Elders"}, ["place"]),
    "number": ({"number": "W26-0002"}, ["number"]),
    "day": ({"work_date": date(2026, 1, 13)}, ["date"]),
    "time": ({"work_time": time(9)}, ["time"]),
    "type of work": ({"type_of_work": "Storing"}, ["type_of_work"]),
    "in short": ({"short_description": "x"}, ["short_description"]),
    "description": ({"description": "Kraan lekt é ✓ "}, ["description"]),
    "discount": ({"discount": Decimal("10.0001")}, ["discount"]),
    "minimum": ({"minimum_hours": Decimal(5)}, ["charged_minutes"]),
    "finished": ({"finished": False}, ["finished"]),
    "signer": ({"signer_name": "Ander"}, ["signed"]),
    "moment": ({"signed_at": NOW + timedelta(microseconds=1)}, ["signed"]),
    "drawing": ({"signature": PNG + b"!"}, ["signed"]),
    "no drawing": ({"signature": None}, ["signed"]),
}


@pytest.mark.parametrize(("fields", "parts"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_what_was_signed_is_seen(
    signed: WorkOrder, fields: dict[str, Any], parts: list[str]
) -> None:
    WorkOrder.objects.filter(pk=signed.pk).update(**fields)
    check = checked(signed)
    assert not check.unchanged
    assert [one.part for one in check.differences] == parts


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({"total_minutes": 61}, ["periods", "charged_minutes"]),
        ({"break_minutes": 5}, ["periods"]),
        ({"begin": time(8, 5)}, ["periods"]),
        ({"end": None}, ["periods"]),
        ({"work_date": None}, ["periods"]),
        ({"remark": "x"}, ["periods"]),
        ({"hour_type": "X"}, ["periods"]),
    ],
)
def test_a_change_of_hours_is_seen(
    signed: WorkOrder, fields: dict[str, Any], parts: list[str]
) -> None:
    signed.periods.filter(pk=signed.periods.first().pk).update(**fields)  # type: ignore[union-attr]
    assert list(dict.fromkeys(one.part for one in checked(signed).differences)) == parts


@pytest.mark.parametrize(
    "fields",
    [
        {"quantity": Decimal("1.51")},
        {"name": "Kraan 2"},
        {"unit": "m"},
        {"discount": Decimal(5)},
        {"warranty": "defect"},
        {"code": "K1", "by_hand": False},
    ],
)
def test_a_change_of_a_material_is_seen(signed: WorkOrder, fields: dict[str, Any]) -> None:
    signed.materials.filter(name="Kraan").update(**fields)
    [difference] = checked(signed).differences
    assert difference.part == "materials"
    assert difference.before["name"] == "Kraan"


def test_only_the_line_that_went_is_named(signed: WorkOrder) -> None:
    remove_material_line(signed.materials.get(name="Kraan"), now=NOW, who="x")
    [gone] = checked(signed).differences
    assert (gone.before["name"], gone.now) == ("Kraan", None)


def test_only_the_line_that_came_is_named(signed: WorkOrder) -> None:
    line: Any = {"name": "Buis", "quantity": Decimal(1)}
    write_material(signed, line, now=NOW, who="x")
    [new] = checked(signed).differences
    assert (new.before, new.now["name"]) == (None, "Buis")


def test_hours_that_went_are_named_with_what_is_charged_now(signed: WorkOrder) -> None:
    remove_period(signed.periods.all()[0], now=NOW, who="x")
    parts = [one.part for one in checked(signed).differences]
    assert parts == ["periods", "charged_minutes"]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.SETTLED, "work_status": "9", "archived": True, "comment": "x"},
        {"internal_description": "x", "payment_method": "pin", "payer_name": "Ander"},
        {"discount": Decimal("10.0000"), "held_until": None, "changed_at": NOW + timedelta(9)},
    ],
)
def test_what_the_customer_did_not_see_changes_nothing(
    signed: WorkOrder, fields: dict[str, Any]
) -> None:
    WorkOrder.objects.filter(pk=signed.pk).update(**fields)
    signed.materials.update(price=Decimal(99))
    assert checked(signed).unchanged


def test_another_name_of_an_hour_type_in_the_list_changes_nothing(signed: WorkOrder) -> None:
    HourType.objects.update(name="Arbeid")
    assert checked(signed).unchanged
    HourType.objects.all().delete()
    assert checked(signed).unchanged


def test_a_text_that_was_changed_beside_its_code_is_seen(signed: WorkOrder) -> None:
    other = signed.signed_content.replace("Kraan", "Kram")
    WorkOrder.objects.filter(pk=signed.pk).update(signed_content=other)
    check = checked(signed)
    assert (check.kept, check.unchanged) == (False, False)


def test_who_agreed_without_drawing_signed_for_the_same(make_order: Make) -> None:
    order = make_order(Status.PICKED_UP)
    complete_agreed(order, "P. Bakker", now=NOW, who="Sanne")
    assert json.loads(fresh(order).signed_content)["signed"]["drawing"] == ""
    assert checked(order).unchanged


def test_without_a_signature_there_is_no_code(make_order: Make) -> None:
    order = make_order(Status.PICKED_UP)
    complete_unsigned(order, now=NOW, who="kantoor")
    assert fresh(order).signed_code == fresh(order).signed_content == ""
    assert check_signature(fresh(order)) is None


def test_what_was_signed_before_codes_were_kept_has_none(make_order: Make) -> None:
    order = make_order(Status.COMPLETE)
    WorkOrder.objects.update(signature=PNG, signer_name="P. Bakker", signed_at=NOW)
    assert check_signature(fresh(order)) is None


def test_taking_back_lets_go_of_the_code_and_a_second_signature_gets_its_own(
    signed: WorkOrder,
) -> None:
    first = signed.signed_code
    take_back(signed, now=NOW, who="Sanne")
    assert fresh(signed).signed_code == fresh(signed).signed_content == ""
    later = NOW + timedelta(minutes=1)
    complete(signed, Signature(PNG, "P. Bakker"), now=later, who="Sanne")
    assert fresh(signed).signed_code not in ("", first)


def test_signing_twice_keeps_the_first_code(signed: WorkOrder) -> None:
    first = signed.signed_code
    complete(signed, Signature(PNG + b"2", "Ander"), now=NOW, who="Sanne")
    assert fresh(signed).signed_code == first


def test_erasing_a_customer_erases_what_they_signed_for(signed: WorkOrder) -> None:
    assert {"signed_content", "signed_code"} <= set(NOTES)
