"""Fingerprints that stand in databases of before: the same record must give the same one.

Recorded with the program as it was before the fields were declared in one list. One that changes
makes every record of every connection look changed, and every invoiced work order with it.
"""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from bonbrug.sync.fingerprints import (
    fingerprint_of,
    invoice_fingerprint,
    product_fingerprint,
    relation_fingerprint,
    values_fingerprint,
    work_order_fingerprint,
)
from bonbrug.sync.model.records import (
    HourType,
    Invoice,
    InvoiceLine,
    Material,
    MaterialLine,
    Product,
    Relation,
    WorkOrder,
    WorkPeriod,
)
from bonbrug.sync.model.serializers import (
    face,
    invoice_from_json,
    invoice_to_json,
    product_from,
    product_values,
    relation_from,
    relation_values,
)

FULL = Relation(
    code="K 1", name="Café De Brug\nachterom", contact="Mw. Ørsted", street="Dorpsstraat",
    house_number="12-a", postal_code="1234ab", city="Ons Dorp", phone="010-1234567",
    mobile="06-12345678", email="post@example.test", remark="let op | de hond", remote_id="71",
)  # fmt: skip
BARE = Relation("K2", "Zonder adres")
MOBILE_ONLY = Relation("K3", "Mobiel", mobile="06-9", postal_code="B-1000", remote_id="72")
STREET_ONLY = Relation("K4", "Straat", street="Laan 1940-1945")
NUMBER_ONLY = Relation("K5", "Nummer", house_number="7")

PRODUCT = Product(
    "9", "M1", "Kraan\n15 mm", "stuk", Decimal("12.50"), "HOOG_VERK_21", "8000", active=True
)
IDLE = Product("10", "U1", "", "uur", Decimal(100), "", "", active=False)

PERIODS = (
    WorkPeriod(date(2018, 9, 3), 150, "U1", "lek verholpen", "7", time(9), time(12), 30),
    WorkPeriod(None, 0, ""),
)
LINES = (
    MaterialLine("M1", "Kraan", "stuk", Decimal("2.50"), Decimal("12.5000"), "HOOG_VERK_21", "8000",
                 Decimal("31.250")),
    MaterialLine("M2", "", "", Decimal(1), Decimal("0.00"), total=Decimal(0)),
    MaterialLine("M3", "Slang", "m", Decimal("1E+2"), Decimal("-3")),
)  # fmt: skip
ORDER = WorkOrder(
    row_id="500001", number="1002", status="Compleet", work_status="1", day=date(2018, 9, 3),
    customer=FULL, periods=PERIODS, materials=LINES, description="Kraan lekt", archived=True,
    minimum_hours=Decimal("2.00"), rounding_minutes=15, problem="Materials[0].MaterialNr: missing",
)  # fmt: skip
EMPTY_ORDER = WorkOrder("1", "", "", "", None, Relation("", ""))

INVOICE = Invoice(
    number="2018011", relation_code="K 1", day=date(2018, 9, 4), term_days=14, template="Standaard",
    book=True, booking_text="werkbon 1002",
    lines=(
        InvoiceLine(Decimal("2.50"), "uren", "U1", "Arbeid\n(werkbon 1002)", Decimal("50.00"),
                    "HOOG_VERK_21", "8000"),
        InvoiceLine(Decimal("1E+1"), "", "M1", "Kraan", Decimal("-0.5"), "GEEN", "8010"),
    ),
)  # fmt: skip
NO_LINES = Invoice("", "", date(1980, 1, 1), 0, "", book=False, booking_text="", lines=())

TAP = Material("M1", "Kraan", "stuk", Decimal("12.50"), "HOOG_VERK_21", "8000")
LABOUR = HourType("U1", "Arbeid", Decimal("50.00"))
OFF = HourType("U2", "", Decimal("1E+2"), active=False)


@pytest.mark.parametrize(
    ("relation", "recorded"),
    [
        (FULL, "1bdf1f4681206bcdddc2a2d4297d8f2b"),
        (BARE, "5f7b05e7727b6a49f60a06f00179705b"),
        (MOBILE_ONLY, "5fa58820ecf2f97469ae4a597a3306e8"),
        (STREET_ONLY, "c03273eeab9ffcc9484c976e236028c2"),
        (NUMBER_ONLY, "8cf1bc3fa94194cf90faffa6165fdfc3"),
    ],
)
def test_a_relation_keeps_its_fingerprint(relation: Relation, recorded: str) -> None:
    assert relation_fingerprint(relation) == recorded
    assert relation_fingerprint(relation_from(relation_values(relation))) == recorded
    assert values_fingerprint(Relation, relation_values(relation)) == recorded


