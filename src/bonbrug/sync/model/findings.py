"""What a run did, as facts: codes and numbers, never sentences and never a customer's name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bonbrug.sync.model.records import Invoice, WorkOrder

Fact = str | int | bool
COUNTS = (
    "relations",
    "materials",
    "hour_types",
    "books_relations",
    "invoices",
    "credits",
    "booked",
    "settled",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact worth a line: `subject` is a work order number, a record code, or ''.

    `needs_person`: opens an item. `row_id` when it is about one work order.
    """

    code: str
    subject: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    needs_person: bool = True
    row_id: str = ""


def noted(code: str, subject: str = "", row_id: str = "", **facts: Fact) -> Finding:
    """Make a finding that is only logged."""
    return Finding(code, subject, facts, needs_person=False, row_id=row_id)


def asked(code: str, subject: str = "", row_id: str = "", **facts: Fact) -> Finding:
    """Make a finding that a person has to decide on."""
    return Finding(code, subject, facts, needs_person=True, row_id=row_id)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """An invoice as the next run would make it, and what that run would ask about it.

    `circumstances` is the fingerprint of all that a person's yes to it depends on.
    """

    order: WorkOrder
    proposed: Invoice
    asked: Sequence[Finding]
    circumstances: str


@dataclass(slots=True)
class Report:
    """Collects counts and findings while a run goes.

    `outcome` and `code` say how it ended; `side` which of the two stopped it ('' when neither did).
    `rehearsed` is what a dry run showed.
    """

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    resolved: set[tuple[str, str]] = field(default_factory=set)
    outcome: str = "done"
    code: str = ""
    side: str = ""
    rehearsed: list[Rehearsed] = field(default_factory=list)

    def find(self, *findings: Finding) -> None:
        self.findings.extend(findings)

    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]
