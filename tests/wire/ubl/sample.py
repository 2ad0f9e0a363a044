"""Documents that keep every rule, to be spoilt one thing at a time. All names are invented."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bonbrug.wire.ubl.codes import BENEFICIARY, BLOCKED, KVK, Kind, Means, Profile
from bonbrug.wire.ubl.records import (
    Address,
    Document,
    Identifier,
    Line,
    Party,
    Payment,
    TaxCategory,
    TaxShare,
    Term,
    Totals,
)

STANDARD = TaxCategory("S", Decimal(21))
REVERSED = TaxCategory("AE", Decimal(0), "Btw verlegd")
SELLER = Party(
    name="Demo Installatie BV",
    address=Address("Voorbeeldweg 1", "Utrecht", "3511 AB", "NL"),
    endpoint=Identifier("12345678", KVK),
    legal_id=Identifier("12345678", KVK),
    vat_number="NL000099998B57",
)
BUYER = Party(
    name="Voorbeeld Beheer BV",
    address=Address("Proefstraat 2", "Zwolle", "8011 AB", "NL"),
    endpoint=Identifier("87654321", KVK),
    legal_id=Identifier("87654321", KVK),
    vat_number="NL000099998B57",
)
TRANSFER = Payment(means=Means.SEPA_TRANSFER, reference="2026010", account="NL91ABNA0417164300")
HOUR = Line(
    number="1",
    quantity=Decimal("1.5"),
    unit="HUR",
    amount=Decimal("63.00"),
    name="Reisuur",
    code="2",
    category=STANDARD,
    price=Decimal(42),
)
WHOLE = Document(
    profile=Profile.NLCIUS,
    kind=Kind.INVOICE,
    is_credit_note=False,
    number="2026010",
    issued=date(2026, 11, 28),
    due=date(2026, 12, 12),
    buyer_reference="Afdeling 12",
    seller=SELLER,
    buyer=BUYER,
    payments=(TRANSFER,),
    tax=Decimal("13.23"),
    shares=(TaxShare(Decimal("63.00"), Decimal("13.23"), STANDARD),),
    totals=Totals(
        lines=Decimal("63.00"),
        exclusive=Decimal("63.00"),
        inclusive=Decimal("76.23"),
        payable=Decimal("76.23"),
    ),
    lines=(HOUR,),
)
PEPPOL = replace(WHOLE, profile=Profile.BIS3)
SPLIT = replace(
    WHOLE,
    profile=Profile.G_ACCOUNT,
    payments=(replace(TRANSFER, name=BENEFICIARY), replace(TRANSFER, name=BLOCKED)),
    terms=(
        Term(payment=BENEFICIARY, amount=Decimal("57.17")),
        Term(payment=BLOCKED, amount=Decimal("19.06")),
    ),
)
CREDIT = replace(
    WHOLE,
    kind=Kind.CREDIT_NOTE,
    is_credit_note=True,
    due=None,
    corrects=("2026009",),
    terms=(Term(note="Wij betalen dit bedrag aan u terug."),),
)


def untaxed(category: TaxCategory, profile: str = Profile.NLCIUS) -> Document:
    """Return the sample with this category on its line, and nothing charged."""
    net = Decimal("63.00")
    return replace(
        WHOLE,
        profile=profile,
        tax=Decimal("0.00"),
        shares=(TaxShare(net, Decimal("0.00"), category),),
        totals=Totals(lines=net, exclusive=net, inclusive=net, payable=net),
        lines=(replace(HOUR, category=replace(category, reason="")),),
    )
