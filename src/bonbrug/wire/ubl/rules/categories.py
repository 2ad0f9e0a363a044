"""Rules about VAT categories: lines and breakdown agree, and what is not charged has a reason."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bonbrug.wire.ubl.codes import Category
from bonbrug.wire.ubl.records import Document, TaxShare
from bonbrug.wire.ubl.rules.breach import Breach
from bonbrug.wire.ubl.rules.sums import added, charged

BUYER_TOO = (Category.REVERSE_CHARGE, Category.WITHIN_EU)
WITHOUT_REASON = (Category.STANDARD, Category.ZERO)


def category_rules(document: Document) -> Iterator[Breach]:
    """Per category: its breakdown, the VAT numbers it needs, its rates, amounts and reason."""
    used = {line.category.code for line in document.lines}
    shown = [share.category.code for share in document.shares]
    for category in Category:
        if category not in used:
            continue
        if not _is_shown(shown, category):
            yield Breach(named(category, 1), "shares")
        yield from _numbers(document, category)
    yield from _rates(document)
    for place, share in enumerate(document.shares, start=1):
        yield from (Breach(rule, f"share {place}") for rule in _share(document, share))
    yield from _delivery(document, shown)
    if Category.OUTSIDE_SCOPE in shown and len(set(shown)) > 1:
        yield Breach("BR-O-11", "shares")


def named(category: str, number: int) -> str:
    """Return the name of a rule: those about category K have IC in it, the others their own."""
    letters = "IC" if category == Category.WITHIN_EU else category
    return f"BR-{letters}-{number:02}"


def _is_shown(shown: list[str], category: Category) -> bool:
    """Tell whether it is in the breakdown; only the standard rate may be there more than once."""
    count = shown.count(category)
    return count > 0 if category is Category.STANDARD else count == 1


def _numbers(document: Document, category: Category) -> Iterator[Breach]:
    seller, buyer = document.seller, document.buyer
    if category is Category.OUTSIDE_SCOPE:
        if seller.vat_number or buyer.vat_number:
            yield Breach("BR-O-02", "seller.vat_number")
        return
    if not seller.vat_number and not (category is Category.STANDARD and seller.legal_id):
        yield Breach(named(category, 2), "seller.vat_number")
    known = buyer.vat_number or (category is Category.REVERSE_CHARGE and buyer.legal_id)
    if category in BUYER_TOO and not known:
        yield Breach(named(category, 2), "buyer.vat_number")


def _rates(document: Document) -> Iterator[Breach]:
    for place, line in enumerate(document.lines, start=1):
        if not _rate_fits(line.category.code, line.category.rate):
            yield Breach(named(line.category.code, 5), f"line {place}.category")


def _rate_fits(code: str, rate: Decimal | None) -> bool:
    if code == Category.OUTSIDE_SCOPE:
        return rate is None
    if code == Category.STANDARD:
        return rate is not None and rate > 0
    return rate == 0 or code not in tuple(Category)


def _share(document: Document, share: TaxShare) -> Iterable[str]:
    category = share.category
    if not category.code:
        yield "BR-47"
        return
    is_standard = category.code == Category.STANDARD
    if category.rate is None and category.code != Category.OUTSIDE_SCOPE:
        yield "BR-48"
    if share.taxable != taxable(document, share):
        yield named(category.code, 8)
    if not is_standard and share.tax != 0:
        yield named(category.code, 9)
    if (category.code in WITHOUT_REASON) == bool(category.reason):
        yield named(category.code, 10)


def taxable(document: Document, share: TaxShare) -> Decimal:
    """Return what the lines and allowances of this category, and of S also this rate, add up to."""

    def alike(code: str, rate: Decimal | None) -> bool:
        same = code == share.category.code
        return same and (code != Category.STANDARD or rate == share.category.rate)

    lines = [line.amount for line in document.lines
             if alike(line.category.code, line.category.rate)]  # fmt: skip
    others = [each for each in document.allowances
              if each.category and alike(each.category.code, each.category.rate)]  # fmt: skip
    return added([*lines, charged(others)])


def _delivery(document: Document, shown: list[str]) -> Iterator[Breach]:
    if Category.WITHIN_EU not in shown:
        return
    if document.delivered is None:
        yield Breach("BR-IC-11", "delivered")
    if not document.delivery_country:
        yield Breach("BR-IC-12", "delivery_country")
