"""What an operation can come to, beside being done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from bonbrug.workorders.models import WorkOrder

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One operation, read; its work order is locked, and is the employee's own.

    `worker` is the number of whose hours they are, `who` the name for the history. With `forced`
    the office has chosen: what is there now is written over.
    """

    key: UUID
    order: WorkOrder
    values: Values
    seen: Values
    sure: bool
    worker: str
    who: str
    now: datetime
    forced: bool = False


class Asks(Exception):
    """Hours or a quantity that may be a slip: the employee is asked, and says `sure`."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("asks")
        self.sentences = sentences


@dataclass
class Collides(Exception):
    """The office changed the same: `there` is what it holds now, by field (empty: it is gone)."""

    there: Values = field(default_factory=dict)
