"""What a run did, as facts: codes and numbers, never sentences and never a customer's name."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Report:
    """Collects counts and findings while a run goes.

    `outcome` and `code` say how it ended; `side` which of the two stopped it ('' when neither did).
    """

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    resolved: set[tuple[str, str]] = field(default_factory=set)
    outcome: str = "done"
    code: str = ""
    side: str = ""

    def find(self, *findings: Finding) -> None:
        self.findings.extend(findings)

    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]
