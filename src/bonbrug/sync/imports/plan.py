"""What must be written for the imports. Pure: what is there, what was sent, choices → steps."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from bonbrug.sync import matching
from bonbrug.sync.fingerprints import relation_fingerprint, values_fingerprint
from bonbrug.sync.imports import agreed_values
from bonbrug.sync.imports.convert import relation_gaps
from bonbrug.sync.imports.merge import Merged, merge
from bonbrug.sync.model import fields, serializers
from bonbrug.sync.model.bindings import (
    CHANGING,
    ERASED,
    NOT_SENT,
    PUT_REFUSED,
    RELATION,
    Bound,
    Known,
)
from bonbrug.sync.model.capabilities import FieldCapabilities
from bonbrug.sync.model.findings import Finding, asked, noted
from bonbrug.sync.model.records import HourType, Material, Relation
from bonbrug.sync.model.settings import SyncSettings

REGRESS_LIMIT = 5
Base = Mapping[str, str | bool]
Bases = Mapping[str, Base]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Put(Generic[Row]):
    """One record to write, and what to remember once it is there.

    `read` is the fingerprint of the books' version that the decision was made on; `before` is what
    both sides agree on until the books have it, for a change of the books. `whole` is off when the
    record also holds what somebody changed in the work orders, instead of a value of the books.
    `agreed` is what both sides agreed on before, for when this one is refused.
    """

    record: Row
    bound: Bound
    agreed: Base = field(default_factory=dict)
    read: str = ""
    before: Bound | None = None
    whole: bool = True


@dataclass(slots=True)
class ImportPlan:
    """Steps in the order in which they are taken; what is kept needs no remote write.

    `able`: what the service that they are for can hold.
    """

    able: FieldCapabilities
    relations: list[Put[Relation]] = field(default_factory=list)
    hour_types: list[Put[HourType]] = field(default_factory=list)
    materials: list[Put[Material]] = field(default_factory=list)
    to_books: list[Put[Relation]] = field(default_factory=list)
    keep_relations: list[Bound] = field(default_factory=list)
    keep_products: list[Bound] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def writes(self) -> int:
        """Return how many records travel."""
        puts = len(self.relations) + len(self.hour_types) + len(self.materials)
        return puts + len(self.to_books)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to write, nothing to remember and nothing to say."""
        kept = len(self.keep_relations) + len(self.keep_products)
        return not (self.writes or kept or self.findings)


@dataclass(frozen=True, slots=True)
class Seen(Generic[Row]):
    """The records of the books by key, their fingerprints, and what was bound before.

    `missing_fields` names the fields that stood in no row of the answer.
    """

    records: Mapping[str, Row]
    fingerprints: Mapping[str, str]
    known: Mapping[str, Known]
    missing_fields: frozenset[str] = frozenset()

    def differs(self, key: str) -> bool:
        known = self.known.get(key)
        if known is None or known.sent_as == ERASED:
            return known is None
        return known.fingerprint != self.fingerprints[key]

    def is_erased(self, key: str) -> bool:
        """Tell whether it may not come back by itself, whatever the books say of it."""
        return key in self.known and self.known[key].sent_as == ERASED

    def was_refused(self, key: str) -> bool:
        """Tell whether the work orders refused exactly this version before."""
        known = self.known.get(key)
        return known is not None and known.sent_as == PUT_REFUSED and not self.differs(key)


def see_relations(records: Mapping[str, Relation], known: Mapping[str, Known]) -> Seen[Relation]:
    fingerprints = {key: relation_fingerprint(record) for key, record in records.items()}
    return Seen(records, fingerprints, known)


def changed_relations(seen: Seen[Relation]) -> set[str]:
    open_ = (NOT_SENT, CHANGING)
    return {key for key in seen.records if seen.differs(key) or seen.known[key].sent_as in open_}


def regress(kind: str, restored: Collection[str]) -> list[Finding]:
    """Many records went back to a version that we saw replaced: a restored backup, perhaps."""
    if len(restored) <= REGRESS_LIMIT:
        return []
    return [asked("restored_books", kind, count=len(restored))]


def work_changed(seen: Seen[Relation], work: Mapping[str, Relation]) -> set[str]:
    """Return the bound relations that look different in the work orders, or are not there."""
    return {
        key
        for key, known in seen.known.items()
        if key in seen.records
        and known.sent_as == RELATION
        and (key not in work or _seen_there(seen.records[key], work[key]) != known.fingerprint)
    }


def _seen_there(books: Relation, work: Relation) -> str:
    """Fingerprint a relation of the work orders with what only the books know of it."""
    told = {name: getattr(books, name) for name in fields.of(Relation).judged}
    return relation_fingerprint(replace(work, **told))


