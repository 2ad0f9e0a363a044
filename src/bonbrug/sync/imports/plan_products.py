"""What must be written of the products. Pure, as plan.py is for the relations."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from bonbrug.sync.fingerprints import product_fingerprint, values_fingerprint
from bonbrug.sync.imports.convert import (
    as_hour_type,
    as_material,
    field_untold,
    is_imported,
    must_switch_off,
    product_gaps,
    wanted_as,
)
from bonbrug.sync.imports.merge import merge
from bonbrug.sync.imports.plan import (
    Base,
    Bases,
    ImportPlan,
    Put,
    Seen,
    conflicts,
    last_agreed,
    reused,
)
from bonbrug.sync.model import fields, serializers
from bonbrug.sync.model.bindings import (
    HOUR_TYPE,
    MATERIAL,
    NOT_SENT,
    OFF,
    PRODUCT,
    PUT_REFUSED,
    Bound,
    Known,
)
from bonbrug.sync.model.records import HourType, Material, Product
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.values.quantity import folded

Offered = TypeVar("Offered", Material, HourType)
# What the books alone say of a material, and an answer may leave out: its VAT code and ledger.
CODE_FIELDS = tuple(
    name for name in fields.of(Material).owned if name in fields.of(Product).may_be_missing
)


def see_products(records: Mapping[str, Product], known: Mapping[str, Known]) -> Seen[Product]:
    fingerprints = {key: product_fingerprint(record) for key, record in records.items()}
    return Seen(records, fingerprints, known)


def changed_products(seen: Seen[Product], choices: SyncSettings) -> set[str]:
    return {
        key
        for key, product in seen.records.items()
        if seen.differs(key) or _must_move(product, seen.known[key].sent_as, choices)
    }


def _must_move(product: Product, sent_as: str, choices: SyncSettings) -> bool:
    wanted = wanted_as(product, choices)
    if must_switch_off(sent_as, wanted, choices):
        return True
    return is_imported(wanted, choices) and sent_as not in (wanted, PUT_REFUSED)


@dataclass(frozen=True, slots=True)
class WorkSide:
    """What the work orders hold, by key."""

    materials: Mapping[str, Material] = field(default_factory=dict)
    hour_types: Mapping[str, HourType] = field(default_factory=dict)


def lost_products(seen: Seen[Product], work: WorkSide) -> set[str]:
    """Return the products that were put in the work orders and are not there any more."""
    shelves = {MATERIAL: work.materials, HOUR_TYPE: work.hour_types}
    return {
        key
        for key, known in seen.known.items()
        if key in seen.records and known.sent_as in shelves and key not in shelves[known.sent_as]
    }


def plan_products(
    plan: ImportPlan,
    seen: Seen[Product],
    keys: Collection[str],
    bases: Bases,
    work: WorkSide,
    choices: SyncSettings,
) -> None:
    """Add the steps for these products to the plan."""
    for key in sorted(keys):
        product, known = seen.records[key], seen.known.get(key)
        elsewhere = reused(PRODUCT, product.code, product.remote_id, seen, key)
        base = bases.get(key)
        if elsewhere and not (
            base and folded(str(base["description"])) == folded(product.description)
        ):
            plan.findings.extend(elsewhere)
        elif not seen.was_refused(key):
            sent_as = known.sent_as if known else NOT_SENT
            _plan_product(plan, seen, key, sent_as, last_agreed(base, known), work, choices)


def _plan_product(
    plan: ImportPlan,
    seen: Seen[Product],
    key: str,
    sent_as: str,
    base: Base | None,
    work: WorkSide,
    choices: SyncSettings,
) -> None:
    product = _with_theirs(plan, seen, key, work.materials.get(key))
    wanted = wanted_as(product, choices)
    if must_switch_off(sent_as, wanted, choices):
        sent_as = OFF
        plan.hour_types.append(_switch_off(product, base, _bound_product(key, product, OFF)))
    if not is_imported(wanted, choices):
        _remember(plan, seen, key, sent_as)
        return
    gaps = product_gaps(product, wanted, plan.able)
    plan.findings.extend(gaps)
    if gaps:
        _remember(plan, seen, key, sent_as)
        return
    bound = _bound_product(key, product, wanted)
    if wanted == MATERIAL:
        material, there = as_material(product), work.materials.get(key)
        _plan_offered(plan, plan.materials, material, there, bound, base)
    else:
        hour_type, shown = as_hour_type(product), work.hour_types.get(key)
        _plan_offered(plan, plan.hour_types, hour_type, shown, bound, base)


def _with_theirs(plan: ImportPlan, seen: Seen[Product], key: str, work: Material | None) -> Product:
    """Take the codes that the answer does not know and we never knew from the work orders."""
    told = seen.records[key]
    if work is None or not seen.missing_fields:
        return told
    theirs = {
        name: getattr(work, name)
        for name in CODE_FIELDS
        if name in seen.missing_fields and getattr(work, name) and not getattr(told, name)
    }
    for finding in (field_untold(PRODUCT, name) for name in theirs):
        if finding not in plan.findings:
            plan.findings.append(finding)
    return replace(told, **theirs)


def _remember(plan: ImportPlan, seen: Seen[Product], key: str, sent_as: str) -> None:
    if seen.differs(key) and sent_as != OFF:
        kept = NOT_SENT if sent_as == PUT_REFUSED else sent_as
        plan.keep_products.append(_bound_product(key, seen.records[key], kept))


def _switch_off(product: Product, base: Base | None, bound: Bound) -> Put[HourType]:
    price = product.price if product.price > 0 or not base else Decimal(str(base["price"]))
    off = replace(as_hour_type(product, active=False), price=price)
    return Put(off, bound, base or {})


def _bound_product(key: str, product: Product, sent_as: str) -> Bound:
    values = serializers.product_values(product)
    return Bound(key, product.remote_id, values, values_fingerprint(Product, values), sent_as)


def _plan_offered(
    plan: ImportPlan,
    puts: list[Put[Offered]],
    ours: Offered,
    work: Offered | None,
    bound: Bound,
    base: Base | None,
) -> None:
    """Settle the fields that both sides may change; of the others the books' value goes there."""
    declared = fields.of(type(ours))
    books, there = declared.values(ours), declared.values(work) if work else None
    merged = merge(base, books, there, declared.merged, into_books=False)
    plan.findings.extend(conflicts(bound.sent_as, ours.code, merged))
    made = ours if merged.values == books else declared.from_values(merged.values)
    if merged.to_work or there is None or any(there[n] != books[n] for n in declared.owned):
        known_as = replace(made, code=work.code) if work else made
        puts.append(Put(known_as, bound, base or {}, whole=made == ours))
    else:
        plan.keep_products.append(bound)
