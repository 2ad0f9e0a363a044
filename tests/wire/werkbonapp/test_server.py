"""What a server makes of requests."""

import json
from contextlib import suppress
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.wire.werkbonapp.api import read_post, write_answer, write_rows
from bonbrug.wire.werkbonapp.faults import Fault
from bonbrug.wire.werkbonapp.php_query import read_query
from bonbrug.wire.werkbonapp.queries import (
    Filter,
    Update,
    read_deletion,
    read_filters,
    read_status,
    read_tokens,
    read_update,
    wants_update_status,
)
from bonbrug.wire.werkbonapp.records import HOUR_TYPE, MATERIAL, RELATION, RELATION_POSTED, Relation
from bonbrug.wire.werkbonapp.tables import Table
from bonbrug.wire.werkbonapp.work_orders import WORK_ORDER_POSTED

MATERIAL_GIVEN: dict[str, object] = {
    "code": "KOP15",
    "description": "Koppeling",
    "price": "2,50",
    "unit": "Stuk",
}


def refusal(body: object, table: Table[Any]) -> Fault:
    with pytest.raises(Fault) as caught:
        read_post(body if isinstance(body, bytes) else json.dumps(body).encode(), table)
    return caught.value


@pytest.mark.parametrize("body", [b"", b" ", b"\xef\xbb\xbf"])
def test_an_empty_body_is_1008(body: bytes) -> None:
    fault = refusal(body, MATERIAL)
    assert (fault.code, fault.messages) == (1008, ("Unable to fetch body",))


@pytest.mark.parametrize(
    "body",
    [b"[", b"3", b'"x"', b"null", b"[3]", b"[[]]", b'[{"code":NaN}]', b"code=1", b"[" * 9999],
)
def test_a_body_without_records_is_1009(body: bytes) -> None:
    fault = refusal(body, MATERIAL)
    assert (fault.code, fault.messages) == (1009, ("Unable to parse body",))


def test_a_body_above_the_limit_is_1009() -> None:
    with pytest.raises(Fault) as caught:
        read_post(b"[" + b" " * 50 + b"]", MATERIAL, limit=50)
    assert caught.value.code == 1009


def test_one_object_is_a_list_of_one_and_an_empty_list_is_nothing() -> None:
    assert len(read_post(json.dumps(MATERIAL_GIVEN).encode(), MATERIAL)) == 1
    assert read_post(b"[]", MATERIAL) == ()


def test_every_missing_field_has_a_message() -> None:
    fault = refusal([{"debtor_number": "TEST1", "street": "", "city": " "}], RELATION_POSTED)
    assert fault.code == 1301
    assert fault.messages == (
        "Required field missing: name",
        "Required field missing: street",
        "Required field missing: postal_code",
        "Required field missing: city",
    )


def test_a_work_order_without_number_and_postcode_is_1501(golden_order: dict[str, Any]) -> None:
    fault = refusal([golden_order | {"WorkorderNo": "", "CustomerZIP": None}], WORK_ORDER_POSTED)
    assert (fault.code, fault.messages) == (
        1501,
        ("Required field missing: WorkorderNo", "Required field missing: CustomerZIP"),
    )


@pytest.fixture
def golden_order() -> dict[str, Any]:
    blocks = ("", "Invoice")
    parts = ("Name", "DebtorNr", "Street", "ZIP", "City", "ContactPerson")
    names = [f"Customer{part}{block}" for block in blocks for part in parts]
    return dict.fromkeys([*names, "WorkorderNo", "TypeOfWork", "PaymentMethod"], "x")


def test_the_least_work_order_is_accepted(golden_order: dict[str, Any]) -> None:
    (order,) = read_post(json.dumps(golden_order).encode(), WORK_ORDER_POSTED)
    assert (order.number, order.periods, order.materials) == ("x", (), ())


def test_an_impossible_date_is_1504(golden_order: dict[str, Any]) -> None:
    assert refusal([golden_order | {"WorkDate": "31-02-2026"}], WORK_ORDER_POSTED).code == 1504


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"active": "2"}, 1801), ({"sale_price": "duur"}, 1801), ({"name": None}, 1801)],
)
def test_a_wrong_hour_type_is_1801(changes: dict[str, object], code: int) -> None:
    given = {"code": "1", "name": "A", "cost_booking": 0, "sale_booking": 1, "sale_price": 0}
    assert len(read_post(json.dumps(given).encode(), HOUR_TYPE)) == 1
    assert refusal(given | changes, HOUR_TYPE).code == code


@pytest.mark.parametrize(
    "changes", [{"price": "veel"}, {"unit": {}}, {"code": "x" * 256}, {"description": "\ud800"}]
)
def test_a_wrong_field_fails_the_whole_post(changes: dict[str, object]) -> None:
    fault = refusal([MATERIAL_GIVEN, MATERIAL_GIVEN | changes], MATERIAL)
    assert fault.code == 1200
    assert next(iter(changes)) in fault.messages[0]


def test_ten_thousand_relations_are_one_answer() -> None:
    rows = [Relation(name="Café", debtor_number=str(n)) for n in range(10_000)]
    assert len(json.loads(write_rows(rows, RELATION))["response"]) == 10_000


def test_an_answer_is_compact_utf8() -> None:
    assert write_answer("€") == '{"code":200,"messages":[],"response":"€"}'.encode()


