"""What is found about one work order while its invoice is drafted."""

from dataclasses import dataclass, field

from bonbrug.sync.model.findings import Fact, Finding, asked, noted
from bonbrug.sync.model.records import WorkOrder

TOTAL_ZERO = "total_zero"  # nothing to pay: a person who settles it by hand needs no invoice


@dataclass(slots=True)
class Remarks:
    """`problems` stop the invoice, `asks` are for a person, `warnings` are only told."""

    order: WorkOrder
    problems: list[Finding] = field(default_factory=list)
    asks: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def refuse(self, code: str, **facts: Fact) -> None:
        self.problems.append(asked(code, self.order.number, self.order.row_id, **facts))

    def ask(self, code: str, **facts: Fact) -> None:
        self.asks.append(asked(code, self.order.number, self.order.row_id, **facts))

    def warn(self, code: str, **facts: Fact) -> None:
        self.warnings.append(noted(code, self.order.number, self.order.row_id, **facts))
