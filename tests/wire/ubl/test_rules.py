"""Each rule is broken by one thing, and a whole document breaks none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.wire.ubl.codes import KVK, Kind, Means, Profile
from bonbrug.wire.ubl.records import Address, Allowance, Document, Identifier, TaxCategory, TaxShare
from bonbrug.wire.ubl.rules import breaches
from tests.wire.ubl.sample import (
    BUYER,
    CREDIT,
    HOUR,
    PEPPOL,
    REVERSED,
    SELLER,
    SPLIT,
    STANDARD,
    TRANSFER,
    WHOLE,
    untaxed,
)

ABROAD = replace(BUYER, address=Address("Hauptstrasse 1", "Köln", "50667", "DE"), legal_id=None)
EXEMPT = TaxCategory("E", Decimal(0), "Vrijgesteld van btw")
OUTSIDE = TaxCategory("O", None, "Buiten de btw")
WITHIN_EU = TaxCategory("K", Decimal(0), "Intracommunautaire levering")
DEBIT = replace(TRANSFER, means=Means.SEPA_DIRECT_DEBIT, account="")
DELIVERED = replace(untaxed(WITHIN_EU), delivered=WHOLE.issued, delivery_country="DE")
BEYOND = replace(
    untaxed(OUTSIDE),
    seller=replace(SELLER, vat_number=""),
    buyer=replace(BUYER, vat_number=""),
)


def rules(document: Document) -> list[str]:
    return sorted({breach.rule for breach in breaches(document)})


def sums(**changes: Decimal | None) -> Document:
    return replace(WHOLE, totals=replace(WHOLE.totals, **changes))


def line(document: Document = WHOLE, **changes: object) -> Document:
    return replace(document, lines=(replace(document.lines[0], **changes),))  # type: ignore[arg-type]  # any field


def share(document: Document, **changes: object) -> Document:
    return replace(document, shares=(replace(document.shares[0], **changes),))  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    "document",
    [
        WHOLE,
        PEPPOL,
        SPLIT,
        CREDIT,
        replace(CREDIT, corrects=()),
        DELIVERED,
        BEYOND,
        untaxed(REVERSED),
        untaxed(EXEMPT),
        untaxed(TaxCategory("Z", Decimal(0))),
        untaxed(TaxCategory("G", Decimal(0), "Levering buiten de EU")),
        replace(PEPPOL, buyer=ABROAD),
        replace(PEPPOL, payments=(replace(DEBIT, mandate="M-1"),)),
        replace(PEPPOL, buyer=replace(BUYER, legal_id=None)),
        replace(WHOLE, buyer_reference="", order_reference="4711"),
        replace(WHOLE, kind=Kind.CORRECTIVE, corrects=("2026009",)),
        replace(WHOLE, kind=Kind.SELF_BILLED),
        line(price=Decimal(0)),
        line(PEPPOL, base_quantity=Decimal(2), price=Decimal(84)),
    ],
)
def test_a_whole_document_keeps_every_rule(document: Document) -> None:
    assert rules(document) == []


@pytest.mark.parametrize(
    ("rule", "document"),
    [
        ("BR-01", replace(WHOLE, profile="")),
        ("BR-02", replace(WHOLE, number="")),
        ("BR-03", replace(WHOLE, issued=None)),
        ("BR-06", replace(WHOLE, seller=replace(SELLER, name=""))),
        ("BR-07", replace(WHOLE, buyer=replace(BUYER, name=""))),
        ("BR-11", replace(PEPPOL, buyer=replace(BUYER, address=Address("A 1", "B", "1234 AB")))),
        ("BR-12", sums(lines=None)),
        ("BR-15", sums(payable=None)),
        ("BR-21", line(number="")),
        ("BR-22", line(quantity=None)),
        ("BR-23", line(unit="")),
        ("BR-25", line(name="")),
        ("BR-26", line(price=None)),
        ("BR-27", line(price=Decimal(-42), quantity=Decimal("-1.5"))),
        ("BR-49", replace(WHOLE, payments=(replace(TRANSFER, means=""),))),
        ("BR-61", replace(WHOLE, payments=(replace(TRANSFER, account=""),))),
        ("BR-CO-09", replace(WHOLE, buyer=replace(BUYER, vat_number="000099998B57"))),
        ("BR-CO-09", replace(WHOLE, seller=replace(SELLER, vat_number="QQ123"))),
        ("BR-CO-10", replace(WHOLE, lines=(HOUR, replace(HOUR, number="2")))),
        ("BR-CO-11", sums(allowances=Decimal(1), exclusive=Decimal(62))),
        ("BR-CO-13", sums(exclusive=Decimal("62.99"), inclusive=Decimal("76.22"))),
        ("BR-CO-14", replace(WHOLE, tax=Decimal("13.24"))),
        ("BR-CO-15", sums(inclusive=Decimal("76.24"), payable=Decimal("76.24"))),
        ("BR-CO-16", sums(payable=Decimal("76.22"))),
        ("BR-CO-18", replace(WHOLE, shares=())),
        ("BR-CO-25", replace(WHOLE, due=None)),
        ("BR-CO-26", replace(WHOLE, seller=replace(SELLER, vat_number="", legal_id=None))),
        ("BR-NL-1", replace(WHOLE, seller=replace(SELLER, legal_id=None))),
        ("BR-NL-1", replace(WHOLE, seller=replace(SELLER, legal_id=Identifier("1", "0088")))),
        ("BR-NL-2", replace(WHOLE, buyer_reference="")),
        ("BR-NL-3", replace(WHOLE, seller=replace(SELLER, address=Address("", "U", "1 A", "NL")))),
        ("BR-NL-4", replace(WHOLE, buyer=replace(BUYER, address=Address("A 1", "", "1 A", "NL")))),
        ("BR-NL-7", replace(WHOLE, kind="326")),
        ("BR-NL-8", replace(WHOLE, kind=Kind.CREDIT_NOTE)),
        ("BR-NL-8", replace(CREDIT, kind=Kind.INVOICE)),
        ("BR-NL-9", replace(WHOLE, kind=Kind.CORRECTIVE)),
        ("BR-NL-10", replace(WHOLE, buyer=replace(BUYER, legal_id=None))),
        ("BR-NL-10", replace(WHOLE, buyer=replace(BUYER, legal_id=Identifier(" ", KVK)))),
        ("BR-NL-11", replace(WHOLE, payments=())),
        ("BR-NL-12", replace(WHOLE, payments=(replace(TRANSFER, means="31"),))),
        ("BR-GA-1", replace(SPLIT, terms=(*SPLIT.terms, replace(SPLIT.terms[0], amount=None)))),
        ("BR-GA-3", replace(SPLIT, terms=(SPLIT.terms[0], replace(SPLIT.terms[0], amount=None)))),
        ("BR-GA-4", replace(SPLIT, terms=(SPLIT.terms[0], replace(SPLIT.terms[1], payment="")))),
        ("BR-GA-5", replace(SPLIT, payments=(SPLIT.payments[0], TRANSFER))),
        ("BR-GA-6", replace(SPLIT, terms=(SPLIT.terms[0], replace(SPLIT.terms[1], payment="X")))),
        ("BR-GA-7", replace(SPLIT, payments=(SPLIT.payments[0], SPLIT.payments[0]))),
        ("PEPPOL-EN16931-R003", replace(PEPPOL, buyer_reference="")),
        ("PEPPOL-EN16931-R010", replace(PEPPOL, buyer=replace(BUYER, endpoint=None))),
        ("PEPPOL-EN16931-R020", replace(PEPPOL, seller=replace(SELLER, endpoint=None))),
        ("PEPPOL-EN16931-R061", replace(PEPPOL, payments=(DEBIT,))),
        ("PEPPOL-EN16931-R120", line(PEPPOL, quantity=Decimal("1.499"))),
        ("NL-R-001", replace(CREDIT, profile=Profile.BIS3, corrects=())),
        ("NL-R-002", replace(PEPPOL, seller=replace(SELLER, address=Address("", "U", "1", "NL")))),
        ("NL-R-003", replace(PEPPOL, seller=replace(SELLER, legal_id=None))),
        ("NL-R-004", replace(PEPPOL, buyer=replace(BUYER, address=Address("A", "B", "", "NL")))),
        ("NL-R-005", replace(PEPPOL, buyer=replace(BUYER, legal_id=Identifier("1", "0208")))),
        ("NL-R-007", replace(PEPPOL, payments=())),
        ("NL-R-008", replace(PEPPOL, payments=(replace(TRANSFER, means="31"),))),
        ("BR-S-01", replace(untaxed(REVERSED), lines=(HOUR,))),
        ("BR-S-05", line(category=TaxCategory("S", Decimal(0)))),
        ("BR-S-08", share(WHOLE, taxable=Decimal("62.00"))),
        ("BR-S-10", share(WHOLE, category=TaxCategory("S", Decimal(21), "zomaar"))),
        ("BR-AE-01", line(category=REVERSED)),
        ("BR-AE-01", replace(untaxed(REVERSED), shares=untaxed(REVERSED).shares * 2)),
        ("BR-AE-02", replace(untaxed(REVERSED), seller=replace(SELLER, vat_number=""))),
        ("BR-AE-05", line(untaxed(REVERSED), category=TaxCategory("AE", Decimal(21)))),
        ("BR-AE-08", share(untaxed(REVERSED), taxable=Decimal(1))),
        ("BR-AE-09", share(untaxed(REVERSED), tax=Decimal("0.01"))),
        ("BR-AE-10", share(untaxed(REVERSED), category=TaxCategory("AE", Decimal(0)))),
        ("BR-E-02", replace(untaxed(EXEMPT), seller=replace(SELLER, vat_number=""))),
        ("BR-E-10", share(untaxed(EXEMPT), category=TaxCategory("E", Decimal(0)))),
        ("BR-IC-02", replace(DELIVERED, buyer=replace(BUYER, vat_number=""))),
        ("BR-IC-11", replace(DELIVERED, delivered=None)),
        ("BR-IC-12", replace(DELIVERED, delivery_country="")),
        ("BR-O-02", replace(BEYOND, seller=SELLER)),
        ("BR-O-02", replace(BEYOND, buyer=BUYER)),
        ("BR-O-05", line(BEYOND, category=TaxCategory("O", Decimal(0)))),
        ("BR-48", share(untaxed(EXEMPT), category=TaxCategory("E", None, "reden"))),
    ],
)
def test_one_fault_breaks_its_rule(rule: str, document: Document) -> None:
    assert rule in rules(document)


def test_each_rate_stands_in_the_breakdown() -> None:
    low = TaxCategory("S", Decimal(9))
    two = replace(
        WHOLE,
        tax=Decimal("18.90"),
        shares=(*WHOLE.shares, TaxShare(Decimal("63.00"), Decimal("5.67"), low)),
        totals=replace(
            WHOLE.totals,
            lines=Decimal("126.00"),
            exclusive=Decimal("126.00"),
            inclusive=Decimal("144.90"),
            payable=Decimal("144.90"),
        ),
        lines=(HOUR, replace(HOUR, number="2", category=low)),
    )
    assert rules(two) == []


def test_a_discount_belongs_to_its_own_category() -> None:
    nothing = replace(EXEMPT, reason="")
    off = Allowance(is_charge=False, amount=Decimal("3.00"), reason="Korting", category=nothing)
    mixed = replace(
        WHOLE,
        allowances=(off,),
        shares=(*WHOLE.shares, TaxShare(Decimal("60.00"), Decimal("0.00"), EXEMPT)),
        totals=replace(
            WHOLE.totals,
            lines=Decimal("126.00"),
            allowances=Decimal("3.00"),
            exclusive=Decimal("123.00"),
            inclusive=Decimal("136.23"),
            payable=Decimal("136.23"),
        ),
        lines=(HOUR, replace(HOUR, number="2", category=nothing)),
    )
    assert rules(mixed) == []
    elsewhere = replace(mixed, allowances=(replace(off, category=STANDARD),))
    assert rules(elsewhere) == ["BR-E-08", "BR-S-08"]


def test_beside_an_out_of_scope_line_nothing_else_stands() -> None:
    net = Decimal("63.00")
    nothing = TaxShare(net, Decimal("0.00"), OUTSIDE)
    mixed = replace(BEYOND, lines=(*BEYOND.lines, HOUR), shares=(nothing, WHOLE.shares[0]))
    assert "BR-O-11" in rules(mixed)


@pytest.mark.parametrize(("off", "holds"), [("0.99", True), ("1.00", False), ("-1.00", False)])
def test_the_vat_of_a_rate_may_differ_by_less_than_a_euro(off: str, holds: bool) -> None:
    tax = Decimal("13.23") + Decimal(off)
    changed = replace(share(WHOLE, tax=tax), tax=tax)
    assert ("BR-CO-17" not in rules(changed)) == holds


@pytest.mark.parametrize(("off", "holds"), [("0.02", True), ("0.0201", False)])
def test_a_line_may_differ_by_two_cents(off: str, holds: bool) -> None:
    changed = line(PEPPOL, quantity=Decimal(1), price=Decimal("63.00") + Decimal(off))
    assert ("PEPPOL-EN16931-R120" not in rules(changed)) == holds


@pytest.mark.parametrize(
    ("field", "rule"), [("quantity", "BR-22"), ("price", "BR-26"), ("amount", "BR-24")]
)
def test_a_line_without_a_number_is_not_reckoned(field: str, rule: str) -> None:
    found = rules(line(PEPPOL, **{field: None}))
    assert rule in found
    assert "PEPPOL-EN16931-R120" not in found


@pytest.mark.parametrize("profile", [Profile.NLCIUS, Profile.BIS3])
def test_where_nothing_is_to_be_paid_no_way_of_paying_is_asked(profile: Profile) -> None:
    nothing = replace(WHOLE.totals, payable=Decimal(0), prepaid=Decimal("76.23"))
    assert rules(replace(WHOLE, profile=profile, totals=nothing, payments=(), due=None)) == []


def test_a_breakdown_without_an_amount_is_judged_by_its_sum() -> None:
    assert "BR-S-08" in rules(share(WHOLE, taxable=None))


def test_discounts_of_the_document_and_of_a_line_are_reckoned_with() -> None:
    off = Allowance(is_charge=False, amount=Decimal("3.00"), reason="Korting", category=STANDARD)
    dearer = replace(HOUR, price=Decimal(44), allowances=(replace(off, category=None),))
    discounted = replace(
        PEPPOL,
        allowances=(off,),
        tax=Decimal("12.60"),
        shares=(TaxShare(Decimal("60.00"), Decimal("12.60"), STANDARD),),
        totals=replace(
            PEPPOL.totals,
            allowances=Decimal("3.00"),
            exclusive=Decimal("60.00"),
            inclusive=Decimal("72.60"),
            payable=Decimal("72.60"),
        ),
        lines=(dearer,),
    )
    assert rules(discounted) == []


@pytest.mark.parametrize("number", ["EL094259216", "XI123456789", "BE0123456749"])
def test_greece_and_northern_ireland_have_letters_of_their_own(number: str) -> None:
    assert rules(replace(PEPPOL, buyer=replace(BUYER, vat_number=number))) == []


def test_dutch_rules_hold_for_sellers_in_the_netherlands_only() -> None:
    foreign = replace(
        SELLER, address=replace(SELLER.address, country="DK"), legal_id=Identifier("1", "0184")
    )
    assert rules(replace(WHOLE, seller=foreign, buyer_reference="")) == []
    assert rules(replace(PEPPOL, seller=foreign)) == []
