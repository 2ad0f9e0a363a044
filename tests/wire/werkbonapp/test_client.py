"""What a client makes of answers, good ones and hostile ones."""

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.wire.werkbonapp.api import (
    read_count,
    read_envelope,
    read_order,
    read_orders,
    read_rows,
    unsendable,
    write_post,
)
from bonbrug.wire.werkbonapp.faults import Fault, Garbled
from bonbrug.wire.werkbonapp.records import (
    HOUR_TYPE,
    MATERIAL,
    RELATION,
    RELATION_POSTED,
    Material,
    Relation,
)

GOOD = b'{"code": 200, "messages": [], "response": 1}'
RELATION_ON_WIRE: dict[str, object] = {
    "name": "Bakkerij Voorbeeld",
    "debtor_number": "TEST1",
    "street": "Dorpsstraat",
    "postal_code": "1234 AB",
    "city": "Voorbeeldstad",
}
MATERIAL_ON_WIRE: dict[str, object] = {
    "code": "KOP15",
    "description": "Koppeling",
    "price": "2,50",
    "unit": "Stuk",
}


def order_on_wire(**changes: object) -> dict[str, Any]:
    invoice = dict.fromkeys(
        (
            "CustomerNameInvoice",
            "CustomerDebtorNrInvoice",
            "CustomerStreetInvoice",
            "CustomerZIPInvoice",
            "CustomerCityInvoice",
            "CustomerContactPersonInvoice",
            "CustomerDebtorNr",
            "WorkStatus",
        ),
        "x",
    )
    return {
        "id": "7",
        "status": "Compleet",
        "Workperiods": [],
        "Materials": [],
        **invoice,
    } | changes


def period_on_wire(**changes: object) -> dict[str, object]:
    return {
        "WorkDate": "12-01-2026",
        "BeginTime": "08:30",
        "EndTime": "11:00",
        "TotalTime": "02:30",
    } | changes


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!DOCTYPE html><title>Onderhoud</title>", "html"),
        (b"\n <html>", "html"),
        (GOOD[:-1], "not_json"),
        (GOOD[:20], "not_json"),
        (GOOD + b"{}", "not_json"),
        (GOOD + b"<br>Warning", "not_json"),
        (b'{"code": NaN, "messages": [], "response": 1}', "not_json"),
        (b'{"code": 200, "messages": [], "response": Infinity}', "not_json"),
        (b'{"code": 200, "messages": [], "response": ' + b"9" * 5000 + b"}", "not_json"),
        (b'{"code": 200, "response": 1e' + b"9" * 30 + b"}", "not_json"),
        (b'{"code": 200, "code": 200, "messages": [], "response": 1}', "duplicate_key"),
        (b'{"code": 200, "response": {"a": 1, "a": 2}}', "duplicate_key"),
        (b'{"code": 200, "response": ' + b"[" * 64 + b"]" * 64 + b"}", "too_deep"),
        (b"[" * 200_000, "too_deep"),
        (b'{"a":' * 200_000, "too_deep"),
        (b'{"code": 200, "response": "\xff"}', "not_utf8"),
        (b"[]", "no_envelope"),
        (b'"ok"', "no_envelope"),
        (b"null", "no_envelope"),
        (b'{"code": 200, "messages": []}', "no_envelope"),
        (b'{"messages": [], "response": 1}', "wrong_type"),
        (b'{"code": true, "messages": [], "response": 1}', "wrong_type"),
        (b'{"code": 200.5, "messages": [], "response": 1}', "wrong_type"),
    ],
)
def test_bytes_that_are_no_answer_are_refused_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(Garbled) as caught:
        read_envelope(body)
    assert caught.value.reason == reason


def test_every_cut_of_an_answer_is_refused() -> None:
    for length in range(len(GOOD)):
        with pytest.raises(Garbled):
            read_envelope(GOOD[:length])


def test_an_answer_above_the_limit_is_refused() -> None:
    with pytest.raises(Garbled) as caught:
        read_envelope(io.BytesIO(GOOD), limit=len(GOOD) - 1)
    assert caught.value.reason == "too_large"


