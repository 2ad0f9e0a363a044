"""The work orders, as the engine sees them. See bookkeeping.py for what holds for both sides."""

from collections.abc import Sequence
from typing import Protocol

from bonbrug.sync.model.capabilities import FieldCapabilities
from bonbrug.sync.model.records import (
    Employee,
    HourType,
    Material,
    Reading,
    Relation,
    WorkOrder,
)


class FieldService(Protocol):
    """One company in the work orders."""

    @property
    def capabilities(self) -> FieldCapabilities:
        """What this service can do; asks nothing of it."""

    def employees(self) -> list[Employee]: ...

    def relations(self, known: str = "") -> Reading[Relation]: ...

    def materials(self) -> Reading[Material]: ...

    def hour_types(self) -> Reading[HourType]: ...

    def work_statuses(self) -> dict[str, str]:
        """Return code → name."""

    def put_relations(self, relations: Sequence[Relation]) -> int:
        """Insert or change by code; all or nothing; return how many the other side counted."""

    def put_materials(self, materials: Sequence[Material]) -> int: ...

    def put_hour_types(self, hour_types: Sequence[HourType]) -> int: ...

    def put_work_statuses(self, statuses: dict[str, str]) -> int: ...

    def work_orders(self, status: str, work_status: str = "") -> list[WorkOrder]:
        """List without changing anything on the other side."""

    def work_order(self, row_id: str) -> WorkOrder | None:
        """Read one without changing anything on the other side."""

    def settle(self, row_id: str) -> WorkOrder | None:
        """Set it to settled and return the content as of that moment; None when it is gone."""

    def mark(self, row_id: str, work_status: str) -> None:
        """Set the work status."""
