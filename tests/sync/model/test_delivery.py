"""What an upgrade finds of before there were other ways than post, and what is kept of them now."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bonbrug.sync.fingerprints import invoice_fingerprint
from bonbrug.sync.model.agreements import CustomerAgreement, Mandate
from bonbrug.sync.model.fields import of
from bonbrug.sync.model.records import BY_POST, Delivery
from bonbrug.sync.model.serializers import invoice_from_json, invoice_to_json
from bonbrug.sync.model.settings import LinesPer
from bonbrug.values.charged_time import Per, Rounding, Way
from bonbrug.values.delivery import DeliveryKind
from tests.sync.model.test_recorded_fingerprints import INVOICE

MAIL = Delivery(DeliveryKind.EMAIL, subject="Factuur", text="Zie\nbijlage", sender_address="a@b.nl")
COLLECTED = Delivery(
    DeliveryKind.DIRECT_DEBIT, mandate="M1", signed_on=date(2018, 1, 5), first=True,
    iban="NL91ABNA0417164300", holder="J. Jansen", city="Ede", statement_1="Demo", statement_3="x",
)  # fmt: skip


def test_an_invoice_of_before_is_read_as_one_that_goes_by_post() -> None:
    body = invoice_to_json(INVOICE)
    assert "delivery" not in body
    assert invoice_from_json(body).delivery == BY_POST


@pytest.mark.parametrize("way", [MAIL, COLLECTED])
def test_another_way_is_kept_with_the_invoice(way: Delivery) -> None:
    sent = replace(INVOICE, delivery=way)
    kept = json.loads(json.dumps(invoice_to_json(sent)))
    assert invoice_from_json(kept) == sent
    assert invoice_fingerprint(invoice_from_json(kept)) == invoice_fingerprint(sent)


@pytest.mark.parametrize("way", [MAIL, COLLECTED])
def test_every_field_of_it_counts_in_the_fingerprint(way: Delivery) -> None:
    prints = {invoice_fingerprint(replace(INVOICE, delivery=way)), invoice_fingerprint(INVOICE)}
    for name in of(Delivery).declared:
        if getattr(way, name):
            without = replace(way, **{name: getattr(BY_POST, name)})
            prints.add(invoice_fingerprint(replace(INVOICE, delivery=without)))
    filled = [name for name in of(Delivery).declared if getattr(way, name)]
    assert len(prints) == 2 + len(filled)


def test_a_delivery_of_another_shape_is_not_read_as_post() -> None:
    with pytest.raises(TypeError):
        invoice_from_json({**invoice_to_json(INVOICE), "delivery": "email"})


def test_an_agreement_of_before_keeps_its_fingerprint() -> None:
    quarters = Rounding(Way.UP, 15, Per.ORDER)
    agreed = CustomerAgreement(LinesPer.DAY, quarters, 60, "", Decimal("7.5"))
    assert agreed.parts == [
        "<LinesPer.DAY: 'day'>", "(<Way.UP: 'up'>, 15, <Per.ORDER: 'order'>)", "60", "''",
        "Decimal('7.5')", "False", "''", "''",
    ]  # fmt: skip
    assert CustomerAgreement().parts == []


def test_what_is_agreed_about_sending_counts() -> None:
    ways = [
        CustomerAgreement(),
        CustomerAgreement(delivery=DeliveryKind.POST),
        CustomerAgreement(delivery=DeliveryKind.EMAIL),
        CustomerAgreement(mandate=Mandate("M1")),
        CustomerAgreement(mandate=Mandate("M1", first=True)),
    ]
    assert len({tuple(agreed.parts) for agreed in ways}) == len(ways)


def test_what_goes_by_post_has_no_part_in_a_fingerprint() -> None:
    assert list(of(Delivery).parts(BY_POST)) == []
