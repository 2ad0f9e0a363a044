"""Making sure that the customer of a work order exists in the books, once and as that customer."""

from collections.abc import Mapping
from dataclasses import replace

from bonbrug.sync.choices import Choices
from bonbrug.sync.classify import CODE_IN_USE, normal
from bonbrug.sync.failures import Refused, Unreachable
from bonbrug.sync.ledger import Known
from bonbrug.sync.likeness import likely_same
from bonbrug.sync.nouns import Relation, WorkOrder
from bonbrug.sync.ports import Bookkeeping
from bonbrug.sync.report import Finding, Report, asked
from bonbrug.values.quantity import folded


class Customers:
    """The relation code is the natural key: adding twice is found out by looking it up."""

    def __init__(self, books: Bookkeeping, choices: Choices, report: Report) -> None:
        self.books, self.choices, self.report = books, choices, report
        self.sure: set[str] = set()

    def ensure(self, order: WorkOrder, bound: Mapping[str, Known]) -> list[Finding]:
        """Return why this customer cannot be invoiced; empty when it exists now."""
        key = folded(order.customer.code)
        if key in self.sure:
            return []
        found = self.books.relation(order.customer.code)
        if found is None:
            problems = self._add(order)
        elif key in bound or likely_same(found, order.customer):
            problems = []
        else:
            problems = [_finding("relation_other_company", order)]
        if not problems:
            self.sure.add(key)
        return problems

    def _add(self, order: WorkOrder) -> list[Finding]:
        customer = replace(order.customer, remote_id="")
        if not self.choices.export_relations:
            return [_finding("unknown_relation", order)]
        if not customer.name:
            return [_finding("relation_without_name", order)]
        try:
            self.books.add_relation(customer)
        except Refused as refusal:
            if normal(refusal.code) not in CODE_IN_USE:
                return [_finding("relation_refused", order, refusal.code)]
            return self._look(order, customer)
        except Unreachable as failure:
            if failure.before_sending:
                raise
            return self._look(order, customer)
        self.report.counts["books_relations"] += 1
        return []

    def _look(self, order: WorkOrder, customer: Relation) -> list[Finding]:
        """The code exists, or the answer was lost: see what stands there now."""
        there = self.books.relation(customer.code)
        if there is None:
            raise Unreachable("relation_unknown")
        if likely_same(there, customer):
            return []
        return [_finding("relation_other_company", order)]


def _finding(code: str, order: WorkOrder, reason: str = "") -> Finding:
    facts = {"relation": order.customer.code}
    if reason:
        facts["reason"] = reason
    return asked(code, order.number, order.row_id, **facts)