def test_a_depth_of_sixty_four_is_read() -> None:
    body = b'{"code": 200, "response": ' + b"[" * 63 + b"]" * 63 + b"}"
    assert isinstance(read_envelope(body), list)


def test_a_byte_order_mark_and_a_code_as_text_are_accepted() -> None:
    assert read_envelope(b"\xef\xbb\xbf" + GOOD.replace(b"200", b'"200"')) == 1


def test_version_seven_called_the_payload_object() -> None:
    assert read_envelope(GOOD.replace(b"response", b"object")) == 1


@pytest.mark.parametrize("body", [b"unauthorized", b'"unauthorized"\n'])
def test_the_oldest_refusal_is_a_refused_token(body: bytes) -> None:
    with pytest.raises(Fault) as caught:
        read_envelope(body)
    assert caught.value.code == 1004


def test_messages_of_an_error_may_have_any_type() -> None:
    for messages in (b"null", b'"mis"', b'[1, "mis", null]', b'["\\ud800"]'):
        with pytest.raises(Fault) as caught:
            read_envelope(b'{"code": 1007, "messages": ' + messages + b"}")
        assert all(text.encode() for text in caught.value.messages)


@pytest.mark.parametrize("payload", [None, True, [], {}, "two", "-1", Decimal("1.5")])
def test_a_count_of_another_type_is_refused(payload: object) -> None:
    with pytest.raises(Garbled):
        read_count(payload)


@pytest.mark.parametrize(
    ("price", "expected"),
    [("4,55", "4.55"), ("4.55", "4.55"), (4, "4"), (Decimal("4.5"), "4.5"), ("-1,00", "-1.00")],
)
def test_an_amount_has_a_comma_or_a_dot_or_is_a_number(price: object, expected: str) -> None:
    read = read_rows([MATERIAL_ON_WIRE | {"price": price}], MATERIAL)
    assert read.rows[0].price == Decimal(expected)


@pytest.mark.parametrize(
    "price", ["", None, "1.234,56", "1e3", "€ 5", "٣", "5,", True, [], {}, Decimal("1e90")]
)
def test_a_record_with_an_unclear_price_stands_apart(price: object) -> None:
    read = read_rows([MATERIAL_ON_WIRE | {"price": price}, MATERIAL_ON_WIRE], MATERIAL)
    assert [row.code for row in read.rows] == ["KOP15"]
    assert read.unread[0].key == "KOP15"
    assert read.unread[0].reason.startswith("price: ")


@pytest.mark.parametrize(
    ("record", "key", "reason"),
    [
        (RELATION_ON_WIRE | {"name": ["x"]}, "TEST1", "name: not a text"),
        (RELATION_ON_WIRE | {"name": "\ud800"}, "TEST1", "name: holds half a character"),
        (RELATION_ON_WIRE | {"name": "a\0b"}, "TEST1", "name: holds a null character"),
        (RELATION_ON_WIRE | {"debtor_number": " "}, "#0", "debtor_number: missing"),
        ("TEST1", "#0", "not an object"),
        (None, "#0", "not an object"),
        ({k: v for k, v in RELATION_ON_WIRE.items() if k != "city"}, "TEST1", "city: missing"),
    ],
)
def test_a_bad_relation_stands_apart_with_its_reason(record: object, key: str, reason: str) -> None:
    read = read_rows([record, RELATION_ON_WIRE | {"debtor_number": "TEST2"}], RELATION)
    assert [row.debtor_number for row in read.rows] == ["TEST2"]
    assert (read.unread[0].key, read.unread[0].reason) == (key, reason)


def test_null_and_empty_are_the_same_and_numbers_may_be_texts() -> None:
    given = RELATION_ON_WIRE | {"contact": None, "email": "", "house_number": 12, "city": None}
    assert read_rows([given], RELATION).rows == (
        Relation(
            name="Bakkerij Voorbeeld",
            debtor_number="TEST1",
            street="Dorpsstraat",
            house_number="12",
            postal_code="1234 AB",
        ),
    )


def test_unknown_fields_are_passed_over() -> None:
    assert len(read_rows([RELATION_ON_WIRE | {"new": {"deep": []}}], RELATION).rows) == 1


