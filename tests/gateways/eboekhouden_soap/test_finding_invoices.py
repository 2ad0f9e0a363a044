"""Looking for invoices and open items in the books."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.sync.model.failures import Unreadable
from bonbrug.sync.model.records import OpenItem
from bonbrug.wire.eboekhouden.records import FactuurList, FactuurRegel
from tests.gateways.eboekhouden_soap.service import DAY, Service, golden


def test_open_items_are_those_of_debtors(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["GetOpenPosten"] = [golden("getopenposten-response")]
    assert books.open_items() == [OpenItem("2018011", "TEST1", Decimal("90.57"), Decimal("90.57"))]
    assert service.last("GetOpenPosten").OpSoort == "Debiteuren"


def test_an_administration_has_a_key_that_stays(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["GetAdministraties"] = [
        b"".join(
            (
                b'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>',
                b'<GetAdministratiesResponse xmlns="http://www.e-boekhouden.nl/soap">',
                b"<GetAdministratiesResult><Administraties><cAdministratie>",
                b"<Bedrijf> Demo  BV </Bedrijf><Guid>{1}</Guid></cAdministratie>",
                b"</Administraties></GetAdministratiesResult></GetAdministratiesResponse>",
                b"</e:Body></e:Envelope>",
            )
        )
    ]
    found = books.administrations()
    assert [(each.key, each.name) for each in found] == [("{1}", "Demo  BV")]


def _found(number: str, day: date = DAY) -> FactuurList:
    lines = (FactuurRegel(Omschrijving="Met de hand"),)
    amounts = (Decimal(105), Decimal(0), Decimal(105))
    return FactuurList(number, "TEST1", day, 14, *amounts, Regels=lines)


def test_an_invoice_is_found_by_its_exact_number(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["GetFacturen"] = [golden("getfacturen-response")]
    found = books.invoice("2018011")
    assert found is not None
    assert (found.net, found.vat, found.gross) == (
        Decimal("74.85"),
        Decimal("15.72"),
        Decimal("90.57"),
    )
    assert found.line_texts == ("Reisuur (werkbon 1002)", "Koperbuis 15 mm")
    wanted = service.last("GetFacturen").wanted
    assert (wanted.Factuurnummer, wanted.DatumVan.year, wanted.DatumTm.year) == (
        "2018011",
        1980,
        2049,
    )


def test_a_number_that_only_resembles_is_not_the_invoice(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetFacturen"] = [[_found("20180111"), _found("A2018011")]]
    assert books.invoice("2018011") is None


def test_an_invoice_is_not_absent_from_a_list_that_may_be_cut(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetFacturen"] = [[_found("1"), _found("2"), _found("3")]]
    with pytest.raises(Unreadable, match="row_cap"):
        books.invoice("4")


def test_an_invoice_is_not_absent_from_a_list_with_a_spoiled_row(
    books: EboekhoudenSoap, service: Service
) -> None:
    data = golden("getfacturen-response").replace(b"<TotaalBTW>0<", b"<TotaalBTW><")
    service.replies["GetFacturen"] = [data]
    with pytest.raises(Unreadable, match="2018010: TotaalBTW is missing"):
        books.invoice("4")
    assert books.invoice("2018011") is not None


def test_invoices_of_a_relation_are_asked_with_their_range(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetFacturen"] = [[_found("1")]]
    assert [found.number for found in books.invoices("TEST1", DAY, DAY)] == ["1"]
    wanted = service.last("GetFacturen").wanted
    assert (wanted.Relatiecode, wanted.DatumVan, wanted.DatumTm) == ("TEST1", DAY, DAY)


def test_a_range_with_too_many_invoices_is_halved(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["GetFacturen"] = [
        [_found("1"), _found("2"), _found("3")],
        [_found("1"), _found("2")],
        [_found("3"), _found("4")],
    ]
    found = books.invoices("", DAY, DAY + timedelta(days=3))
    assert [each.number for each in found] == ["1", "2", "3", "4"]
    ranges = [
        (record.wanted.DatumVan.day, record.wanted.DatumTm.day)
        for name, record in service.calls
        if name == "GetFacturen"
    ]
    assert ranges == [(19, 22), (19, 20), (21, 22)]


def test_a_day_with_too_many_invoices_is_not_complete(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetFacturen"] = [[_found("1"), _found("2"), _found("3")]]
    with pytest.raises(Unreadable, match="row_cap"):
        books.invoices("", DAY, DAY)


def test_an_invoice_without_a_date_has_none(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["GetFacturen"] = [[replace(_found("1"), Datum=date.min)]]
    found = books.invoice("1")
    assert found is not None
    assert found.day is None


def test_amounts_of_doubles_are_brought_to_cents(books: EboekhoudenSoap, service: Service) -> None:
    row = replace(
        _found("1"),
        TotaalInclBTW=Decimal("90.570000000000007"),
        Regels=(FactuurRegel(Omschrijving=" e\u0301 "),),
    )
    service.replies["GetFacturen"] = [[row]]
    found = books.invoice("1")
    assert found is not None
    assert (found.gross, found.line_texts) == (Decimal("90.57"), ("é",))
