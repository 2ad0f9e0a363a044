"""What we write is valid by the public WSDL, and the WSDL that we serve is the public one."""

import hashlib
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from bonbrug.wire.eboekhouden import operations as calls
from bonbrug.wire.eboekhouden import records
from bonbrug.wire.eboekhouden.faults import Fault
from bonbrug.wire.eboekhouden.operations import OPERATIONS, Many, One, Operation
from bonbrug.wire.eboekhouden.soap import (
    Version,
    write_error,
    write_request,
    write_response,
    wsdl,
)

SCHEMA_TAG = "{http://www.w3.org/2001/XMLSchema}schema"
PUBLISHED = "http://soap.e-boekhouden.nl/soap.asmx"
PUBLISHED_SHA256 = "d46f09f9885c9ca761193130a8a89421949333d9ec5d45d362dfbd074b14aea7"
DAY = date(2018, 9, 19)
LINE = records.FactuurRegel(Decimal("1.5"), "uren", "2", "Reisuur", Decimal("42.00"))
RECORDS: list[Any] = [
    records.Administratie("Voorbeeld BV", "Ede", "{0}", ""),
    records.Relatie(ID=1, AddDatum=DAY, Code="A", Bedrijf="Bakker & Zoon", Def10="x"),
    records.Artikel(1, "Buis", "KB15", VerkoopprijsExclBTW=Decimal("3.95"), Actief=True),
    records.FactuurList("2018010", "A", DAY, 14, Decimal(105), Regels=(LINE,)),
    records.OpenPost(DAY, "2018010", "A", "x", Decimal("90.57")),
    records.MutatieList(
        1, "FactuurVerstuurd", DAY, MutatieRegels=(records.MutatieListRegel(Decimal(63)),)
    ),
    records.Grootboekrekening(1, "8000", "Omzet", "VW"),
    records.Kostenplaats(1, "Werkplaats", 0),
    records.Saldo(1, "8000", "VW", Decimal("-63.00")),
]
SENT: list[Any] = [
    calls.OpenSession("naam", "1", "2", "Bonbrug"),
    calls.CloseSession("{0}"),
    calls.GetAdministraties("{0}", "2"),
    calls.AddRelatie("{0}", "2", records.Relatie(AddDatum=DAY, Code="A", Bedrijf="B", BP="B")),
    calls.UpdateRelatie("{0}", "2", records.Relatie(ID=1, AddDatum=DAY, Code="A", Bedrijf="B")),
    calls.GetRelaties("{0}", "2"),
    calls.GetArtikelen("{0}", "2"),
    calls.AddFactuur(
        "{0}",
        "2",
        records.Factuur(
            "2018010",
            "A",
            DAY,
            14,
            "Test",
            IncassoMachtigingDatumOndertekening=DAY,
            InBoekhoudingPlaatsen=True,
            Regels=(LINE, LINE),
        ),
    ),
    calls.GetFacturen("{0}", "2", records.FactuurFilter("1", "A", DAY, DAY)),
    calls.GetOpenPosten("{0}", "2", "Crediteuren"),
    calls.GetMutaties("{0}", "2", records.MutatieFilter(DatumVan=DAY, DatumTm=DAY)),
    calls.GetGrootboekrekeningen("{0}", "2"),
    calls.OpenSessionSub("naam", "1", "2", "Bonbrug", "{0}"),
    calls.AutoLogin("naam", "{0}", "2"),
    calls.AddMutatie(
        "{0}",
        "2",
        records.Mutatie(
            Soort="Memoriaal", Datum=DAY, MutatieRegels=(records.MutatieRegel(Decimal(63)),)
        ),
    ),
    calls.AddGrootboekrekening("{0}", "2", records.Grootboekrekening(0, "8100", "Omzet", "VW")),
    calls.UpdateGrootboekrekening("{0}", "2", records.Grootboekrekening(1, "8100", "Omzet", "VW")),
    calls.GetKostenplaatsen("{0}", "2"),
    calls.GetSaldo("{0}", "2", records.SaldoFilter("8000", 0, DAY, DAY)),
    calls.GetSaldi("{0}", "2", records.SaldiFilter(0, DAY, DAY, "VW")),
]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    found = etree.fromstring(wsdl("http://127.0.0.1/")).find(f".//{SCHEMA_TAG}")
    assert found is not None
    return etree.XMLSchema(etree.fromstring(etree.tostring(found)))


def _content(message: bytes) -> etree._Element:
    root = etree.fromstring(message)
    return root[0][0]


@pytest.mark.parametrize("record", SENT, ids=lambda record: type(record).__name__)
@pytest.mark.parametrize("version", Version)
def test_a_request_is_valid_by_the_schema(
    schema: etree.XMLSchema, record: Any, version: Version
) -> None:
    message = write_request(OPERATIONS[type(record).__name__], record, version)
    schema.assertValid(_content(message))


def test_every_operation_of_the_contract_is_one_of_ours() -> None:
    port = etree.fromstring(wsdl("http://127.0.0.1/")).find("{*}portType")
    assert port is not None
    promised = [each.get("name") or "" for each in port.findall("{*}operation")]
    assert sorted(promised) == sorted(OPERATIONS)
    assert len(promised) == 20
    assert {type(record).__name__ for record in SENT} == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_an_answer_is_valid_by_the_schema(
    schema: etree.XMLSchema, operation: Operation[Any, Any]
) -> None:
    result: Any = None
    if isinstance(operation.answer, Many):
        result = [row for row in RECORDS if type(row) is operation.answer.row]
        assert result
    elif isinstance(operation.answer, One):
        result = 12
    schema.assertValid(_content(write_response(operation, result)))


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_a_refusal_is_valid_by_the_schema(
    schema: etree.XMLSchema, operation: Operation[Any, Any]
) -> None:
    schema.assertValid(_content(write_error(operation, Fault("E002.3"))))


def test_the_served_wsdl_differs_from_the_public_one_in_two_addresses_only() -> None:
    served = wsdl("http://127.0.0.1:8000/soap.asmx?a=1&b=2")
    address = b"http://127.0.0.1:8000/soap.asmx?a=1&amp;b=2"
    assert served.count(address) == 2
    restored = served.replace(address, PUBLISHED.encode())
    assert hashlib.sha256(restored).hexdigest() == PUBLISHED_SHA256


def test_an_address_with_quotes_stays_inside_its_attribute() -> None:
    served = ET.fromstring(wsdl('http://x/"><y a="'))
    found = [each.get("location") for each in served.iter() if each.get("location")]
    assert found == ['http://x/"><y a="'] * 2