@pytest.mark.parametrize(
    ("product", "recorded"),
    [
        (PRODUCT, "aa46c71befa010f2ba6f148ecb27c84c"),
        (IDLE, "8b340e7b3c58a1c3891a4f493a15ea43"),
    ],
)
def test_a_product_keeps_its_fingerprint(product: Product, recorded: str) -> None:
    assert product_fingerprint(product) == recorded
    assert values_fingerprint(Product, product_values(product)) == recorded
    assert product_from(product_values(product), product.remote_id) == product


@pytest.mark.parametrize(
    ("order", "recorded"),
    [
        (ORDER, "437244893f233f0cc0158aa3f9f55df4"),
        (EMPTY_ORDER, "575ae71959a14e772b6f71c6ee3535d8"),
    ],
)
def test_a_work_order_keeps_its_fingerprint(order: WorkOrder, recorded: str) -> None:
    assert work_order_fingerprint(order) == recorded
    assert work_order_fingerprint(replace(order, project="P-7")) == recorded


@pytest.mark.parametrize(
    ("invoice", "recorded"),
    [
        (INVOICE, "e36b3328ed460d05def4da5ba43ff383"),
        (NO_LINES, "541485ddcd1c895e44bda4f4b6fabd46"),
    ],
)
def test_an_invoice_keeps_its_fingerprint(invoice: Invoice, recorded: str) -> None:
    assert invoice_fingerprint(invoice) == recorded
    assert invoice_from_json(invoice_to_json(invoice)) == invoice


@pytest.mark.parametrize(
    ("key", "record", "recorded"),
    [
        ("k 1", FULL, "aab062af3f94f639ee297dbe6be123a8"),
        ("k2", BARE, "944cfff1ad72b1dc1e6e3240a3db2550"),
        ("k3", MOBILE_ONLY, "9791673db7c6088d83dc117674d82222"),
        ("k4", STREET_ONLY, "4208d54ef18f38e6e56d7c0f2608d793"),
        ("m1", TAP, "136979bbb96645ac8f06ddc1fdec22b3"),
        ("m2", Material("M2", "", "", Decimal(0)), "35285c2f017617780728509a4aee522d"),
        ("u1", LABOUR, "d751213a77515a1fbfa21319cd4def3e"),
        ("u2", OFF, "4835789a4a07763a300f596b375321a7"),
    ],
)
def test_a_put_without_an_answer_is_known_again(
    key: str, record: Relation | Material | HourType, recorded: str
) -> None:
    assert fingerprint_of([key, *face(record)]) == recorded


def test_what_is_kept_of_a_relation_is_written_as_before() -> None:
    assert relation_values(FULL) == {
        "code": "K 1", "name": "Café De Brug\nachterom", "contact": "Mw. Ørsted",
        "address": "Dorpsstraat 12-a", "postal_code": "1234 AB", "city": "Ons Dorp",
        "phone": "010-1234567", "mobile": "06-12345678", "email": "post@example.test",
        "remark": "let op | de hond", "country": "", "vat_number": "",
    }  # fmt: skip


def test_what_is_kept_of_a_product_is_written_as_before() -> None:
    assert product_values(PRODUCT) == {
        "code": "M1", "description": "Kraan\n15 mm", "unit": "stuk", "price": "12.5",
        "vat_code": "HOOG_VERK_21", "ledger_code": "8000", "active": True,
    }  # fmt: skip


def test_what_is_kept_of_an_invoice_is_written_as_before() -> None:
    assert invoice_to_json(INVOICE) == {
        "number": "2018011", "relation_code": "K 1", "day": "2018-09-04", "term_days": 14,
        "template": "Standaard", "book": True, "booking_text": "werkbon 1002",
        "lines": [
            {"quantity": "2.50", "unit": "uren", "code": "U1",
             "description": "Arbeid\n(werkbon 1002)", "price": "50.00",
             "vat_code": "HOOG_VERK_21", "ledger_code": "8000"},
            {"quantity": "1E+1", "unit": "", "code": "M1", "description": "Kraan",
             "price": "-0.5", "vat_code": "GEEN", "ledger_code": "8010"},
        ],
    }  # fmt: skip
