"""Monteur: another field service, with words of its own for where a job stands, and its gateway.

What it keeps stands in a store of the tests, in that store's words; in front of it every status,
code and field has Monteur's own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bonbrug.sync.model.capabilities import FieldCapabilities, Statuses
from bonbrug.sync.model.failures import NotAllowedIn, Refused
from bonbrug.sync.model.records import Employee, HourType, Material, Reading, Relation, WorkOrder
from bonbrug.sync.ports.field_service import FieldService
from tests.third_pair.dialect import (
    RELATION,
    Denied,
    Message,
    list_read,
    list_written,
    names_of,
    read,
    written,
)

LIFE = {
    "Klaargezet": "planned", "Opgehaald": "busy", "Compleet": "done", "Afgehandeld": "billed",
    "Alle": "*",
}  # fmt: skip
FLAGS = {"0": "KEEP", "1": "BILL", "99": "HALT"}
CAPABILITIES = FieldCapabilities(
    statuses=Statuses(
        complete=LIFE["Compleet"],
        settled=LIFE["Afgehandeld"],
        every=LIFE["Alle"],
        to_export=FLAGS["1"],
        error=FLAGS["99"],
        made={"BILL": "To be billed", "HALT": "Not billed", "KEEP": "Never billed"},
    ),
    line=80,
    page=400,
    relation_needs=("name", "street", "postal_code", "city"),
)
MATERIAL, HOUR_TYPE, JOB = (
    names_of(kind, mark) for kind, mark in ((Material, "m_"), (HourType, "h_"), (WorkOrder, "j_"))
)


class Monteur:
    """The service; it turns away what is too long for it."""

    def __init__(self, store: FieldService) -> None:
        self.store = store
        self.life = {theirs: ours for ours, theirs in LIFE.items()}
        self.flags = {theirs: ours for ours, theirs in FLAGS.items()}

    def customers(self, tag: str) -> Message:
        return list_written(self.store.relations(tag), RELATION)

    def put_customers(self, rows: Sequence[Message]) -> int:
        return self._put(self.store.put_relations, Relation, rows, RELATION)

    def put_goods(self, rows: Sequence[Message]) -> int:
        return self._put(self.store.put_materials, Material, rows, MATERIAL)

    def put_rates(self, rows: Sequence[Message]) -> int:
        return self._put(self.store.put_hour_types, HourType, rows, HOUR_TYPE)

    def _put(
        self,
        put: Callable[[Any], int],
        kind: type[Any],
        rows: Sequence[Message],
        names: Mapping[str, str],
    ) -> int:
        for row in rows:
            if any(
                isinstance(text, str) and len(text) > CAPABILITIES.page for text in row.values()
            ):
                raise Denied("M-LONG")
        with _in_own_words():
            return put([read(kind, row, names) for row in rows])

    def flag_names(self) -> dict[str, str]:
        known = self.store.work_statuses()
        return {FLAGS.get(code, code): name for code, name in known.items()}

    def put_flag_names(self, names: Mapping[str, str]) -> int:
        return self.store.put_work_statuses({self.flags[code]: one for code, one in names.items()})

    def jobs(self, life: str, flag: str) -> list[Message]:
        if life not in self.life or (flag and flag not in self.flags):
            raise Denied("M-WORD")  # the words of another service mean nothing here
        with _in_own_words():
            found = self.store.work_orders(self.life[life], self.flags.get(flag, ""))
        return [_job(order) for order in found]

    def job(self, row_id: str) -> Message | None:
        with _in_own_words():
            return _job_or_none(self.store.work_order(row_id))

    def bill(self, row_id: str) -> Message | None:
        with _in_own_words():
            return _job_or_none(self.store.settle(row_id))

    def flag(self, row_id: str, flag: str) -> None:
        if flag not in self.flags:
            raise Denied("M-WORD")
        with _in_own_words():
            self.store.mark(row_id, self.flags[flag])


@contextmanager
def _in_own_words() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise Denied("M-NO") from refusal
    except NotAllowedIn as refusal:
        raise Denied("M-DOOR", refusal.field) from refusal


def _job(order: WorkOrder) -> Message:
    life, flag = LIFE.get(order.status, order.status), FLAGS.get(order.work_status, "")
    return written(replace(order, status=life, work_status=flag), JOB)


def _job_or_none(order: WorkOrder | None) -> Message | None:
    return _job(order) if order else None


class MonteurGateway:
    """sync.ports.FieldService over Monteur, as a gateway of the product would be written."""

    capabilities: FieldCapabilities = CAPABILITIES

    def __init__(self, service: Monteur) -> None:
        self._service = service

    def employees(self) -> list[Employee]:
        with _translated():
            return self._service.store.employees()

    def relations(self, known: str = "") -> Reading[Relation]:
        with _translated():
            return list_read(Relation, self._service.customers(known), RELATION)

    def materials(self) -> Reading[Material]:
        with _translated():
            return self._service.store.materials()

    def hour_types(self) -> Reading[HourType]:
        with _translated():
            return self._service.store.hour_types()

    def work_statuses(self) -> dict[str, str]:
        with _translated():
            return self._service.flag_names()

    def put_relations(self, relations: Sequence[Relation]) -> int:
        with _translated():
            return self._service.put_customers([written(row, RELATION) for row in relations])

    def put_materials(self, materials: Sequence[Material]) -> int:
        with _translated():
            return self._service.put_goods([written(row, MATERIAL) for row in materials])

    def put_hour_types(self, hour_types: Sequence[HourType]) -> int:
        with _translated():
            return self._service.put_rates([written(row, HOUR_TYPE) for row in hour_types])

    def put_work_statuses(self, statuses: dict[str, str]) -> int:
        with _translated():
            return self._service.put_flag_names(statuses)

    def work_orders(self, status: str, work_status: str = "") -> list[WorkOrder]:
        with _translated():
            jobs = self._service.jobs(status, work_status)
        return [read(WorkOrder, job, JOB) for job in jobs]

    def work_order(self, row_id: str) -> WorkOrder | None:
        with _translated():
            return _order(self._service.job(row_id))

    def settle(self, row_id: str) -> WorkOrder | None:
        with _translated():
            return _order(self._service.bill(row_id))

    def mark(self, row_id: str, work_status: str) -> None:
        with _translated():
            self._service.flag(row_id, work_status)


def _order(job: Message | None) -> WorkOrder | None:
    return read(WorkOrder, job, JOB) if job else None


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except Denied as denied:
        if denied.code == "M-DOOR":
            raise NotAllowedIn(denied.code, field=denied.field) from None
        raise Refused(denied.code) from None
