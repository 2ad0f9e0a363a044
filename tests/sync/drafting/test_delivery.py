"""How an invoice goes out: the connection's way, overruled per customer, or why it cannot."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.gateways.eboekhouden_soap.capabilities import CAPABILITIES
from bonbrug.sync.drafting.draft import Draft
from bonbrug.sync.drafting.invoice import settings_gap
from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.records import BY_POST, MaterialLine
from bonbrug.values.delivery import DeliveryKind
from tests.fakes.delivery import COLLECTED, DEBIT, EMAIL, MAIL, MANDATE, POST, TEXTS
from tests.fakes.world import CHOICES, relation, work_order
from tests.sync.drafting.drafts import PIPE, codes, made

WAYS = {POST: BY_POST, EMAIL: MAIL, DEBIT: COLLECTED}


def sent(agreed: CustomerAgreement, chosen: DeliveryKind = POST, **other: Any) -> Draft:
    order = other.pop("order", work_order())
    return made(order, agreed, delivery=chosen, **{**TEXTS, **other})


@pytest.mark.parametrize("agreed", [None, POST, EMAIL, DEBIT])
@pytest.mark.parametrize("chosen", [POST, EMAIL, DEBIT])
def test_what_was_agreed_counts_and_else_what_the_connection_says(
    chosen: DeliveryKind, agreed: DeliveryKind | None
) -> None:
    found = sent(CustomerAgreement(delivery=agreed, mandate=MANDATE), chosen)
    assert found.delivery == WAYS[agreed or chosen]
    assert codes(found) == []


def test_the_account_is_of_the_customer_where_no_other_holder_was_agreed() -> None:
    mandate = replace(MANDATE, holder="", city="")
    found = sent(CustomerAgreement(delivery=DEBIT, mandate=mandate)).delivery
    assert (found.holder, found.city) == ("Klant TEST1", "Voorbeeldstad")


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        ({"reference": ""}, "mandate"),
        ({"reference": "Möller"}, "mandate"),
        ({"signed_on": None}, "signed_on"),
        ({"iban": ""}, "iban"),
        ({"iban": "NL91ABNA0417164301"}, "iban"),
        ({"reference": "", "iban": ""}, "mandate,iban"),
    ],
)
def test_nothing_is_collected_without_a_mandate_that_is_whole(
    lost: dict[str, Any], named: str
) -> None:
    found = sent(CustomerAgreement(delivery=DEBIT, mandate=replace(MANDATE, **lost)))
    (problem,) = found.problems
    assert problem.code == "mandate_incomplete"
    assert problem.facts == {"relation": "TEST1", "fields": named}


def test_a_customer_without_a_city_needs_one_in_the_agreement() -> None:
    order = work_order(customer=relation(city=""))
    agreed = CustomerAgreement(delivery=DEBIT, mandate=replace(MANDATE, city=""))
    (problem,) = sent(agreed, order=order).problems
    assert problem.facts["fields"] == "city"


@pytest.mark.parametrize(
    ("kind", "missing", "named"),
    [
        (EMAIL, {"mail_subject": ""}, "subject"),
        (EMAIL, {"mail_text": " "}, "text"),
        (EMAIL, {"mail_address": ""}, "sender_address"),
        (DEBIT, {"statement_1": ""}, "statement_1"),
    ],
)
def test_without_the_texts_of_the_connection_it_is_refused(
    kind: DeliveryKind, missing: dict[str, Any], named: str
) -> None:
    found = sent(CustomerAgreement(delivery=kind, mandate=MANDATE), **missing)
    assert [(one.code, one.facts["fields"]) for one in found.problems] == [
        ("delivery_texts_missing", named)
    ]


def test_a_mail_needs_no_name_of_its_sender() -> None:
    assert sent(CustomerAgreement(delivery=EMAIL), mail_name="").problems == ()


@pytest.mark.parametrize("price", ["0", "-10"])
def test_where_there_is_nothing_to_pay_nothing_is_collected_and_no_mandate_is_needed(
    price: str,
) -> None:
    line = replace(PIPE, quantity=Decimal(1), price=Decimal(price))
    order = work_order(periods=(), materials=(returned(line),))
    found = sent(CustomerAgreement(), DEBIT, order=order)
    assert (found.delivery, found.problems) == (BY_POST, ())


def returned(line: MaterialLine) -> MaterialLine:
    """Money back is written as a negative quantity."""
    if line.price < 0:
        return replace(line, quantity=-line.quantity, price=-line.price)
    return line


def test_a_negative_total_still_goes_by_mail() -> None:
    order = work_order(periods=(), materials=(replace(PIPE, quantity=Decimal(-1)),))
    assert sent(CustomerAgreement(), EMAIL, order=order).delivery == MAIL


def test_books_that_cannot_do_it_are_not_asked_to() -> None:
    able = replace(CAPABILITIES, deliveries=frozenset({POST}))
    choices = replace(CHOICES, delivery=EMAIL, **TEXTS)
    assert settings_gap(choices, able) == "delivery_impossible"
    assert settings_gap(choices, CAPABILITIES) == ""
    found = made(work_order(), CustomerAgreement(delivery=EMAIL), able, **TEXTS)
    assert codes(found) == ["customer_delivery_impossible"]


def test_a_text_that_does_not_fit_in_the_books_is_named() -> None:
    found = sent(CustomerAgreement(delivery=DEBIT, mandate=MANDATE), statement_2="x" * 51)
    (problem,) = found.problems
    assert problem.code == "too_long"
    assert problem.facts == {"field": "statement_2", "length": 51, "limit": 50}
