"""Add, change and delete products, units and product groups."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from bonbrug.books.actions.column_limits import check_lengths, fits, rounded
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, LedgerAccount, Product, ProductGroup, Unit
from bonbrug.ui.searching import taken_by
from bonbrug.values import vat


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as it should be; prices in euros for one unit, without VAT.

    `unit` is the singular of a unit of the administration (empty: none), `group_code` the code of
    a group (empty: none, unknown: made), `account_code` the code of a revenue account.
    """

    code: str
    description: str
    unit: str
    price: Decimal
    vat_code: str
    account_code: str
    purchase_price: Decimal = Decimal(0)
    group_code: str = ""
    group_description: str = ""
    active: bool = True


def add_product(administration: Administration, draft: ProductDraft) -> Product:
    """Make a product."""
    with transaction.atomic():
        return _write(Product(administration=locked(administration)), draft)


def change_product(product: Product, draft: ProductDraft) -> Product:
    """Replace everything of a product; invoices that were made keep their own lines."""
    with transaction.atomic():
        locked(product.administration_id)
        return _write(product, draft)


def delete_product(product: Product) -> None:
    """Delete a product; lines of invoices hold a copy, so nothing else changes."""
    with transaction.atomic():
        locked(product.administration_id)
        product.delete()


def add_unit(administration: Administration, singular: str, plural: str) -> Unit:
    """Make a unit."""
    with transaction.atomic():
        return _write_unit(Unit(administration=locked(administration)), singular, plural)


def change_unit(unit: Unit, singular: str, plural: str) -> Unit:
    """Rename a unit, for every product that is sold in it."""
    with transaction.atomic():
        locked(unit.administration_id)
        return _write_unit(unit, singular, plural)


def delete_unit(unit: Unit) -> None:
    """Delete a unit that no product is sold in."""
    with transaction.atomic():
        locked(unit.administration_id)
        count = unit.products.count()
        if count:
            raise Refused("unit_in_use", unit=unit.singular, count=count)
        unit.delete()


def _write(product: Product, draft: ProductDraft) -> Product:
    product.code, product.description = draft.code.strip(), draft.description.strip()
    sale = vat.sale_code(draft.vat_code.strip())
    product.vat_code = sale.code if sale else draft.vat_code
    product.active = draft.active
    _check(product, draft)
    product.price = rounded(draft.price)
    product.purchase_price = rounded(draft.purchase_price)
    product.account = _account(product.administration, draft.account_code)
    product.unit = _unit(product.administration, draft.unit.strip())
    product.group = _group(product.administration, draft)
    product.save()
    return product


def _check(product: Product, draft: ProductDraft) -> None:
    if not product.code:
        raise Refused("product_code_missing")
    if not product.description:
        raise Refused("product_description_missing")
    if vat.sale_code(product.vat_code) is None:
        raise Refused("vat_code_unknown", vat=product.vat_code)
    if not (fits(draft.price) and fits(draft.purchase_price)):
        raise Refused("amount_too_large")
    check_lengths(product, ["code"])
    if other := taken_by(product.administration.products.all(), "code", product):
        raise Refused("product_code_taken", product=other.code)


def _account(administration: Administration, code: str) -> LedgerAccount:
    account = administration.ledger_accounts.filter(code=code).first()
    if account is None:
        raise Refused("account_unknown", account=code)
    if not account.sells:
        raise Refused("account_does_not_sell", account=code)
    return account


def _unit(administration: Administration, singular: str) -> Unit | None:
    if not singular:
        return None
    unit = administration.units.filter(singular=singular).first()
    if unit is None:
        raise Refused("unit_unknown", unit=singular)
    return unit


def _group(administration: Administration, draft: ProductDraft) -> ProductGroup | None:
    code = draft.group_code.strip()
    if not code:
        return None
    group = administration.product_groups.filter(code=code).first()
    if group is None:
        group = ProductGroup(
            administration=administration, code=code, description=draft.group_description.strip()
        )
        check_lengths(group, ["code", "description"])
        group.save()
    return group


def _write_unit(unit: Unit, singular: str, plural: str) -> Unit:
    unit.singular, unit.plural = singular.strip(), plural.strip()
    if not unit.singular or not unit.plural:
        raise Refused("unit_missing")
    check_lengths(unit, ["singular", "plural"])
    others = unit.administration.units.exclude(pk=unit.pk)
    if others.filter(singular=unit.singular).exists():
        raise Refused("unit_taken", unit=unit.singular)
    unit.save()
    return unit