@pytest.mark.parametrize(
    ("query", "flips"),
    [
        ({}, True),
        ({"update_status": "true"}, True),
        ({"update_status": ""}, True),
        ({"update_status": "no"}, True),
        ({"update_status": "false"}, False),
        ({"update_status": "False"}, False),
        ({"update_status": "0"}, False),
    ],
)
def test_only_false_or_zero_keeps_the_status(query: dict[str, str], *, flips: bool) -> None:
    assert wants_update_status(query) is flips


def test_the_status_is_read_without_case() -> None:
    assert read_status({"status": "compleet"}) == "Compleet"
    assert read_status({"status": "ALLE"}) == "Alle"
    for query in ({}, {"status": "Nieuw"}):
        with pytest.raises(Fault):
            read_status(query)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, 1002),
        ({"software_token": "b"}, 1002),
        ({"token": "a"}, 1003),
        ({"token": "a", "software_token": ""}, 1003),
    ],
)
def test_a_missing_token_is_named_in_order(query: dict[str, str], code: int) -> None:
    with pytest.raises(Fault) as caught:
        read_tokens(query)
    assert caught.value.code == code


CITY = Filter("city", "Ede", "eq")
ZIP = Filter("zip", "34 A", "li")


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", ()),
        ("key=city&value=Ede", (CITY,)),
        ("operator=EQ&value=Ede&key=city", (CITY,)),
        ("key[]=city&value[]=Ede&operator[]=eq", (CITY,)),
        ("value%5B%5D=Ede&key%5B%5D=city", (CITY,)),
        ("key[0]=city&value[0]=Ede", (CITY,)),
        ("key[7]=city&value[7]=Ede", (CITY,)),
        ("key[a]=city&value[a]=Ede", (CITY,)),
        ("key[]=city&value=Ede", (CITY,)),
        ("key=zip&value=x&key=city&value=Ede", (CITY,)),
        ("key=zip&key[]=city&value[]=Ede", (CITY,)),
        ("key[0]=zip&key[0]=city&value[0]=Ede", (CITY,)),
        (
            "key[]=city&key[]=zip&value[]=Ede&value[]=34+A&operator[]=eq&operator[]=li",
            (CITY, ZIP),
        ),
        ("key[1]=zip&value[0]=Ede&operator[1]=li&key[0]=city&value[1]=34%20A", (ZIP, CITY)),
        ("key[1]=zip&operator[1]=li&value[1]=34 A&key[]=city&value[2]=Ede", (ZIP, CITY)),
        ("key=city&value=E%0Bde", (CITY,)),
    ],
)
def test_filters_are_read_in_every_form_of_php(query: str, filters: tuple[Filter, ...]) -> None:
    assert read_filters(read_query(query)) == filters


@pytest.mark.parametrize(
    "query",
    [
        "key=city",
        "value=Ede",
        "operator=eq",
        "key=&value=Ede",
        "key=city&value=Ede&operator=drop",
        "key=city&value=Ede&operator=",
        "key[]=city&key[]=zip&value[]=Ede",
        "key[0]=city&value[1]=Ede",
        "key[0]=city&value[0]=Ede&operator[1]=li",
        "key[][]=city&value[][]=Ede",
        "key[0][a]=city&value[0][a]=Ede",
        "&".join(["key[]=a&value[]=b"] * 600),
    ],
)
def test_a_filter_that_is_not_understood_is_1504(query: str) -> None:
    with pytest.raises(Fault) as caught:
        read_filters(read_query(query))
    assert caught.value.code == 1504


@given(st.text("ab[]=&%0+.kevy ", max_size=40))
def test_a_name_is_single_or_a_list_and_never_both(raw: str) -> None:
    with suppress(Fault):
        query = read_query(raw)
        assert not query.single.keys() & query.listed.keys()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            {"entity": "material", "key": "codes", "value": "x"},
            "Key: codes not allowed for entity: material",
        ),
        ({"entity": "boat", "key": "code", "value": "x"}, "Entity: boat not found"),
        (
            {"entity": "workorder", "delete_all": "true"},
            "Delete all not allowed on Workorder entity",
        ),
        ({"entity": "workorder", "key": "order_no", "value": ""}, "Required field missing: value"),
    ],
)
def test_a_deletion_that_is_not_allowed_is_1600(query: dict[str, str], message: str) -> None:
    with pytest.raises(Fault) as caught:
        read_deletion(query)
    assert (caught.value.code, caught.value.messages) == (1600, (message,))


def test_a_deletion_names_its_record() -> None:
    deletion = read_deletion({"entity": "material", "key": "code", "value": "KOP15"})
    assert (deletion.key, deletion.value, deletion.delete_all) == ("code", "KOP15", False)
    assert read_deletion({"entity": "material", "delete_all": "true"}).delete_all


def test_an_update_says_all_that_is_wrong() -> None:
    with pytest.raises(Fault) as caught:
        read_update({"workdate": "2016/02/20", "worktime": "7"})
    assert caught.value.code == 1504
    assert caught.value.messages == (
        "Date invalid. Format: 20-02-2016",
        "Time invalid. Format: 07:08",
    )


def test_an_update_may_change_the_work_status_alone() -> None:
    assert read_update({"workstatus": "99"}) == Update(None, None, None, "99")
    assert read_update({"workdate": "20-02-2016", "worktime": "07:08", "employee_nr": "101"}) == (
        Update(date(2016, 2, 20), time(7, 8), "101", None)
    )


def test_an_update_of_nothing_is_1502() -> None:
    with pytest.raises(Fault) as caught:
        read_update({"row_id": "1"})
    assert caught.value.code == 1502
