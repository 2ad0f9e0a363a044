"""Twelve kinds of invoice: each is UBL by its schema, keeps the rules, and adds up everywhere."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from peppol.rules import check_rules
from peppol.xsd import validate_xsd
from pypdf import PdfReader

from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
from bonbrug.books.actions.keep_electronic import Electronic
from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.books.documents.preflight import preflight
from bonbrug.books.models import Delivery, Invoice
from bonbrug.books.pages.pdf import invoice_pdf
from bonbrug.ui.templatetags.ui import amount
from bonbrug.values.money import NOTHING, total
from bonbrug.wire.ubl.codes import Profile
from tests.books.documents.conftest import COMPANY, FIRM, GERMAN, REFERENCE, Invoiced, line
from tests.books.shelf import TODAY
from tests.wire.ubl.reading import read

SMALL = replace(FIRM, untaxed_reason="Kleineondernemersregeling: artikel 25 Wet OB 1968")
DEBIT = {"account": "NL20INGB0001234567", "iban": "NL20INGB0001234567", "holder": "Voorbeeld",
         "city": "Zwolle", "text_1": "Factuur", "mandate_id": "M-12"}  # fmt: skip
Kind = Callable[[Invoiced], Invoice]
KINDS: dict[str, tuple[Kind, Profile, list[tuple[str, str]]]] = {
    "high rate": (lambda write: write(line("HOOG_VERK_21")), Profile.NLCIUS, [("S", "21")]),
    "low rate": (lambda write: write(line("LAAG_VERK_9")), Profile.NLCIUS, [("S", "9")]),
    "no VAT": (lambda write: write(line("GEEN")), Profile.NLCIUS, [("E", "0")]),
    "reverse charge": (
        lambda write: write(line("VERL_VERK"), line("VERL_VERK_L9")), Profile.NLCIUS, [("AE", "0")]
    ),
    "service in the EU": (
        lambda write: write(line("BI_EU_VERK_D"), customer=GERMAN), Profile.BIS3, [("AE", "0")]
    ),
    "small business": (
        lambda write: write(line("GEEN"), firm=replace(SMALL, vat_number="")),
        Profile.NLCIUS,
        [("O", "None")],
    ),
    "credit": (
        lambda write: write(line("HOOG_VERK_21", quantity="-1.5")), Profile.NLCIUS, [("S", "21")]
    ),
    "G-account": (
        lambda write: write(
            line("VERL_VERK"), line("HOOG_VERK_21", "33.33", "1"),
            electronic=replace(REFERENCE, g_share=Decimal("25.5")),
        ),
        Profile.G_ACCOUNT,
        [("AE", "0"), ("S", "21")],
    ),
    "direct debit": (
        lambda write: write(line("HOOG_VERK_21"), delivery=Delivery.DIRECT_DEBIT, details=DEBIT),
        Profile.NLCIUS,
        [("S", "21")],
    ),
    "discount": (
        lambda write: write(line("HOOG_VERK_21"), line("HOOG_VERK_21", "-6.30", "1")),
        Profile.NLCIUS,
        [("S", "21")],
    ),
    "mixed": (
        lambda write: write(
            line("HOOG_VERK_21"), line("LAAG_VERK_9", "3.3333", "7"), line("GEEN", "1.005", "3")
        ),
        Profile.NLCIUS,
        [("S", "21"), ("S", "9"), ("E", "0")],
    ),
    "goods to the EU": (
        lambda write: write(line("BI_EU_VERK"), customer=GERMAN), Profile.BIS3, [("K", "0")]
    ),
    "goods outside the EU": (
        lambda write: write(
            line("BU_EU_VERK"),
            customer=replace(GERMAN, country="Zwitserland", vat_number="CHE107787577IVA"),
        ),
        Profile.BIS3,
        [("G", "0")],
    ),
}  # fmt: skip


@pytest.fixture(params=list(KINDS.values()), ids=list(KINDS))
def kind(request: pytest.FixtureRequest) -> tuple[Kind, Profile, list[tuple[str, str]]]:
    found: tuple[Kind, Profile, list[tuple[str, str]]] = request.param
    return found


def test_it_is_ubl_keeps_the_rules_and_adds_up_on_the_page_and_on_paper(
    kind: tuple[Kind, Profile, list[tuple[str, str]]], invoiced: Invoiced, office: Client
) -> None:
    write, profile, categories = kind
    invoice = write(invoiced)
    result = preflight(invoice)
    assert result.missing == ()
    assert result.profile == profile
    assert result.ubl
    assert validate_xsd(result.ubl) == (True, [])
    assert check_rules(result.ubl) == [], "a second opinion on the rules of Peppol"
    document = read(result.ubl)
    assert document == result.document
    shown = [(share.category.code, str(share.category.rate)) for share in document.shares]
    assert shown == categories
    sign = -1 if document.is_credit_note else 1
    assert total(line.amount or NOTHING for line in document.lines) == sign * invoice.net
    assert total(share.tax or NOTHING for share in document.shares) == sign * invoice.vat
    assert document.totals.payable == sign * invoice.gross
    sums = {amount(invoice.net), amount(invoice.gross)}
    sheet = "".join(page.extract_text() for page in PdfReader(BytesIO(invoice_pdf(invoice))).pages)
    page = office.get(reverse("books:invoice", args=[invoice.administration_id, invoice.pk])).text
    assert sums <= set(re.findall(r"-?[\d.]+,\d\d", sheet))
    assert sums <= set(re.findall(r"-?[\d.]+,\d\d", page))


def test_a_credit_note_gives_back_what_is_positive(invoiced: Invoiced) -> None:
    document = preflight(invoiced(line("HOOG_VERK_21", quantity="-1.5"))).document
    assert document
    assert document.kind == "381"
    assert document.is_credit_note
    assert (document.lines[0].quantity, document.lines[0].price) == (Decimal("1.5"), Decimal(42))
    assert document.totals.payable == Decimal("76.23")


@pytest.mark.parametrize("customer", [COMPANY, GERMAN])
def test_a_credit_note_names_what_it_credits(invoiced: Invoiced, customer: RelationDraft) -> None:
    code = "HOOG_VERK_21" if customer == COMPANY else "BI_EU_VERK_D"
    first = invoiced(line(code), customer=customer, book=True, booking_text="Werkbon 1002")
    credit = credit_invoice(first, CreditDraft(first.date), TODAY)
    result = preflight(credit)
    assert result.missing == ()
    assert result.document
    assert result.document.corrects == (first.number,)
    assert result.document.totals.payable == first.gross
    assert result.ubl
    assert validate_xsd(result.ubl) == (True, [])


def test_a_credit_abroad_that_names_no_invoice_cannot_go(invoiced: Invoiced) -> None:
    loose = invoiced(line("BI_EU_VERK_D", quantity="-1"), customer=GERMAN)
    assert [each.rules for each in preflight(loose).missing] == [("NL-R-001",)]


def test_a_credit_without_vat_has_no_negative_nothing(invoiced: Invoiced) -> None:
    ubl = preflight(invoiced(line("VERL_VERK", quantity="-1.5"))).ubl
    assert ubl
    assert b">-" not in ubl


def test_a_negative_price_becomes_a_negative_quantity(invoiced: Invoiced) -> None:
    invoice = invoiced(line("HOOG_VERK_21"), line("HOOG_VERK_21", "-6.30", "1"))
    document = preflight(invoice).document
    assert document
    taken_off = document.lines[1]
    assert (taken_off.quantity, taken_off.price) == (Decimal(-1), Decimal("6.30"))
    assert taken_off.amount == Decimal("-6.30")


@pytest.mark.parametrize("share", ["0.01", "25", "33.33", "99.99"])
def test_the_two_parts_of_a_g_account_invoice_add_up(invoiced: Invoiced, share: str) -> None:
    electronic = replace(REFERENCE, g_share=Decimal(share))
    invoice = invoiced(line("HOOG_VERK_21", "33.33"), electronic=electronic)
    document = preflight(invoice).document
    assert document
    assert [term.payment for term in document.terms] == ["BENEFICIARY", "GACCOUNT"]
    assert sum(term.amount or 0 for term in document.terms) == invoice.gross
    assert [payment.account for payment in document.payments] == [
        "NL91ABNA0417164300",
        "NL20INGB0001234567",
    ]


def test_what_is_collected_or_given_back_has_no_g_account_part(invoiced: Invoiced) -> None:
    part = Electronic(buyer_reference="12", g_share=Decimal(25))
    credit = invoiced(line("HOOG_VERK_21", quantity="-1"), electronic=part)
    assert preflight(credit).profile == Profile.NLCIUS
    debit = invoiced(
        line("HOOG_VERK_21"), electronic=part, delivery=Delivery.DIRECT_DEBIT, details=DEBIT
    )
    assert preflight(debit).profile == Profile.NLCIUS


def test_money_is_paid_back_into_the_account_of_the_customer(invoiced: Invoiced) -> None:
    customer = replace(COMPANY, iban="NL20 INGB 0001 2345 67")
    document = preflight(invoiced(line("HOOG_VERK_21", quantity="-1"), customer=customer)).document
    assert document
    assert [(each.means, each.account) for each in document.payments] == [
        ("58", "NL20INGB0001234567")
    ]
