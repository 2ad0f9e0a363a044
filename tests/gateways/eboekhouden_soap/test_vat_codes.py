"""The VAT codes of the gateway mean what the books themselves make of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bonbrug.gateways.eboekhouden_soap import mapping
from bonbrug.gateways.eboekhouden_soap.vat_codes import SENTENCES, VAT_CODES
from bonbrug.values.vat import ALIASES, CODES, Side, known_code
from bonbrug.values.vat_rates import Level
from bonbrug.values.vat_treatments import Sentence, Taxed, Treatment
from bonbrug.wire.eboekhouden import records

TODAY = date(2026, 11, 28)
DAYS = [date(2000, 12, 31), date(2001, 1, 1), date(2012, 9, 30), date(2012, 10, 1),
        date(2018, 12, 31), date(2019, 1, 1), TODAY]  # fmt: skip
SALES = {code for code, vat in CODES.items() if vat.side is not Side.PURCHASE}


def test_every_code_of_a_sale_has_a_meaning_and_no_code_of_a_purchase() -> None:
    aliases = {code for code, real in ALIASES.items() if real in SALES}
    assert VAT_CODES.codes.keys() == SALES | aliases


@pytest.mark.parametrize("day", DAYS)
def test_a_code_charges_what_the_books_charge(day: date) -> None:
    for code, meaning in VAT_CODES.codes.items():
        known = known_code(code)
        assert known is not None
        if meaning.taxed.treatment is not Treatment.OTHER:
            assert meaning.rate_on(day) == known.rate_on(day), code


@pytest.mark.parametrize(
    ("treatment", "level", "rate", "code"),
    [
        (Treatment.CHARGED, Level.HIGH, 21, "HOOG_VERK_21"),
        (Treatment.CHARGED, Level.LOW, 9, "LAAG_VERK_9"),
        (Treatment.REVERSED, Level.HIGH, 0, "VERL_VERK"),
        (Treatment.REVERSED, Level.LOW, 0, "VERL_VERK_L9"),
        (Treatment.EU_SERVICES, None, 0, "BI_EU_VERK_D"),
        (Treatment.EU_GOODS, None, 0, "BI_EU_VERK"),
        (Treatment.EXPORT, None, 0, "BU_EU_VERK"),
        (Treatment.NONE, None, 0, "GEEN"),
    ],
)
def test_every_treatment_has_its_code(
    treatment: Treatment, level: Level | None, rate: int, code: str
) -> None:
    assert VAT_CODES.code_for(Taxed(treatment, level), Decimal(rate), TODAY) == code


@pytest.mark.parametrize(
    ("day", "rate", "code"),
    [(date(2018, 12, 31), 6, "LAAG_VERK"), (date(2019, 1, 1), 9, "LAAG_VERK_9")],
)
def test_the_code_of_the_day_is_taken(day: date, rate: int, code: str) -> None:
    low = Taxed(Treatment.CHARGED, Level.LOW)
    assert VAT_CODES.code_for(low, Decimal(rate), day) == code


def test_a_rate_that_no_code_charges_on_that_day_has_none() -> None:
    low = Taxed(Treatment.CHARGED, Level.LOW)
    assert VAT_CODES.code_for(low, Decimal(6), TODAY) == ""


def test_every_sentence_has_words() -> None:
    assert SENTENCES.keys() == set(Sentence)


ROW = records.Relatie(
    ID=7, Code="TEST1", Bedrijf="Klant", Land=" België ", BTWNummer="BE0999999031"
)


def test_country_and_vat_number_of_a_customer_are_read() -> None:
    found = mapping.relation(ROW)
    assert (found.country, found.vat_number) == ("België", "BE0999999031")


def test_they_are_never_written_over_what_the_books_have() -> None:
    ours = replace(mapping.relation(ROW), name="Klant BV", country="", vat_number="")
    changed = mapping.changed(ROW, ours)
    assert (changed.Bedrijf, changed.Land, changed.BTWNummer) == (
        "Klant BV", " België ", "BE0999999031",
    )  # fmt: skip
