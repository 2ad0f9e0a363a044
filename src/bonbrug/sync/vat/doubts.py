"""What the VAT table asks a person about (check R9): the codes of its findings."""

EXEMPT_RATE = "vat_exempt_rate"
EXEMPT_ABROAD = "vat_exempt_abroad"
ID_MISSING = "vat_id_missing"
ID_WRONG = "vat_id_wrong"
REVERSED_ABROAD = "vat_reversed_abroad"
REVERSED_NO_RATE = "vat_reversed_no_rate"
MIXED = "vat_mixed"
WORK_UNMARKED = "vat_work_unmarked"
DWELLING_UNKNOWN = "vat_dwelling_unknown"
DWELLING_UNSURE = "vat_dwelling_unsure"
ADDRESS_INCOMPLETE = "vat_address_incomplete"
LOW_ELSEWHERE = "vat_low_elsewhere"
REAL_ESTATE_ABROAD = "vat_real_estate_abroad"
GOODS_STAY = "vat_goods_stay"
GOODS_ABROAD = "vat_goods_abroad"
PRIVATE_ABROAD = "vat_private_abroad"
SERVICE_OUTSIDE = "vat_service_outside"
COUNTRY_UNKNOWN = "vat_country_unknown"
RATE_CHANGED = "vat_rate_changed"
RATE_OF_ANOTHER_DAY = "vat_rate_of_another_day"
NO_CODE = "vat_no_code"

CODES = frozenset(
    {
        EXEMPT_RATE, EXEMPT_ABROAD, ID_MISSING, ID_WRONG, REVERSED_ABROAD, REVERSED_NO_RATE, MIXED,
        WORK_UNMARKED, DWELLING_UNKNOWN, DWELLING_UNSURE, LOW_ELSEWHERE, REAL_ESTATE_ABROAD,
        GOODS_STAY, GOODS_ABROAD, PRIVATE_ABROAD, SERVICE_OUTSIDE, COUNTRY_UNKNOWN, RATE_CHANGED,
        RATE_OF_ANOTHER_DAY, NO_CODE, ADDRESS_INCOMPLETE,
    }
)  # fmt: skip
KNOWN_ALL_THE_SAME = frozenset({EXEMPT_RATE, LOW_ELSEWHERE})
UNKNOWN_VAT = CODES - KNOWN_ALL_THE_SAME
"""With one of these the VAT is not known: such an invoice waits, whatever a firm chose."""
