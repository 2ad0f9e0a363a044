"""The fields of the wire that say how an invoice goes out."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.gateways.eboekhouden_soap.fields import DELIVERY
from bonbrug.sync.model.records import BY_POST, Delivery
from bonbrug.values.delivery import DeliveryKind
from tests.fakes import delivery
from tests.gateways.eboekhouden_soap.service import DAY, INVOICE, Service, golden

MAIL = replace(delivery.MAIL, text="Hierbij onze factuur.\nMet groet")
COLLECTED = replace(delivery.COLLECTED, statement_2="tweede", statement_3="derde")


@pytest.fixture
def sent(books: EboekhoudenSoap, service: Service) -> Any:
    """Send an invoice that goes out in this way; return what of it came on the wire."""

    def send(way: Delivery) -> dict[str, object]:
        service.replies["AddFactuur"] = [golden("addfactuur-response")]
        books.send_invoice(replace(INVOICE, delivery=way))
        invoice = service.last("AddFactuur").invoice
        return {name: getattr(invoice, name) for name in DELIVERY.same}

    return send


SILENT: dict[str, object] = {
    **dict.fromkeys(DELIVERY.same, ""),
    **dict.fromkeys(("PerEmailVerzenden", "AutomatischeIncasso", "IncassoMachtigingFirst"), False),
    "IncassoMachtigingDatumOndertekening": DAY,
}


def test_by_post_nothing_is_said_but_the_day_that_the_wire_demands(sent: Any) -> None:
    assert sent(BY_POST) == SILENT


def test_a_mail_has_its_flag_its_texts_and_its_sender(sent: Any) -> None:
    assert sent(MAIL) == {
        **SILENT,
        "PerEmailVerzenden": True,
        "EmailOnderwerp": "Uw factuur",
        "EmailBericht": "Hierbij onze factuur.\nMet groet",
        "EmailVanAdres": "kantoor@demo.example",
        "EmailVanNaam": "Demo Installatie BV",
    }


def test_a_direct_debit_has_its_flag_its_mandate_and_its_texts(sent: Any) -> None:
    assert sent(COLLECTED) == {
        **SILENT,
        "AutomatischeIncasso": True,
        "IncassoIBAN": "NL91ABNA0417164300",
        "IncassoRekeningNummer": "NL91ABNA0417164300",
        "IncassoMachtigingSoort": "D",
        "IncassoMachtigingID": "M-2018-7",
        "IncassoMachtigingDatumOndertekening": date(2018, 1, 5),
        "IncassoMachtigingFirst": True,
        "IncassoTnv": "J. Jansen",
        "IncassoPlaats": "Ede",
        "IncassoOmschrijvingRegel1": "Demo Installatie BV",
        "IncassoOmschrijvingRegel2": "tweede",
        "IncassoOmschrijvingRegel3": "derde",
    }


def test_a_later_collection_says_that_it_is_not_the_first(sent: Any) -> None:
    assert sent(replace(COLLECTED, first=False))["IncassoMachtigingFirst"] is False


def test_these_books_know_every_way_of_the_manual() -> None:
    assert EboekhoudenSoap.capabilities.deliveries == frozenset(DeliveryKind)
