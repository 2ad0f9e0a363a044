"""Making sure that the customer of a work order exists in the books, once and as that customer."""

from collections.abc import Mapping
from dataclasses import replace

from bonbrug.sync.imports.convert import by_key
from bonbrug.sync.judging.weights import OTHER_COMPANY
from bonbrug.sync.matching import is_other_company, likely_same
from bonbrug.sync.model.bindings import ERASED, RELATION
from bonbrug.sync.model.failures import BOOKS, Refused, Unreachable
from bonbrug.sync.model.findings import Finding, Report, asked
from bonbrug.sync.model.records import Relation, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.outcome import CODE_IN_USE
from bonbrug.sync.ports.bindings import Bindings
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.values.quantity import folded


class Customers:
    """The relation code is the natural key: adding twice is found out by looking it up.

    A code in another case is the same code. `listed` are the relations of the books by key, None
    when this run did not read them. `there` is key → the customer as the books have it.
    """

    def __init__(
        self, books: Bookkeeping, bindings: Bindings, choices: SyncSettings, report: Report
    ) -> None:
        self.books, self.bindings, self.choices, self.report = books, bindings, choices, report
        self.listed: Mapping[str, Relation] | None = None
        self.there: dict[str, Relation] = {}
        self.bound: set[str] = set()
        self._erased: frozenset[str] | None = None

    def code_of(self, order: WorkOrder) -> str:
        """Return the code under which the books know this customer, once it is ensured."""
        known = self.there.get(folded(order.customer.code))
        return known.code if known else order.customer.code

    def ensure(self, order: WorkOrder, *, approved: bool = False) -> list[Finding]:
        """Return why this customer cannot be invoiced; empty when it exists now.

        `approved`: a person said that the code means this customer, whatever its name says.
        """
        key = folded(order.customer.code)
        if self._is_erased(key):
            return [_finding("customer_erased", order)]
        if key not in self.there:
            problems = self._look_up(key, order)
            if problems:
                return problems
        if approved or not self._is_other(key, order.customer):
            return []
        return [_other(order)]

    def foresee(self, order: WorkOrder, *, approved: bool = False) -> list[Finding]:
        """Return what `ensure` would, as far as reading tells; nobody is added."""
        key = folded(order.customer.code)
        if self._is_erased(key):
            return [_finding("customer_erased", order)]
        bound = self.bindings.bases(RELATION, {key}).get(key)
        if bound:
            self.bound.add(key)
        there = self._listed_or_found(key, str(bound["code"]) if bound else order.customer.code)
        if there is None:
            return self._cannot_be_added(order)
        self.there[key] = there
        return [] if approved or not self._is_other(key, order.customer) else [_other(order)]

    def _is_erased(self, key: str) -> bool:
        """What was agreed with it, also for its VAT, is gone: a person brings it back first."""
        if self._erased is None:
            known = self.bindings.known(RELATION).items()
            self._erased = frozenset(one for one, row in known if row.sent_as == ERASED)
        return key in self._erased

    def _listed_or_found(self, key: str, code: str) -> Relation | None:
        listed = self.listed.get(key) if self.listed else None
        return listed or self._find(key, code)

    def _look_up(self, key: str, order: WorkOrder) -> list[Finding]:
        bound = self.bindings.bases(RELATION, {key}).get(key)
        if bound:
            self.bound.add(key)
        found = self._find(key, str(bound["code"]) if bound else order.customer.code)
        problems = [] if found else self._add(order)
        if not problems:
            self.there[key] = found or order.customer
        return problems

    def _is_other(self, key: str, customer: Relation) -> bool:
        """One that was linked before is the same one until its name and its address both differ."""
        there = self.there[key]
        if key in self.bound:
            return is_other_company(there, customer)
        return not likely_same(there, customer)

    def _find(self, key: str, code: str) -> Relation | None:
        """Look it up by its code, and where that finds nothing in the list, for another case."""
        found = self.books.relation(code)
        if found is not None:
            return found
        if self.listed is None:
            self.listed = by_key(RELATION, self.books.relations().rows, {})[0]
        other = self.listed.get(key)
        return self.books.relation(other.code) if other and other.code != code else None

    def _add(self, order: WorkOrder) -> list[Finding]:
        problems = self._cannot_be_added(order)
        if problems:
            return problems
        customer = replace(order.customer, remote_id="")
        try:
            self.books.add_relation(customer)
        except Refused as refusal:
            if refusal.code != CODE_IN_USE:
                return [_finding("relation_refused", order, refusal.code)]
            return self._look(order, customer)
        except Unreachable as failure:
            if failure.before_sending:
                raise
            return self._look(order, customer)
        self.report.counts["books_relations"] += 1
        return []

    def _cannot_be_added(self, order: WorkOrder) -> list[Finding]:
        if not self.choices.export_relations:
            return [_finding("unknown_relation", order)]
        if not order.customer.name:
            return [_finding("relation_without_name", order)]
        return []

    def _look(self, order: WorkOrder, customer: Relation) -> list[Finding]:
        """The code exists, or the answer was lost: see what stands there now."""
        there = self.books.relation(customer.code)
        if there is None:
            raise Unreachable("relation_unknown", side=BOOKS)
        if likely_same(there, customer):
            return []
        return [_other(order)]


def _other(order: WorkOrder) -> Finding:
    return _finding(OTHER_COMPANY, order)


def _finding(code: str, order: WorkOrder, reason: str = "") -> Finding:
    facts = {"relation": order.customer.code}
    if reason:
        facts["reason"] = reason
    return asked(code, order.number, order.row_id, **facts)
