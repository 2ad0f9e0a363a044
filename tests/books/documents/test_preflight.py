"""What is missing is named in words, with the field where it is filled in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bonbrug.books.actions.debit_mandates import MandateDraft, settle_mandate
from bonbrug.books.actions.keep_electronic import Electronic
from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.books.actions.set_up import Firm
from bonbrug.books.documents.preflight import preflight
from bonbrug.books.models import Delivery
from bonbrug.wire.ubl.codes import Profile
from tests.books.documents.conftest import COMPANY, FIRM, GERMAN, REFERENCE, Invoiced, line
from tests.books.documents.test_twelve_kinds import DEBIT

HIGH = line("HOOG_VERK_21")
NOTHING = Electronic()


@pytest.mark.parametrize(
    ("field", "firm", "customer", "electronic"),
    [
        ("firm kvk_number", replace(FIRM, kvk_number=""), COMPANY, REFERENCE),
        ("firm street", replace(FIRM, street=" "), COMPANY, REFERENCE),
        ("firm postal_code", replace(FIRM, postal_code=""), COMPANY, REFERENCE),
        ("firm city", replace(FIRM, city=""), COMPANY, REFERENCE),
        ("firm country", replace(FIRM, country="Atlantis"), COMPANY, REFERENCE),
        ("firm iban", replace(FIRM, iban=""), COMPANY, REFERENCE),
        ("firm kvk_number", replace(FIRM, kvk_number="123"), COMPANY, REFERENCE),
        ("firm vat_number", replace(FIRM, vat_number="NL123"), COMPANY, REFERENCE),
        ("firm iban", replace(FIRM, iban="NL02ABNA0123456780"), COMPANY, REFERENCE),
        ("relation buyer_reference", FIRM, COMPANY, NOTHING),
        ("relation address", FIRM, replace(COMPANY, address=""), REFERENCE),
        ("relation postal_code", FIRM, replace(COMPANY, postal_code=""), REFERENCE),
        ("relation city", FIRM, replace(COMPANY, city=""), REFERENCE),
        ("relation country", FIRM, replace(COMPANY, country="Atlantis"), REFERENCE),
        ("relation kvk_number", FIRM, replace(COMPANY, kvk_number="8765432"), REFERENCE),
        ("relation vat_number", FIRM, replace(COMPANY, vat_number="NL1"), REFERENCE),
        ("relation vat_number", FIRM, replace(GERMAN, vat_number=""), REFERENCE),
        ("firm g_iban", replace(FIRM, g_iban=""), COMPANY, replace(REFERENCE, g_share=Decimal(9))),
        (
            "relation kvk_number",
            FIRM,
            replace(COMPANY, kvk_number=""),
            replace(REFERENCE, g_share=Decimal(9)),
        ),
    ],
)
def test_each_missing_or_wrong_value_leads_to_its_field(
    invoiced: Invoiced, field: str, firm: Firm, customer: RelationDraft, electronic: Electronic
) -> None:
    result = preflight(invoiced(HIGH, firm=firm, customer=customer, electronic=electronic))
    assert field in [f"{each.place.page} {each.place.field}" for each in result.missing]
    assert all(each.place.sentence and each.rules for each in result.missing)
    assert result.ubl is None


def test_one_thing_that_two_rules_want_is_named_once(invoiced: Invoiced) -> None:
    result = preflight(invoiced(HIGH, firm=replace(FIRM, kvk_number="", vat_number="")))
    places = [each.place for each in result.missing]
    assert len(places) == len(set(places))


def test_the_references_of_customer_and_invoice_do_each_other_s_work(invoiced: Invoiced) -> None:
    assert preflight(invoiced(HIGH, electronic=NOTHING, reference="4711")).ready


@pytest.mark.parametrize(
    ("code", "field"), [("GEEN", "firm untaxed_reason"), ("VERL_VERK", "relation vat_number")]
)
def test_a_line_without_vat_wants_its_reason_or_who_owes_it(
    invoiced: Invoiced, code: str, field: str
) -> None:
    firm = replace(FIRM, untaxed_reason="")
    customer = replace(COMPANY, vat_number="")
    result = preflight(invoiced(line(code), firm=firm, customer=customer))
    assert [f"{each.place.page} {each.place.field}" for each in result.missing] == [field]


@pytest.mark.parametrize("code", ["AFST_VERK", "AFW_VERK", "AFW"])
def test_a_rate_that_the_books_do_not_know_is_no_electronic_invoice(
    invoiced: Invoiced, code: str
) -> None:
    missing = preflight(invoiced(line(code))).missing
    assert [each.place.sentence for each in missing] == [
        "The VAT rate of a line does not say which VAT was charged."
    ]


def test_a_direct_debit_abroad_wants_its_mandate(invoiced: Invoiced) -> None:
    details = {**DEBIT, "mandate_id": ""}
    invoice = invoiced(
        line("BI_EU_VERK_D"), customer=GERMAN, delivery=Delivery.DIRECT_DEBIT, details=details
    )
    assert [each.place.field for each in preflight(invoice).missing] == ["debit_mandate_id"]


def test_a_direct_debit_names_the_mandate_that_is_collected_on(invoiced: Invoiced) -> None:
    details = {**DEBIT, "mandate_id": ""}
    invoice = invoiced(
        HIGH, delivery=Delivery.DIRECT_DEBIT, details=details, book=True, booking_text="Werkbon"
    )
    settled = MandateDraft("M-9", date(2018, 9, 1), "NL02.ABNA.0123.4567.89", "Beheer")
    settle_mandate(invoice.direct_debits.get(), settled, "")
    document = preflight(invoice).document
    assert document
    payment = document.payments[0]
    assert (payment.mandate, payment.payer_account) == ("M-9", "NL02ABNA0123456789")


@pytest.mark.parametrize(
    ("customer", "electronic", "profile"),
    [
        (COMPANY, REFERENCE, Profile.NLCIUS),
        (replace(COMPANY, kvk_number=""), replace(REFERENCE, oin="0" * 7 + "1" * 13),
         Profile.NLCIUS),
        (replace(COMPANY, kvk_number=""), REFERENCE, Profile.BIS3),
        (GERMAN, REFERENCE, Profile.BIS3),
        (replace(COMPANY, kind="P"), REFERENCE, None),
        (COMPANY, replace(REFERENCE, g_share=Decimal(25)), Profile.G_ACCOUNT),
        (GERMAN, replace(REFERENCE, g_share=Decimal(25)), Profile.BIS3),
    ],
)  # fmt: skip
def test_the_customer_decides_the_profile(
    invoiced: Invoiced, customer: RelationDraft, electronic: Electronic, profile: Profile | None
) -> None:
    invoice = invoiced(line("VERL_VERK"), customer=customer, electronic=electronic)
    result = preflight(invoice)
    assert result.profile == profile
    assert result.ready == (profile is not None)
