"""What is written is UBL by its schema, says everything, and is the same every time."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from peppol.xsd import validate_xsd

from bonbrug.wire.ubl.codes import OIN, SEPA
from bonbrug.wire.ubl.records import Allowance, Document, Identifier, TaxCategory, TaxShare
from bonbrug.wire.ubl.writing import write
from tests.wire.ubl.reading import read
from tests.wire.ubl.sample import CREDIT, HOUR, PEPPOL, SELLER, SPLIT, STANDARD, WHOLE, untaxed

EVERYTHING = replace(
    WHOLE,
    note="Regel een\nregel twee",
    order_reference="4711",
    corrects=("2026001", "2026002"),
    seller=replace(SELLER, creditor=Identifier("NL00ZZZ123456780000", SEPA)),
    buyer=replace(
        WHOLE.buyer,
        legal_id=Identifier("00000001234567890000", OIN),
        contact="J. Jansen",
        phone="030-1234567",
        email="post@example.com",
    ),
    delivered=date(2026, 11, 27),
    delivery_country="DE",
    allowances=(Allowance(is_charge=True, amount=Decimal("2.00"), reason="Vracht",
                          category=STANDARD),),
    totals=replace(WHOLE.totals, charges=Decimal("2.00"), prepaid=Decimal("1.00"),
                   rounding=Decimal("0.01")),
    lines=(replace(HOUR, description="Meer woorden", base_quantity=Decimal(1),
                   allowances=(Allowance(is_charge=False, amount=Decimal("1.00"), reason="a"),)),),
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
AMOUNT = st.decimals(-1_000_000, 1_000_000, places=2).map(lambda amount: amount + 0)


@pytest.mark.parametrize(
    "document",
    [WHOLE, PEPPOL, SPLIT, CREDIT, EVERYTHING, untaxed(TaxCategory("O", None, "Buiten de btw"))],
)
def test_what_is_written_is_ubl_and_reads_back_the_same(document: Document) -> None:
    data = write(document)
    assert validate_xsd(data) == (True, [])
    assert read(data) == document


@settings(deadline=None)
@given(name=TEXT, words=TEXT, net=AMOUNT, tax=AMOUNT, quantity=AMOUNT)
def test_any_text_and_amount_arrives(
    name: str, words: str, net: Decimal, tax: Decimal, quantity: Decimal
) -> None:
    document = replace(
        WHOLE,
        buyer=replace(WHOLE.buyer, name=name),
        shares=(TaxShare(net, tax, STANDARD),),
        lines=(replace(HOUR, name=words, quantity=quantity, amount=net),),
    )
    assert read(write(document)) == document


def test_markup_in_a_text_stays_text() -> None:
    name = 'Jansen & <Zoon> ]]> "BV" &amp; \''
    assert read(write(replace(WHOLE, note=name))).note == name


def test_characters_that_xml_cannot_carry_are_left_out() -> None:
    assert read(write(replace(WHOLE, note="Kraan\x0b vervangen\ud800"))).note == "Kraan vervangen"


def test_nothing_is_written_empty() -> None:
    data = write(replace(WHOLE, note=" ", seller=replace(SELLER, vat_number="")))
    assert b"/>" not in data.replace(b"?>", b"")
    assert b"<cbc:Note" not in data
    assert data.count(b"<cac:PartyTaxScheme>") == 1


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write(EVERYTHING) == write(EVERYTHING)