@pytest.mark.parametrize("flag", [1, "1", True])
def test_a_flag_is_a_text_a_number_or_a_truth(flag: object) -> None:
    given = {"code": "1", "name": "A", "cost_booking": 0, "sale_booking": flag, "sale_price": "1"}
    assert read_rows([given], HOUR_TYPE).rows[0].sale_booking is True


def test_a_list_of_another_type_is_refused() -> None:
    payloads: tuple[object, ...] = ({}, 3, "x", True)
    for payload in payloads:
        with pytest.raises(Garbled):
            read_rows(payload, RELATION)


@pytest.mark.parametrize(
    ("total", "minutes"), [("02:30", 150), ("150", 150), (150, 150), ("26:00", 1560)]
)
def test_the_total_time_is_a_clock_or_minutes(total: object, minutes: int) -> None:
    order = read_order(order_on_wire(Workperiods=[period_on_wire(TotalTime=total)]))
    assert (order.periods[0].minutes, order.unread) == (minutes, "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12-01-2026", date(2026, 1, 12)),
        ("2-1-2026", date(2026, 1, 2)),
        ("2026-01-12", date(2026, 1, 12)),
        ("00-00-0000", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_has_the_day_first(text: str | None, day: date | None) -> None:
    order = read_order(order_on_wire(WorkDate=text))
    assert (order.day, order.unread) == (day, "")


@pytest.mark.parametrize(
    ("changes", "unread"),
    [
        ({"WorkDate": "31-02-2026"}, "WorkDate: not a day that exists"),
        ({"WorkDate": 5}, "WorkDate: not a date"),
        ({"Workperiods": [period_on_wire(TotalTime="")]}, "Workperiods[0].TotalTime: missing"),
        (
            {"Workperiods": [period_on_wire(TotalTime="2,5")]},
            "Workperiods[0].TotalTime: not a whole number",
        ),
        ({"Workperiods": ["x"]}, "Workperiods[0].: not an object"),
        ({"Materials": {"0": {}}}, "Materials: not a list"),
        (
            {
                "Materials": [
                    {
                        "MaterialCode": "",
                        "MaterialNr": "veel",
                        "MaterialPrice": "1",
                        "MaterialName": "x",
                    }
                ]
            },
            "Materials[0].MaterialNr: not a number",
        ),
    ],
)
def test_a_work_order_with_an_unclear_part_is_returned_and_says_so(
    changes: dict[str, object], unread: str
) -> None:
    read = read_orders([order_on_wire(**changes), order_on_wire(id="8")])
    assert [order.id for order in read.rows] == ["7", "8"]
    assert [order.unread for order in read.rows] == [unread, ""]


def test_a_renamed_part_is_never_taken_for_an_empty_one() -> None:
    given = order_on_wire()
    given["materials"] = given.pop("Materials")
    assert read_order(given).unread == "Materials: missing"


def test_work_orders_without_id_stand_apart() -> None:
    read = read_orders([order_on_wire(id=""), 5, order_on_wire(id=9)])
    assert [order.id for order in read.rows] == ["9"]
    assert [unread.key for unread in read.unread] == ["#0", "#1"]


def test_what_does_not_fit_is_named() -> None:
    assert unsendable(Relation(name="x" * 255), RELATION_POSTED) is None
    assert unsendable(Relation(name="x" * 256), RELATION_POSTED) == ("too_long", "name")
    assert unsendable(Relation(remark="é" * 32_767), RELATION_POSTED) is None
    assert unsendable(Relation(remark="é" * 32_768), RELATION_POSTED) == ("too_long", "remark")
    assert unsendable(Relation(city="a\udc00"), RELATION_POSTED) == ("not_text", "city")


@pytest.mark.parametrize(
    ("price", "written"),
    [("4.5", "4,50"), ("3", "3,00"), ("0.1234", "0,1234"), ("1E+3", "1000,00")],
)
def test_a_price_is_written_with_a_comma_and_two_places_or_more(price: str, written: str) -> None:
    body = json.loads(write_post([Material(code="A", price=Decimal(price))], MATERIAL))
    assert body[0]["price"] == written
