"""The shape that the tests hold an audit file against notices what is wrong with one."""

from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from bonbrug.wire.xaf import records
from bonbrug.wire.xaf.writing import write
from tests.wire.xaf.shape import SPACE, faults, found, read

DAY = date(2018, 1, 1)
LINE = records.Line(
    number=1,
    account="8000",
    document="1",
    day=DAY,
    signed=Decimal("-1.00"),
    relation="TEST1",
    vat=records.Vat(code="GEEN", rate=Decimal(0), signed=Decimal("0.00")),
)
FILE = records.AuditFile(
    records.Header("2018", DAY, DAY, DAY, "Bonbrug", "0.1.0"),
    records.Company(
        kvk_number="",
        name="Demo Installatie BV",
        vat_country="NL",
        vat_number="",
        address=records.Address(),
        relations=(
            records.Relation(
                id="TEST1", name="", address=records.Address(), mail_address=records.Address()
            ),
        ),
        accounts=(records.Account("8000", "Omzet", "P"),),
        vat_codes=(records.VatCode("GEEN", "Geen BTW"),),
        periods=(records.Period(1, "01-2018", DAY, DAY),),
        opening=None,
        transactions=records.Transactions(
            1, Decimal("0.00"), Decimal("1.00"),
            (records.Journal("VERKOOP", "Verkoopboek", "S", "",
                             (records.Transaction(1, "", 1, DAY, (LINE,)),)),),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def root() -> etree._Element:
    return read(b"".join(write(FILE)))


def test_the_least_that_can_be_said_has_the_shape(root: etree._Element) -> None:
    assert faults(root) == []


@pytest.mark.parametrize(
    ("road", "given"),
    [
        ("trLine/accID", "9999"),
        ("trLine/custSupID", "TEST2"),
        ("vat/vatID", "HOOG"),
        ("transaction/periodNumber", "2"),
        ("trLine/amnt", "1,00"),
        ("trLine/amntTp", "-"),
        ("custSupID", "T" * 36),
        ("header/softwareVersion", "0" * 21),
        ("company/taxRegistrationCountry", "Nederland"),
        ("vat/vatPerc", "-1"),
    ],
)
def test_a_wrong_value_is_noticed(root: etree._Element, road: str, given: str) -> None:
    found(root, road)[0].text = given
    assert faults(root)


@pytest.mark.parametrize("road", ["trLine/docRef", "journal/desc", "header/endDate", "accTp"])
def test_a_missing_element_is_noticed(root: etree._Element, road: str) -> None:
    element = found(root, road)[0]
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    assert faults(root)


def test_an_element_in_the_wrong_place_is_noticed(root: etree._Element) -> None:
    line = found(root, "trLine")[0]
    line.append(line[0])
    assert faults(root)


def test_an_account_that_stands_twice_is_noticed(root: etree._Element) -> None:
    ledger = found(root, "generalLedger")[0]
    again = etree.SubElement(ledger, f"{SPACE}ledgerAccount")
    for tag, value in (("accID", "8000"), ("accDesc", "Omzet"), ("accTp", "P")):
        etree.SubElement(again, f"{SPACE}{tag}").text = value
    assert faults(root)
