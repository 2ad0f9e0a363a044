"""The same sums a third time, in whole numbers, knowing nothing of the program's own arithmetic."""

from fractions import Fraction

from bonbrug.sync.model.records import Invoice

HUNDRED = 100
# Percentages by code: (first day as text, percent), newest first.
HIGH = (("2012-10-01", "21"), ("2001-01-01", "19"), ("1992-10-01", "17.5"))
LOW = (("2019-01-01", "9"), ("1986-10-01", "6"))
FIXED = {"HOOG_VERK_21": "21", "LAAG_VERK_9": "9"}
BY_DAY = {"HOOG_VERK": HIGH, "LAAG_VERK": LOW}


def exact_cents(invoice: Invoice) -> tuple[int, int, int]:
    """Return net, VAT and gross in cents; each line is rounded, half away from zero."""
    net = vat = 0
    for line in invoice.lines:
        amount = _rounded(Fraction(line.quantity) * Fraction(line.price) * HUNDRED)
        percent = _percent(line.vat_code, invoice.day.isoformat())
        net += amount
        vat += _rounded(Fraction(amount) * percent / HUNDRED)
    return net, vat, net + vat


def _percent(code: str, day: str) -> Fraction:
    if code in BY_DAY:
        return Fraction(next(percent for first, percent in BY_DAY[code] if first <= day))
    return Fraction(FIXED.get(code, "0"))


def _rounded(value: Fraction) -> int:
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -whole if value < 0 else whole
