"""VAT codes of an invented package: other words for the same, and not for everything."""

from decimal import Decimal

from bonbrug.values.vat_treatments import Code, VatCodes
from tests.sync.vat.cases import EU_SERVICES, HIGH, LOW, NONE, OTHER, REVERSED_HIGH

OWN = VatCodes(
    {
        "V21": Code(HIGH, Decimal(21)),
        "V-HIGH": Code(HIGH),
        "V9": Code(LOW, Decimal(9)),
        "V-LOW": Code(LOW),
        "V0": Code(NONE),
        "VR": Code(REVERSED_HIGH),
        "VE": Code(EU_SERVICES),
        "V?": Code(OTHER),
    }
)
