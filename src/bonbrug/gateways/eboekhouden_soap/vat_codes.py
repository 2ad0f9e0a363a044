"""The VAT codes of e-Boekhouden.nl for sales, and what each means.

Source: docs/wire/eboekhouden-soap.md §4. Of two codes that mean the same the first is used.
"""

from decimal import Decimal

from bonbrug.values.vat_rates import Level
from bonbrug.values.vat_treatments import SMALL_BUSINESS, Code, Sentence, Taxed, Treatment, VatCodes

_HIGH, _LOW = Taxed(Treatment.CHARGED, Level.HIGH), Taxed(Treatment.CHARGED, Level.LOW)
_OTHER = Code(Taxed(Treatment.OTHER))
VAT_CODES = VatCodes(
    {
        "HOOG_VERK_21": Code(_HIGH, Decimal(21)),
        "LAAG_VERK_9": Code(_LOW, Decimal(9)),
        "HOOG_VERK": Code(_HIGH),
        "LAAG_VERK": Code(_LOW),
        "GEEN": Code(Taxed(Treatment.NONE)),
        "VERL_VERK": Code(Taxed(Treatment.REVERSED, Level.HIGH)),
        "VERL_VERK_L9": Code(Taxed(Treatment.REVERSED, Level.LOW)),
        "LAAG_VERK_L9": Code(Taxed(Treatment.REVERSED, Level.LOW)),
        "BI_EU_VERK": Code(Taxed(Treatment.EU_GOODS)),
        "BI_EU_VERK_D": Code(Taxed(Treatment.EU_SERVICES)),
        "BU_EU_VERK": Code(Taxed(Treatment.EXPORT)),
        "AFST_VERK": _OTHER,
        "AFW_VERK": _OTHER,
        "AFW": _OTHER,
    }
)
SENTENCES = {
    Sentence.REVERSED: "Btw verlegd",
    Sentence.EU_SERVICES: "Btw verlegd (VAT reverse charge)",
    Sentence.EU_GOODS: "Intracommunautaire levering, btw 0% (artikel 138 Richtlijn 2006/112/EG)",
    Sentence.EXPORT: "Levering buiten de EU, btw 0%",
    Sentence.EXEMPT_FIRM: SMALL_BUSINESS,
}
"""What an invoice must say, in the language of its readers."""