def plan_relations(
    plan: ImportPlan,
    seen: Seen[Relation],
    keys: Collection[str],
    bases: Bases,
    work: Mapping[str, Relation],
    choices: SyncSettings,
    again: Collection[str] = (),
) -> None:
    """Add the steps for these relations to the plan; those of `again` go whatever is there."""
    for key in sorted(key for key in keys if not seen.is_erased(key)):
        record = seen.records[key]
        base = last_agreed(bases.get(key), seen.known.get(key))
        gaps = relation_gaps(record, plan.able)
        moved = reused(RELATION, record.code, record.remote_id, seen, key)
        there = work.get(key)
        if gaps or (moved and not _same_again(base, record, seen.known.get(key))):
            plan.findings.extend(gaps or moved)
        elif there and _is_exchanged(base, record, there):
            plan.findings.append(asked("relation_exchanged", record.code))
        elif not seen.was_refused(key):
            _plan_relation(plan, seen, key, base, there, choices, again=key in again)


def last_agreed(base: Base | None, known: Known | None) -> Base | None:
    """Return what both sides agreed on last, also when a version after it was refused."""
    return base if base is None or is_bound(known) else agreed_values.agreed_before(base) or None


def is_bound(known: Known | None) -> bool:
    return known is not None and known.sent_as not in (NOT_SENT, PUT_REFUSED)


def _is_agreed(known: Known | None) -> bool:
    return is_bound(known) and known is not None and known.sent_as != CHANGING


def reused(kind: str, code: str, remote_id: str, seen: Seen[Row], key: str) -> list[Finding]:
    known = seen.known.get(key)
    if known is None or not known.books_id or not remote_id or known.books_id == remote_id:
        return []
    return [asked("code_reused", code, kind=kind)]


def _same_again(base: Base | None, record: Relation, known: Known | None) -> bool:
    """Deleted and made again under one code, and by its name the same company."""
    if base is None or known is None or known.books_id == record.remote_id:
        return False
    return matching.same_company(serializers.relation_from(base), record)


def _is_exchanged(base: Base | None, record: Relation, work: Relation) -> bool:
    """Tell whether the work orders have another company under this code than what was agreed.

    Without an agreement, than what the books have. Then nothing travels in either direction.
    """
    ours = serializers.relation_from(base) if base else record
    return matching.is_other_company(ours, work) and matching.is_other_company(record, work)


def _plan_relation(
    plan: ImportPlan,
    seen: Seen[Relation],
    key: str,
    base: Base | None,
    work: Relation | None,
    choices: SyncSettings,
    again: bool,
) -> None:
    record, known = seen.records[key], seen.known.get(key)
    books = serializers.relation_values(record)
    told = base or {}
    base = agreed_values.agreed(base, books) if base else None
    if known and known.sent_as == CHANGING:
        plan.findings.append(noted("change_unknown", record.code))
    merged = merge(
        base,
        books,
        serializers.relation_values(work) if work else None,
        serializers.RELATION_FIELDS,
        into_books=choices.export_relations,
    )
    # What waits for the books is not agreed yet; all else is, as soon as the work orders have it.
    bound = _bound_relation(key, record.remote_id, books)
    plan.findings.extend(conflicts("relation", record.code, merged))
    travels = serializers.relation_from(merged.values, record.remote_id)
    if merged.to_books:
        target = _bound_relation(key, record.remote_id, merged.values)
        plan.to_books.append(Put(travels, target, read=seen.fingerprints[key], before=bound))
        bound = _still_changing(bound, told)
    if merged.to_work or again:
        known_as = replace(travels, code=work.code) if work else travels
        whole = all(books[name] in ("", merged.values[name]) for name in books)
        plan.relations.append(Put(known_as, bound, told, whole=whole))
    elif seen.differs(key) or not (merged.to_books or _is_agreed(known)):
        plan.keep_relations.append(bound)


def _still_changing(bound: Bound, told: Base) -> Bound:
    """Go on remembering what was written in the books and got no answer: it may arrive late."""
    pending = agreed_values.pending_of(told)
    return replace(bound, base={**bound.base, **pending}, sent_as=CHANGING) if pending else bound


def _bound_relation(key: str, remote_id: str, values: serializers.Values) -> Bound:
    return Bound(key, remote_id, values, values_fingerprint(Relation, values), RELATION)


def conflicts(kind: str, code: str, merged: Merged) -> list[Finding]:
    if not merged.conflicts:
        return []
    return [noted("both_changed", code, kind=kind, fields=",".join(merged.conflicts))]
