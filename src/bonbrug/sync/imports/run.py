"""The import half of a run: read the books, compare, write what changed in the work orders."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.imports import missing_fields, price_history
from bonbrug.sync.imports import plan as planning
from bonbrug.sync.imports import plan_products as products
from bonbrug.sync.imports.apply import Applying
from bonbrug.sync.imports.convert import Coded, Shrinkage, by_key, in_work_orders
from bonbrug.sync.imports.late_writes import HOUR_TYPES, MATERIALS, RELATIONS, LateWrites
from bonbrug.sync.imports.missing_fields import Kind, Noun
from bonbrug.sync.imports.plan import ImportPlan, Seen
from bonbrug.sync.imports.plan_products import WorkSide
from bonbrug.sync.imports.unchanged import Unchanged
from bonbrug.sync.model.bindings import PRODUCT, PUT_REFUSED, RELATION, Known
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.findings import Finding, Report, asked
from bonbrug.sync.model.readings import IN_THE_BOOKS, NEVER_READ, Listing
from bonbrug.sync.model.records import Reading, Relation
from bonbrug.sync.sign_in import SameBooks
from bonbrug.values.quantity import folded

IMPORT_CODES = frozenset(
    {
        "change_refused",
        "code_changed",
        "code_reused",
        "code_twice_there",
        "duplicate_code",
        "field_untold",
        "hour_type_price",
        "mass_change",
        "maybe_cut",
        "no_code",
        "product_incomplete",
        "put_missing",
        "put_refused",
        "relation_exchanged",
        "relation_incomplete",
        "restored_books",
        "too_long",
        "unreadable_record",
    }
)
Record = TypeVar("Record", bound=Coded)
Row = TypeVar("Row")


class ImportRun:
    """Reads, plans and applies once. `held` tells that the books shrank: no exports either."""

    def __init__(
        self,
        ports: Ports,
        run: RunContext,
        report: Report,
        connection: ConnectionState,
        guard: SameBooks,
        *,
        dry_run: bool = False,
    ) -> None:
        self.ports, self.run_, self.report = ports, run, report
        self.bindings, self.findings = ports.bindings, ports.findings
        self.run_memory = ports.run_memory
        self.connection, self.guard, self.dry_run = connection, guard, dry_run
        self.choices = run.choices
        self.halted = False
        self.counted: dict[Listing, int] = {}
        self.relations: Mapping[str, Relation] | None = None
        self.still_refused: set[tuple[str, str]] = set()

    def run(self, *, thorough: bool) -> None:
        plan = self.plan = ImportPlan(self.ports.field.capabilities)
        self.late = LateWrites(self.connection.late_writes, self.run_.now)
        late = self.late.expects(RELATIONS, MATERIALS, HOUR_TYPES)
        usable = not (thorough or self.dry_run or late)
        self.still = Unchanged(self.connection.readings, self.run_, usable=usable)
        if self.choices.imports_products or self.choices.export_invoices:
            self._products(plan, thorough=thorough)
        # Last, and the first to be written: people change these on both sides.
        if self.choices.import_relations:
            self._relations(plan, thorough=thorough)
        self.report.find(*plan.findings)
        if self.dry_run:
            self._count(plan)
        else:
            self._apply(plan)

    def _apply(self, plan: ImportPlan) -> None:
        quiet = plan.is_empty and not self.still_refused and not self.halted
        if plan.writes:
            self.guard.ensure()
        if not quiet:
            self.run_memory.keep_readings(self.still.after({}, quiet=False))
        self.findings.note(plan.findings)
        Applying(self.ports, self.report, self.run_.clock).apply(plan)
        if not self.halted:
            found = {(finding.code, finding.subject) for finding in self.report.findings}
            self.findings.resolve(IMPORT_CODES, found | self.still_refused, records_only=True)
        self.run_memory.expect_no_more(self.late.over)
        self.run_memory.keep_readings(self.still.after(self.counted, quiet=quiet))

    def _count(self, plan: ImportPlan) -> None:
        self.report.counts.update(
            relations=len(plan.relations),
            hour_types=len(plan.hour_types),
            materials=len(plan.materials),
            books_relations=len(plan.to_books),
        )

    # --- relations -------------------------------------------------------------------------------

    def _relations(self, plan: ImportPlan, *, thorough: bool) -> None:
        compare = thorough or self.choices.export_relations or self.late.expects(RELATIONS)
        reading = self._ask(RELATION, Listing.BOOKS_RELATIONS, self.ports.books.relations)
        listed: Reading[Relation] | None = None
        if self.still.is_same(Listing.BOOKS_RELATIONS, reading):
            if compare:
                listed = self._ask(RELATION, Listing.WORK_RELATIONS, self.ports.field.relations)
            if listed is None or self.still.is_same(Listing.WORK_RELATIONS, listed):
                return
            reading = self.still.saw(Listing.BOOKS_RELATIONS, self.ports.books.relations())
        if not self._has_shrunk(RELATION, reading, plan):
            self._plan_relations(plan, reading, listed, compare=compare)

    def _plan_relations(
        self,
        plan: ImportPlan,
        reading: Reading[Relation],
        listed: Reading[Relation] | None,
        *,
        compare: bool,
    ) -> None:
        seen = planning.see_relations(*self._bound(RELATION, reading, plan))
        seen = self._with_known(missing_fields.RELATIONS, seen, reading, plan)
        self.relations = seen.records
        changed = self._not_restored(RELATION, seen, planning.changed_relations(seen), plan)
        work: dict[str, Relation] = {}
        again: set[str] = set()
        if changed and not self.dry_run:
            self.guard.ensure()  # here, so that no call comes between reading there and writing
        if compare or changed:
            listed = listed or self.still.saw(Listing.WORK_RELATIONS, self.ports.field.relations())
            work, asks = in_work_orders(listed.rows, seen.records)
            if self.choices.export_relations:  # else nothing of there travels to the books
                plan.findings.extend(asks)
            work, again = self.late.relations(work, seen.records)
            compare = compare and listed.complete and not listed.unreadable
        keys = changed | again | (planning.work_changed(seen, work) if compare else set())
        bases = self.bindings.bases(RELATION, keys & seen.known.keys())
        planning.plan_relations(plan, seen, keys, bases, work, self.choices, again)

    # --- products --------------------------------------------------------------------------------

    def _products(self, plan: ImportPlan, *, thorough: bool) -> None:
        reading = self._ask(PRODUCT, Listing.BOOKS_PRODUCTS, self.ports.books.products)
        if self.still.is_same(Listing.BOOKS_PRODUCTS, reading):
            return
        if self._has_shrunk(PRODUCT, reading, plan):
            return
        seen = products.see_products(*self._bound(PRODUCT, reading, plan))
        seen = self._with_known(missing_fields.PRODUCTS, seen, reading, plan)
        changed = products.changed_products(seen, self.choices)
        changed = self._not_restored(PRODUCT, seen, changed, plan)
        work = WorkSide()
        if changed or thorough or self.late.expects(MATERIALS, HOUR_TYPES):
            there, complete = self._work_products()
            work = WorkSide(
                self.late.materials(there.materials, seen.records),
                self.late.hour_types(there.hour_types, seen.records),
            )
            changed |= there.materials.keys() - work.materials.keys()
            changed |= there.hour_types.keys() - work.hour_types.keys()
            if thorough and complete:
                changed |= products.lost_products(seen, work)
        bases = self.bindings.bases(PRODUCT, changed & seen.known.keys())
        products.plan_products(plan, seen, changed, bases, work, self.choices)
        price_history.keep_history(plan, bases, self.run_.today)

    def _work_products(self) -> tuple[WorkSide, bool]:
        field, choices = self.ports.field, self.choices
        materials = field.materials() if choices.import_materials else Reading(())
        hour_types = field.hour_types() if choices.import_hour_types else Reading(())
        side = WorkSide(
            {folded(row.code): row for row in materials.rows},
            {folded(row.code): row for row in hour_types.rows},
        )
        readings = (materials, hour_types)
        complete = all(reading.complete and not reading.unreadable for reading in readings)
        return side, complete and choices.import_materials and choices.import_hour_types

    # --- both ------------------------------------------------------------------------------------

    def _ask(
        self, kind: str, listing: Listing, read: Callable[..., Reading[Record]]
    ) -> Reading[Record]:
        self.run_memory.progress(f"read_{kind}", 0, 0)
        known = self.still.known(listing)
        return self.still.saw(listing, read(known) if known else read())

    def _has_shrunk(self, kind: str, reading: Reading[Record], plan: ImportPlan) -> bool:
        """Judge a list of the books: it may have shrunk so much that a person must look."""
        count = len(reading.rows) + len(reading.unreadable)
        listing = IN_THE_BOOKS[kind]
        before = self.connection.readings.get(listing, NEVER_READ).row_count
        shrinkage = Shrinkage(kind, before, count)
        plan.findings.extend(
            asked("unreadable_record", name, kind=kind) for name in reading.unreadable
        )
        if not reading.complete:
            plan.findings.append(asked("maybe_cut", kind, count=count))
        if shrinkage.alarming:
            self.halted = True
            plan.findings.append(shrinkage.finding())
            return True
        self.counted[listing] = count
        return False

    def _bound(
        self, kind: str, reading: Reading[Record], plan: ImportPlan
    ) -> tuple[dict[str, Record], dict[str, Known]]:
        known = self.bindings.known(kind)
        records, twins = by_key(kind, reading.rows, known)
        plan.findings.extend(twins)
        plan.findings.extend(_code_changes(kind, records, known))
        self.still_refused |= {
            ("put_refused", code) for code in self._refused(kind, records, known)
        }
        return records, known

    def _refused(
        self, kind: str, records: Mapping[str, Coded], known: Mapping[str, Known]
    ) -> set[str]:
        """Return the codes of what was refused, also of what is not in the answer of now."""
        refused = {key for key, one in known.items() if one.sent_as == PUT_REFUSED}
        absent = refused - records.keys()
        bases = self.bindings.bases(kind, absent) if absent else {}
        codes = {str(base["code"]) for base in bases.values()}
        return codes | {records[key].code for key in refused & records.keys()}

    def _with_known(
        self, kind: Kind[Noun], seen: Seen[Noun], reading: Reading[Noun], plan: ImportPlan
    ) -> Seen[Noun]:
        filled, findings = missing_fields.with_known(
            kind, seen, reading.missing_fields, self.bindings.bases
        )
        plan.findings.extend(findings)
        return filled

    def _not_restored(
        self, kind: str, seen: Seen[Row], changed: set[str], plan: ImportPlan
    ) -> set[str]:
        fingerprints = {key: seen.fingerprints[key] for key in changed if key in seen.known}
        restored = self.bindings.replaced_before(kind, fingerprints) if fingerprints else set()
        findings = planning.regress(kind, restored)
        plan.findings.extend(findings)
        return changed - restored if findings else changed


def _code_changes(
    kind: str, records: Mapping[str, Coded], known: Mapping[str, Known]
) -> list[Finding]:
    """Name the records that got another code in the books: the work orders will see a new one."""
    before: dict[str, str] = {
        one.books_id: key for key, one in known.items() if one.books_id and key not in records
    }
    if not before:
        return []
    return [
        asked("code_changed", record.code, kind=kind, before=before[record.remote_id])
        for key, record in records.items()
        if record.remote_id in before and key not in known
    ]
