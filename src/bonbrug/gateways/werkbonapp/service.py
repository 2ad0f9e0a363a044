"""The company's work orders over the Open API 8 (docs/wire/werkbonapp.md §2 to §5).

Reading never changes anything on the other side: every read of work orders says
`update_status=false`, because the other side's default is to set Afgehandeld.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from bonbrug.gateways.http import Answer, Http
from bonbrug.gateways.werkbonapp import nouns
from bonbrug.gateways.werkbonapp.capabilities import CAPABILITIES
from bonbrug.gateways.werkbonapp.failures import failure, unreadable
from bonbrug.sync.model.capabilities import FieldCapabilities
from bonbrug.sync.model.failures import Refused, Unreachable, Unreadable
from bonbrug.sync.model.records import Employee, HourType, Material, Reading, Relation, WorkOrder
from bonbrug.wire.werkbonapp import records
from bonbrug.wire.werkbonapp.api import (
    Rows,
    read_count,
    read_envelope,
    read_order,
    read_orders,
    read_rows,
    unsendable,
    write_post,
)
from bonbrug.wire.werkbonapp.faults import NOT_FOUND, NOTHING_CHANGED, Fault, Garbled
from bonbrug.wire.werkbonapp.tables import Table
from bonbrug.wire.werkbonapp.work_orders import WORK_ORDER_TO_INVOICE

Row = TypeVar("Row")
Noun = TypeVar("Noun")
Read = TypeVar("Read")

logger = logging.getLogger(__name__)

_GONE = object()

# The address for work order mails is the office's own choice there, so it is never written over.
_OUR_RELATION = records.RELATION_POSTED.without("email_workorder", "mobile")


class WerkbonApp:
    """Implements `sync.ports.FieldService`.

    `address` is the base with the version, without a slash at its end:
    ``https://www.werkbonapp.nl/openapi/8``.
    """

    capabilities: FieldCapabilities = CAPABILITIES

    def __init__(
        self, http: Http, address: str, token: str, software_token: str, bearer_token: str = ""
    ) -> None:
        """Some firms have a bearer token besides the two (docs/wire/werkbonapp.md §2.1)."""
        self._http = http
        self._headers = {"Authorization": f"Bearer {bearer_token}"} if bearer_token else {}
        self._address = address.rstrip("/")
        self._tokens = {"token": token, "software_token": software_token}

    def employees(self) -> list[Employee]:
        return list(self._list("employees", records.EMPLOYEE, nouns.employee).rows)

    def relations(self, known: str = "") -> Reading[Relation]:
        return self._list("relations", records.RELATION, nouns.relation, known)

    def materials(self) -> Reading[Material]:
        return self._list("materials", records.MATERIAL, nouns.material)

    def hour_types(self) -> Reading[HourType]:
        return self._list("hourtypes", records.HOUR_TYPE, nouns.hour_type)

    def work_statuses(self) -> dict[str, str]:
        read = self._list("workstatusses", records.WORK_STATUS, nouns.work_status)
        for unread in read.unreadable:  # taken for missing, it would be written over
            raise Unreadable("spoiled_row", unread)
        return dict(read.rows)

    def put_relations(self, relations: Sequence[Relation]) -> int:
        rows = [nouns.relation_row(noun) for noun in relations]
        return self._post("relations", rows, _OUR_RELATION)

    def put_materials(self, materials: Sequence[Material]) -> int:
        rows = [nouns.material_row(noun) for noun in materials]
        return self._post("materials", rows, records.MATERIAL)

    def put_hour_types(self, hour_types: Sequence[HourType]) -> int:
        rows = [nouns.hour_type_row(noun) for noun in hour_types]
        return self._post("hourtypes", rows, records.HOUR_TYPE)

    def put_work_statuses(self, statuses: dict[str, str]) -> int:
        rows = [records.WorkStatus(code, name) for code, name in statuses.items()]
        return self._post("workstatusses", rows, records.WORK_STATUS)

    def work_orders(self, status: str, work_status: str = "") -> list[WorkOrder]:
        """Return every order of the list; one without a readable id has `row_id` '' and a problem.

        An order whose work status could not be read is returned whatever was asked.
        """
        query = {"status": status, "update_status": "false"}
        if work_status:
            query["workstatus"] = work_status
        payload = self._ask_orders("GetWorkorders", query)
        if payload is _GONE:
            return []
        read = _understood(lambda: read_orders(payload, WORK_ORDER_TO_INVOICE))
        found = [nouns.work_order(row) for row in read.rows]
        lost = [nouns.nameless_order(str(unread)) for unread in read.unread]
        return [order for order in found if _is_asked(order, work_status)] + lost

    def work_order(self, row_id: str) -> WorkOrder | None:
        return self._one(row_id, update_status="false")

    def settle(self, row_id: str) -> WorkOrder | None:
        return self._one(row_id, update_status="true")

    def mark(self, row_id: str, work_status: str) -> None:
        query = {"row_id": _known(row_id), "workstatus": work_status}
        try:
            self._fetch("GET", "UpdateWorkorder", query)
        except Fault as fault:
            if fault.code != NOTHING_CHANGED:
                raise failure(fault) from None

    def _one(self, row_id: str, *, update_status: str) -> WorkOrder | None:
        query = {"row_id": _known(row_id), "update_status": update_status}
        payload = self._ask_orders("GetWorkorder", query)
        if payload is _GONE:
            return None
        order = nouns.work_order(_understood(lambda: read_order(payload, WORK_ORDER_TO_INVOICE)))
        if order.row_id != row_id:
            raise Unreadable("other_work_order", "the answer is about another work order")
        return order

    def _list(
        self, endpoint: str, table: Table[Row], noun: Callable[[Row], Noun], known: str = ""
    ) -> Reading[Noun]:
        with self._exchange("GET", endpoint, {}) as answer:
            found = answer.fingerprint()
            if found == known:
                return Reading((), fingerprint=found)
            payload = _payload(answer)
        read: Rows[Row] = _understood(lambda: read_rows(payload, table))
        if read.unread:
            logger.warning("%s: %d records could not be read", endpoint, len(read.unread))
        return Reading(
            rows=tuple(noun(row) for row in read.rows),
            complete=not read.unread,
            unreadable=tuple(str(unread) for unread in read.unread),
            fingerprint=found,
        )

    def _ask_orders(self, endpoint: str, query: Mapping[str, str]) -> object:
        """Return the payload, or `_GONE` for the answer that there is no such work order."""
        try:
            return self._fetch("GET", endpoint, query)
        except Fault as fault:
            if fault.code == NOT_FOUND:
                return _GONE
            raise failure(fault) from None

    def _post(self, endpoint: str, rows: Iterable[Row], table: Table[Row]) -> int:
        """Send one batch, or nothing at all when a row cannot be sent whole."""
        batch = list(rows)
        for row in batch:
            if wrong := unsendable(row, table):
                raise Refused(*wrong)
        if not batch:
            return 0
        try:
            payload = self._fetch("POST", endpoint, {}, write_post(batch, table))
        except Fault as fault:
            raise failure(fault) from None
        return _understood(lambda: read_count(payload))

    def _fetch(
        self, method: str, endpoint: str, query: Mapping[str, str], body: bytes | None = None
    ) -> object:
        with self._exchange(method, endpoint, query, body) as answer:
            return _understood(lambda: read_envelope(answer.body))

    @contextmanager
    def _exchange(
        self, method: str, endpoint: str, query: Mapping[str, str], body: bytes | None = None
    ) -> Iterator[Answer]:
        answer = self._http.send(
            method,
            f"{self._address}/{endpoint}/",
            query={**self._tokens, **query},
            headers={**self._headers, **({"Content-Type": "application/json"} if body else {})},
            body=body,
        )
        with answer.body:
            if answer.status != 200:
                raise Unreachable(f"http_{answer.status}", endpoint)
            yield answer


def _payload(answer: Answer) -> object:
    try:
        return _understood(lambda: read_envelope(answer.body))
    except Fault as fault:
        raise failure(fault) from None


def _understood(read: Callable[[], Read]) -> Read:
    try:
        return read()
    except Garbled as garbled:
        raise unreadable(garbled) from None


def _known(row_id: str) -> str:
    """Refuse an empty id before it is sent, since the other side might take it for any order."""
    if not row_id:
        raise Refused("no_row_id", "a work order without id cannot be asked for")
    return row_id


def _is_asked(order: WorkOrder, work_status: str) -> bool:
    return not work_status or order.work_status == work_status or "WorkStatus" in order.problem
