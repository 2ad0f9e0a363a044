"""The door takes what hand-written clients send; the gateway takes every shape of an answer."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from bonbrug.wire.eboekhouden.operations import (
    ADD_FACTUUR,
    ADD_RELATIE,
    GET_ARTIKELEN,
    GET_FACTUREN,
    GET_OPEN_POSTEN,
    GET_RELATIES,
    OPEN_SESSION,
    UPDATE_RELATIE,
    AddFactuur,
    GetOpenPosten,
    Rows,
    Spoiled,
)
from bonbrug.wire.eboekhouden.records import NO_DATE, Artikel, Factuur, FactuurRegel, Relatie
from bonbrug.wire.eboekhouden.soap import (
    MessageError,
    Version,
    headers,
    read_request,
    read_response,
    write_response,
)

ACTION = "http://www.e-boekhouden.nl/soap/"


def _envelope(content: str, version: Version = Version.SOAP11) -> bytes:
    return (
        f'<s:Envelope xmlns:s="{version.value}" xmlns="http://www.e-boekhouden.nl/soap"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<s:Header><x/></s:Header><s:Body>{content}</s:Body></s:Envelope>"
    ).encode()


def _invoice(content: str) -> Factuur:
    data = _envelope(f"<AddFactuur><oFact>{content}</oFact></AddFactuur>")
    record = read_request(data).record
    assert isinstance(record, AddFactuur)
    return record.invoice


def _relations(content: str) -> Rows[Relatie]:
    data = _envelope(f"<GetRelatiesResponse>{content}</GetRelatiesResponse>")
    return read_response(GET_RELATIES, BytesIO(data))


def test_elements_in_any_order_with_extras_are_read() -> None:
    data = _envelope(
        "<GetOpenPosten><OpSoort>Crediteuren</OpSoort><Nieuw><a/></Nieuw>"
        "<SecurityCode2>2</SecurityCode2><SessionID>{0}</SessionID></GetOpenPosten>"
    )
    assert read_request(data).record == GetOpenPosten("{0}", "2", "Crediteuren")


def test_an_empty_call_has_empty_values() -> None:
    assert read_request(_envelope("<AddFactuur/>")).record == AddFactuur()
    assert _invoice("") == Factuur(Datum=NO_DATE)
    assert read_request(_envelope("<GetOpenPosten/>")).record.OpSoort == "Debiteuren"


def test_nil_elements_count_as_missing() -> None:
    found = _invoice(
        '<Betalingstermijn xsi:nil="true"/><Factuurnummer xsi:nil="1"/><Regels xsi:nil="true"/>'
    )
    assert found == Factuur()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2018-09-19", date(2018, 9, 19)),
        ("2018-09-19T00:00:00", date(2018, 9, 19)),
        ("2018-09-19T13:14:15.1234567", date(2018, 9, 19)),
        ("2018-09-19T00:00:00+02:00", date(2018, 9, 19)),
        ("2018-09-18T22:00:00Z", date(2018, 9, 19)),
        (" 2018-09-19Z ", date(2018, 9, 19)),
        ("0001-01-01T00:00:00", date.min),
        ("0001-01-01T00:00:00+01:00", date.min),
    ],
)
def test_every_form_of_a_date_is_read(written: str, day: date) -> None:
    assert _invoice(f"<Datum>{written}</Datum>").Datum == day


@pytest.mark.parametrize(("written", "value"), [("1", True), ("true", True), ("0", False)])
def test_both_forms_of_a_boolean_are_read(written: str, *, value: bool) -> None:
    found = _invoice(f"<InBoekhoudingPlaatsen> {written} </InBoekhoudingPlaatsen>")
    assert found.InBoekhoudingPlaatsen is value


@pytest.mark.parametrize(
    "content",
    [
        "<Betalingstermijn></Betalingstermijn>",
        "<Betalingstermijn>14 dagen</Betalingstermijn>",
        "<Betalingstermijn>1_4</Betalingstermijn>",
        "<Betalingstermijn>99999999999999999999</Betalingstermijn>",
        "<Datum>19-09-2018</Datum>",
        "<Datum>2018-02-30</Datum>",
        "<Datum/>",
        "<InBoekhoudingPlaatsen>ja</InBoekhoudingPlaatsen>",
        "<Factuurnummer><a/>1</Factuurnummer>",
        "<Regels><cFactuurRegel><Aantal>1,5</Aantal></cFactuurRegel></Regels>",
        "<Regels><cFactuurRegel><Aantal>NaN</Aantal></cFactuurRegel></Regels>",
        "<Regels><cFactuurRegel><Aantal>1E999999</Aantal></cFactuurRegel></Regels>",
    ],
)
def test_a_wrong_value_is_an_unreadable_request(content: str) -> None:
    with pytest.raises(MessageError) as caught:
        _invoice(content)
    assert caught.value.reason == "wrong_value"


def test_an_unknown_kind_of_open_items_is_an_unreadable_request() -> None:
    with pytest.raises(MessageError, match="OpSoort"):
        read_request(_envelope("<GetOpenPosten><OpSoort>Alle</OpSoort></GetOpenPosten>"))


def test_exponents_of_doubles_are_read() -> None:
    line = "<Aantal>1.5E+01</Aantal><PrijsPerEenheid>.5</PrijsPerEenheid>"
    found = _invoice(f"<Regels><cFactuurRegel>{line}</cFactuurRegel></Regels>")
    assert found.Regels == (FactuurRegel(Decimal(15), PrijsPerEenheid=Decimal("0.5")),)


@pytest.mark.parametrize("action", ["", f"{ACTION}GetRelaties", f'"{ACTION}GetRelaties"'])
def test_the_action_may_be_quoted_bare_or_missing(action: str) -> None:
    assert read_request(_envelope("<GetRelaties/>"), action).operation is GET_RELATIES


@pytest.mark.parametrize("call", ["<DelMutatie/>", "<x:GetRelaties xmlns:x='y'/>", "<Onzin/>"])
def test_an_unknown_call_is_refused_in_the_version_of_the_asker(call: str) -> None:
    with pytest.raises(MessageError) as caught:
        read_request(_envelope(call, Version.SOAP12))
    assert (caught.value.reason, caught.value.version) == ("unknown_operation", Version.SOAP12)


def test_an_action_of_another_call_is_refused() -> None:
    with pytest.raises(MessageError, match="other_action"):
        read_request(_envelope("<GetRelaties/>"), f"{ACTION}AddFactuur")


def test_the_headers_of_both_versions_name_the_call() -> None:
    assert headers(GET_RELATIES)["SOAPAction"] == f'"{ACTION}GetRelaties"'
    assert f'action="{ACTION}GetRelaties"' in headers(GET_RELATIES, Version.SOAP12)["Content-Type"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<GetRelatiesResult/>",
        "<GetRelatiesResult><ErrorMsg/><Relaties/></GetRelatiesResult>",
        "<GetRelatiesResult><Relaties></Relaties></GetRelatiesResult>",
        "<GetRelatiesResult><ErrorMsg><LastErrorCode> </LastErrorCode></ErrorMsg>"
        "</GetRelatiesResult>",
        '<GetRelatiesResult><Relaties xsi:nil="true"/></GetRelatiesResult>',
        '<GetRelatiesResult><Relaties><cRelatie xsi:nil="true"/></Relaties></GetRelatiesResult>',
    ],
)
def test_every_shape_of_an_empty_list_is_read(content: str) -> None:
    assert _relations(content) == Rows(())


ROW = (
    "<cRelatie><ID>1</ID><AddDatum>2018-09-17T00:00:00</AddDatum><Code>A</Code>"
    "<Bedrijf>Naam</Bedrijf><Gb_ID>0</Gb_ID><GeenEmail>0</GeenEmail>"
    "<NieuwsbriefgroepenCount>0</NieuwsbriefgroepenCount></cRelatie>"
)


def _list_of(*rows: str) -> str:
    return f"<GetRelatiesResult><Relaties>{''.join(rows)}</Relaties></GetRelatiesResult>"


def test_a_row_without_its_empty_texts_is_read() -> None:
    found = Relatie(ID=1, AddDatum=date(2018, 9, 17), Code="A", Bedrijf="Naam")
    assert _relations(_list_of(ROW)) == Rows((found,))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<ID>1</ID>", "<ID></ID>", "ID is missing"),
        ("<ID>1</ID>", '<ID xsi:nil="true"/>', "ID is missing"),
        ("<ID>1</ID>", "<Id>1</Id>", "ID is missing"),
        ("<ID>1</ID>", "<ID>een</ID>", "ID is not a whole number"),
        ("Bedrijf>", "Bedrijfsnaam>", "Bedrijf is missing"),
        ("<Bedrijf>Naam", "<Bedrijf> ", "Bedrijf is missing"),
        ("Naam", "<b>Naam</b>", "Bedrijf has elements inside"),
    ],
)
def test_a_row_that_cannot_be_read_spoils_only_itself(old: str, new: str, reason: str) -> None:
    found = _relations(_list_of(ROW, ROW.replace(old, new), ROW))
    assert len(found.rows) == 2
    assert found.spoiled == (Spoiled(1, "A", reason),)


def test_comments_and_cdata_inside_a_text_belong_to_it() -> None:
    row = ROW.replace("Naam", "a<!-- x -->b<?y z?><![CDATA[<c> &amp;]]>d")
    assert _relations(_list_of(row)).rows[0].Bedrijf == "ab<c> &amp;d"


def test_a_spoiled_line_spoils_its_invoice() -> None:
    invoice = (
        "<cFactuurList><Factuurnummer>1</Factuurnummer><Datum>2018-09-17T00:00:00</Datum>"
        "<Betalingstermijn>1</Betalingstermijn><TotaalExclBTW>1</TotaalExclBTW>"
        "<TotaalBTW>0</TotaalBTW><TotaalInclBTW>1</TotaalInclBTW>"
        "<TotaalOpenstaand>1</TotaalOpenstaand><Regels><cFactuurRegel><Aantal/></cFactuurRegel>"
        "</Regels></cFactuurList>"
    )
    data = _envelope(
        "<GetFacturenResponse><GetFacturenResult><Facturen>"
        f"{invoice}</Facturen></GetFacturenResult></GetFacturenResponse>"
    )
    found = read_response(GET_FACTUREN, BytesIO(data))
    assert found.spoiled == (Spoiled(0, "1", "Aantal is missing"),)


@pytest.mark.parametrize(
    "content",
    [
        "<AddFactuurResponse/>",
        "<AddFactuurResponse><AddFactuurResult><ErrorMsg/></AddFactuurResult></AddFactuurResponse>",
    ],
)
def test_an_answer_without_number_and_without_error_is_not_an_answer(content: str) -> None:
    with pytest.raises(MessageError, match="no_result"):
        read_response(ADD_FACTUUR, BytesIO(_envelope(content)))


def test_an_id_that_is_no_number_is_not_an_answer() -> None:
    content = "<AddRelatieResult><Rel_ID>x</Rel_ID></AddRelatieResult>"
    data = _envelope(f"<AddRelatieResponse>{content}</AddRelatieResponse>")
    with pytest.raises(MessageError, match="no_result"):
        read_response(ADD_RELATIE, BytesIO(data))


def test_a_change_without_an_error_is_done() -> None:
    data = _envelope("<UpdateRelatieResponse><UpdateRelatieResult/></UpdateRelatieResponse>")
    assert read_response(UPDATE_RELATIE, BytesIO(data)) is None


def test_amounts_are_written_without_padding() -> None:
    article = Artikel(1, "x", "y", VerkoopprijsExclBTW=Decimal("42.00"), Actief=True)
    data = write_response(GET_ARTIKELEN, [article])
    assert b"<VerkoopprijsExclBTW>42</VerkoopprijsExclBTW>" in data
    assert b"<BtwPercentage>0</BtwPercentage>" in data


def test_a_list_may_be_a_generator() -> None:
    rows = (Relatie(ID=number, Code="A", Bedrijf="B") for number in range(450))
    data = write_response(GET_RELATIES, rows)
    assert len(read_response(GET_RELATIES, BytesIO(data)).rows) == 450


def test_an_empty_list_keeps_its_container() -> None:
    assert b"<Openposten /></GetOpenPostenResult>" in write_response(GET_OPEN_POSTEN, [])


@pytest.mark.parametrize(
    "success",
    [
        "",
        "<ErrorMsg/>",
        "<ErrorMsg><LastErrorCode/><LastErrorDescription/></ErrorMsg>",
        "<ErrorMsg><LastErrorCode> </LastErrorCode></ErrorMsg>",
        '<ErrorMsg xsi:nil="true"/>',
    ],
)
def test_every_shape_of_success_is_read(success: str) -> None:
    added = f"<AddRelatieResult>{success}<Rel_ID>7</Rel_ID></AddRelatieResult>"
    data = _envelope(f"<AddRelatieResponse>{added}</AddRelatieResponse>")
    assert read_response(ADD_RELATIE, BytesIO(data)) == 7


def test_success_is_an_empty_error_block_and_spelled_out_for_a_session_only() -> None:
    assert b"<ErrorMsg /><Rel_ID>7</Rel_ID>" in write_response(ADD_RELATIE, 7)
    assert b"<UpdateRelatieResult />" in write_response(UPDATE_RELATIE)
    spelled = b"<ErrorMsg><LastErrorCode /><LastErrorDescription /></ErrorMsg>"
    assert spelled in write_response(OPEN_SESSION, "{0}")
