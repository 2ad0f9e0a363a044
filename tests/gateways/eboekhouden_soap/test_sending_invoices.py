"""Making an invoice once, and knowing what is not known."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from werkzeug import Response

from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.sync.model.failures import Failure, Refused, Unreachable, Unreadable
from bonbrug.wire.eboekhouden.faults import Fault
from bonbrug.wire.eboekhouden.soap import read_request, write_fault
from tests.gateways.eboekhouden_soap.service import INVOICE, Service, golden

NOT_AN_ANSWER: list[tuple[Response | bytes, type[Failure], str]] = [
    (Response("", status=302, headers={"Location": "/"}), Unreadable, "http_302"),
    (Response("<html>Onderhoud</html>", status=200), Unreadable, "no_envelope"),
    (Response("<!DOCTYPE html><html><br></html>", status=200), Unreadable, "not_xml"),
    (Response("", status=200), Unreadable, "not_xml"),
    (Response("", status=404), Unreadable, "http_404"),
    (Response("", status=503), Unreachable, "http_503"),
    (Response(golden("soap-fault-unreadable-request"), status=500), Unreachable, "http_500"),
    (write_fault("kapot"), Unreadable, "soap_fault"),
    (golden("getopenposten-response")[:-60], Unreadable, "not_xml"),
    (golden("addrelatie-response"), Unreadable, "other_answer"),
]


@pytest.mark.parametrize(("reply", "failure", "code"), NOT_AN_ANSWER)
def test_a_reading_without_an_answer_of_theirs_is_not_an_empty_list(
    books: EboekhoudenSoap,
    service: Service,
    reply: Response | bytes,
    failure: type[Failure],
    code: str,
) -> None:
    service.replies["GetOpenPosten"] = [reply]
    with pytest.raises(failure) as caught:
        books.open_items()
    assert (type(caught.value), caught.value.code) == (failure, code)


@pytest.mark.parametrize(("reply", "failure", "code"), NOT_AN_ANSWER)
def test_an_invoice_without_an_answer_of_theirs_has_an_unknown_outcome(
    books: EboekhoudenSoap,
    service: Service,
    reply: Response | bytes,
    failure: type[Failure],
    code: str,
) -> None:
    service.replies["AddFactuur"] = [reply]
    with pytest.raises(Unreachable) as caught:
        books.send_invoice(INVOICE)
    assert (type(caught.value), caught.value.code) == (failure, code)
    assert not caught.value.before_sending
    assert service.names().count("AddFactuur") == 1


def test_an_invoice_is_sent_with_every_field_and_its_number_returned(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["AddFactuur"] = [golden("addfactuur-response")]
    assert books.send_invoice(INVOICE)
    sent = service.last("AddFactuur").invoice
    recorded = read_request(golden("addfactuur-request-booked")).record.invoice
    line = replace(recorded.Regels[0], Omschrijving="Reisuur")
    assert sent == replace(recorded, Regels=(line,))


def test_another_number_than_asked_is_returned_as_it_is(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["AddFactuur"] = [" F00007 "]
    assert books.send_invoice(INVOICE) == "F00007"


@pytest.mark.parametrize("code", ["CFACT006", "CFACT025", "CFACT028", "CFACT032", "CFACT042"])
def test_a_known_code_means_certainly_no_invoice(
    books: EboekhoudenSoap, service: Service, code: str
) -> None:
    service.replies["AddFactuur"] = [golden(f"addfactuur-response-error-{code}")]
    with pytest.raises(Refused) as caught:
        books.send_invoice(INVOICE)
    assert caught.value.reason == code


def test_a_taken_invoice_number_is_refused_with_a_word_of_ours(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["AddFactuur"] = [golden("addfactuur-response-error-CFACT026")]
    with pytest.raises(Refused) as caught:
        books.send_invoice(INVOICE)
    assert caught.value.code == "number_in_use"


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("CFACT026", "number_in_use"),
        ("CFACT.026", "number_in_use"),
        ("CFACT027", "template_refused"),
        ("CFACT028", "template_refused"),
        ("CFACT014", "setting_refused"),
        ("CFACT032", "setting_refused"),
        ("CFACT025", "CFACT025"),
        ("CFACT042", "CFACT042"),
    ],
)
def test_a_refusal_has_the_word_of_the_engine_and_keeps_their_code(
    books: EboekhoudenSoap, service: Service, code: str, word: str
) -> None:
    service.replies["AddFactuur"] = [Fault(code, "geweigerd")]
    with pytest.raises(Refused) as caught:
        books.send_invoice(INVOICE)
    assert (caught.value.code, caught.value.reason) == (word, code.replace(".", ""))


def test_the_line_of_a_refusal_is_told_and_the_rest_of_its_text_is_not(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["AddFactuur"] = [Fault("CFACT042", "Btw van Bakker BV in regel 3 onjuist")]
    with pytest.raises(Refused) as caught:
        books.send_invoice(INVOICE)
    assert caught.value.detail == "line 3"


@pytest.mark.parametrize("code", ["CFACT901", "CFACT902"])
def test_a_code_of_the_books_in_the_box_means_certainly_no_invoice(
    books: EboekhoudenSoap, service: Service, code: str
) -> None:
    service.replies["AddFactuur"] = [Fault(code, "te groot (regel 1)")]
    with pytest.raises(Refused) as caught:
        books.send_invoice(INVOICE)
    line = INVOICE.lines[0]
    assert caught.value.code == code
    assert caught.value.about["place"] == "1"
    assert caught.value.about["article"] == line.code
    assert Decimal(caught.value.about["quantity"]) == line.quantity
    assert Decimal(caught.value.about["price"]) == line.price


@pytest.mark.parametrize("text", ["te groot", "regel 0", "regel 77"])
def test_a_line_that_was_not_sent_is_not_told(
    books: EboekhoudenSoap, service: Service, text: str
) -> None:
    service.replies["AddFactuur"] = [Fault("CFACT902", text)]
    with pytest.raises(Refused) as caught:
        books.send_invoice(INVOICE)
    assert caught.value.about == {}


@pytest.mark.parametrize("code", ["X123", "CMUT020", "CFACT999"])
def test_an_unknown_code_leaves_the_outcome_of_an_invoice_open(
    books: EboekhoudenSoap, service: Service, code: str
) -> None:
    service.replies["AddFactuur"] = [Fault(code, "x")]
    with pytest.raises(Unreachable) as caught:
        books.send_invoice(INVOICE)
    assert (caught.value.code, caught.value.before_sending) == ("unknown_code", False)


def test_an_ended_session_makes_the_same_invoice_call_again(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["AddFactuur"] = [Fault("E002.3"), "2018011"]
    assert books.send_invoice(INVOICE) == "2018011"
    sent = [record.invoice for name, record in service.calls if name == "AddFactuur"]
    assert sent[0] == sent[1]


def test_an_invoice_that_could_not_open_a_session_was_certainly_not_sent(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["OpenSession"] = [Response("<html/>")]
    with pytest.raises(Unreadable) as caught:
        books.send_invoice(INVOICE)
    assert caught.value.before_sending


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"booking_text": "x" * 201}, "too_long", "BoekhoudmutatieOmschrijving"),
        ({"relation_code": "x" * 16}, "too_long", "Relatiecode"),
        ({"number": "a\x00"}, "illegal_character", "Factuurnummer"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_never_cut(
    books: EboekhoudenSoap, service: Service, change: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refused) as caught:
        books.send_invoice(replace(INVOICE, **change))
    assert (caught.value.code, caught.value.detail.split(" ")[0]) == (code, field)
    assert "AddFactuur" not in service.names()
