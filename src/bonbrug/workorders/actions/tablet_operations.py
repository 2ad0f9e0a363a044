"""Operations of a tablet: each is done once, and what needs a decision waits for the office."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bonbrug.workorders.models import (
    Company,
    Decision,
    Employee,
    Result,
    Tablet,
    TabletOperation,
    WorkOrder,
)

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Arrived:
    """An operation as it came in: its own key, a digest of all that it says, and its kind.

    `at` is the clock of the tablet, which decides nothing.
    """

    key: UUID
    digest: str
    kind: str
    employee: Employee
    tablet: Tablet
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of it: `answer` goes back, `content` is kept where the office must decide.

    `after` is an operation of the same tablet that waits about the same, and is replaced by this.
    """

    result: Result
    answer: Answer
    code: str = ""
    order: WorkOrder | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    after: UUID | None = None


class NotStored(Exception):
    """Nothing was done and nothing is kept; the same operation may be sent again."""

    def __init__(self, code: str, **answer: Any) -> None:
        super().__init__(code)
        self.code, self.answer = code, answer


def once(arrived: Arrived, perform: Callable[[], Verdict], now: datetime) -> Answer:
    """Do an operation and keep its answer, in one transaction; a repeat gets that answer.

    Raises NotStored for a tablet that was ended, and for a key that is in use: whose it is and
    what it says is told to nobody.
    """
    with transaction.atomic():
        if not Tablet.objects.select_for_update().filter(pk=arrived.tablet.pk).exists():
            raise NotStored("tablet_ended")
        row, new = _row(arrived, now)
        if not new:
            return _repeated(row, arrived)
        verdict = perform()
        _keep(row, verdict, now)
    return verdict.answer


def _row(arrived: Arrived, now: datetime) -> tuple[TabletOperation, bool]:
    return TabletOperation.objects.get_or_create(
        company=arrived.employee.company,
        key=arrived.key,
        defaults={
            "digest": arrived.digest,
            "employee": arrived.employee,
            "kind": arrived.kind[:40],
            "who": arrived.employee.name[:255],
            "received_at": now,
            "made_at": arrived.at,
        },
    )


def _repeated(row: TabletOperation, arrived: Arrived) -> Answer:
    same = hmac.compare_digest(row.digest, arrived.digest)
    if row.employee_id != arrived.employee.pk or not same:
        raise NotStored("id_in_use")
    return {"result": str(row.result), **row.answer, "repeated": True}


def _keep(row: TabletOperation, verdict: Verdict, now: datetime) -> None:
    row.result, row.code, row.answer = verdict.result, verdict.code, dict(verdict.answer)
    row.work_order, row.content = verdict.order, dict(verdict.content)
    row.waits = verdict.result != Result.DONE
    row.save()
    if row.waits and verdict.after:
        same = {"work_order": row.work_order, "kind": row.kind, "result": Result.KEPT}
        before = waiting(row.company).filter(key=verdict.after, **same)
        for one in before.select_for_update():
            _decide(one, Decision.LATER, row.who, now)


def came(company: Company, key: UUID) -> Result | None:
    """Return what became of the operation with this key; None when it is not here (yet)."""
    found = company.tablet_operations.filter(key=key).values_list("result", flat=True).first()
    return Result(found) if found else None


def waiting(company: Company) -> Any:
    """Return the operations about which the office has to decide, the newest first."""
    return company.tablet_operations.filter(waits=True)


def leave(operation: TabletOperation, who: str, now: datetime) -> bool:
    """Keep the work order as it is; False when somebody decided already."""
    with transaction.atomic():
        row = _waiting_row(operation)
        if row is not None:
            _decide(row, Decision.OURS, who, now)
    return row is not None


def take(
    operation: TabletOperation,
    write: Callable[[TabletOperation], object],
    who: str,
    now: datetime,
) -> bool:
    """Let `write` do what the employee wanted; False when somebody decided already.

    What `write` refuses goes on waiting.
    """
    with transaction.atomic():
        row = _waiting_row(operation)
        if row is not None:
            write(row)
            _decide(row, Decision.THEIRS, who, now)
    return row is not None


def _waiting_row(operation: TabletOperation) -> TabletOperation | None:
    rows = TabletOperation.objects.select_for_update(of=("self",))
    return rows.filter(pk=operation.pk, waits=True).first()


def _decide(row: TabletOperation, what: Decision, who: str, now: datetime) -> None:
    row.waits, row.content = False, {}
    row.decision, row.decided_by, row.decided_at = what, who[:255], now
    row.save(update_fields=["waits", "content", "decision", "decided_by", "decided_at"])
