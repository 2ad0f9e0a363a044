"""The words of the treaty: profiles, kinds of document, ways of paying, numbering schemes.

Sources: docs/wire/ubl.md.
"""

from enum import StrEnum

CURRENCY = "EUR"
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_NLCIUS = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"


class Profile(StrEnum):
    """Which set of rules a document promises to keep (BT-24)."""

    NLCIUS = _NLCIUS
    G_ACCOUNT = _NLCIUS + "#conformant#urn:fdc:nen.nl:gaccount:v1.0"
    BIS3 = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"


class Kind(StrEnum):
    """The kinds of document that NLCIUS allows (BR-NL-7)."""

    INVOICE = "380"
    CREDIT_NOTE = "381"
    CORRECTIVE = "384"
    SELF_BILLED = "389"


class Means(StrEnum):
    """The ways of paying that NLCIUS allows (BR-NL-12)."""

    CREDIT_TRANSFER = "30"
    CARD = "48"
    DIRECT_DEBIT = "49"
    STANDING_AGREEMENT = "57"
    SEPA_TRANSFER = "58"
    SEPA_DIRECT_DEBIT = "59"


class Category(StrEnum):
    """Why VAT is charged or not (BT-118)."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    WITHIN_EU = "K"
    EXPORT = "G"
    OUTSIDE_SCOPE = "O"


KVK, OIN, SEPA = "0106", "0190", "SEPA"
DUTCH_NUMBERS = frozenset({KVK, OIN})

# The schemes under which a VAT number is an address on the network.
VAT_ADDRESSES = {
    "AT": "9914", "BG": "9926", "CH": "9927", "CY": "9928", "CZ": "9929", "DE": "9930",
    "EE": "9931", "ES": "9920", "FI": "0213", "FR": "9957", "GB": "9932", "GR": "9933",
    "HR": "9934", "HU": "9910", "IE": "9935", "IT": "0211", "LI": "9936", "LT": "9937",
    "LU": "9938", "LV": "9939", "MT": "9943", "NL": "9944", "PL": "9945", "PT": "9946",
    "RO": "9947", "SI": "9949", "SK": "9950",
}  # fmt: skip
BELGIAN, DANISH, SWEDISH = "0208", "0184", "0007"

BENEFICIARY, BLOCKED = "BENEFICIARY", "GACCOUNT"
