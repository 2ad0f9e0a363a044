"""What stands in the query of a request, as the server reads it.

Source: docs/wire/werkbonapp.md §2.1, §3, §4.7, §5.2 to §5.4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from bonbrug.wire.werkbonapp.faults import (
    DELETE_FAILED,
    NOT_PARSED,
    NOTHING_TO_UPDATE,
    SOFTWARE_TOKEN_MISSING,
    TOKEN_MISSING,
    Fault,
)
from bonbrug.wire.werkbonapp.kinds import read_clock, read_day
from bonbrug.wire.werkbonapp.php_query import FILTER_NAMES, Query

ALL = "Alle"
STATUSES = ("Klaargezet", "Opgehaald", "Compleet", "Afgehandeld")
_STATUS_OF = {status.casefold(): status for status in (ALL, *STATUSES)}
OPERATORS = frozenset({"li", "eq", "ne", "gt", "ge", "lt", "le"})

DELETE_KEYS: dict[str, tuple[str, ...]] = {
    "workorder": ("db_row", "workorder_no", "order_no"),
    "employee": ("db_row", "number"),
    "material": ("db_row", "code", "description"),
    "relation": ("db_row", "name", "debtor_number"),
    "project": ("code",),
    "hourtype": ("code",),
    "category": ("code",),
    "address": ("code",),
    "contactperson": ("code",),
    "object": ("code",),
    "location": ("identifier",),
    "material_category": ("mct_mat_code", "mct_cat_code"),
    "error": ("code",),
    "priority": ("code",),
    "solution": ("code",),
    "region": ("code",),
    "vehicle": ("license_plate",),
    "object_part": ("obj_code", "prt_code", "serial_number"),
    "expenses": ("pre_id",),
}


@dataclass(frozen=True, slots=True)
class Tokens:
    token: str
    software_token: str


@dataclass(frozen=True, slots=True)
class Filter:
    key: str
    value: str
    operator: str = "eq"


@dataclass(frozen=True, slots=True)
class Deletion:
    """`delete_all` empties the entity; else the records whose `key` is `value`."""

    entity: str
    key: str
    value: str
    delete_all: bool


@dataclass(frozen=True, slots=True)
class Update:
    """What UpdateWorkorder changes; None stays as it is."""

    day: date | None
    clock: time | None
    employee: str | None
    work_status: str | None


def read_tokens(query: Mapping[str, str]) -> Tokens:
    """Return both tokens; Fault 1002 or 1003. Whether they fit (1004, 1005) the caller knows."""
    if not query.get("token"):
        raise Fault(TOKEN_MISSING)
    if not query.get("software_token"):
        raise Fault(SOFTWARE_TOKEN_MISSING)
    return Tokens(query["token"], query["software_token"])


def wants_update_status(query: Mapping[str, str]) -> bool:
    """Tell whether reading sets Afgehandeld: yes, unless it says ``false`` or ``0``."""
    return query.get("update_status", "true").strip().casefold() not in ("false", "0")


def read_status(query: Mapping[str, str]) -> str:
    """Return the asked life-cycle status as the treaty spells it, or ``Alle``; Fault 1504."""
    status = _STATUS_OF.get(query.get("status", "").strip().casefold())
    if status is None:
        raise Fault(NOT_PARSED, [f"Status invalid. Values: {', '.join((ALL, *STATUSES))}"])
    return status


def read_filters(query: Query) -> tuple[Filter, ...]:
    """Read the filters, in any form and order; without operator: equal. Fault 1504."""
    keys, values, operators = (query.indexed(name) for name in FILTER_NAMES)
    given = {operator.casefold() for operator in operators.values()}
    if keys.keys() != values.keys() or not OPERATORS.issuperset(given):
        raise _not_a_filter()
    if not operators.keys() <= keys.keys() or "" in keys.values():
        raise _not_a_filter()
    return tuple(
        Filter(key, values[index], operators.get(index, "eq").casefold())
        for index, key in keys.items()
    )


def _not_a_filter() -> Fault:
    return Fault(NOT_PARSED, ["Filter invalid. Format: key[]=&value[]=&operator[]="])


def read_deletion(query: Mapping[str, str]) -> Deletion:
    """Read DeleteEntity; Fault 1600 for what the table of keys does not allow."""
    entity, key = query.get("entity", ""), query.get("key", "")
    delete_all = query.get("delete_all", "").strip().casefold() in ("true", "1")
    if entity not in DELETE_KEYS:
        raise Fault(DELETE_FAILED, [f"Entity: {entity} not found"])
    if delete_all and entity == "workorder":
        raise Fault(DELETE_FAILED, ["Delete all not allowed on Workorder entity"])
    if not delete_all and key not in DELETE_KEYS[entity]:
        raise Fault(DELETE_FAILED, [f"Key: {key} not allowed for entity: {entity}"])
    if not delete_all and not query.get("value"):
        raise Fault(DELETE_FAILED, ["Required field missing: value"])
    return Deletion(entity, key, query.get("value", ""), delete_all)


def read_update(query: Mapping[str, str]) -> Update:
    """Read UpdateWorkorder; Fault 1504 names what is wrong, 1502 when nothing is given."""
    wrong: list[str] = []
    day, clock = _day(query.get("workdate"), wrong), _clock(query.get("worktime"), wrong)
    if wrong:
        raise Fault(NOT_PARSED, wrong)
    update = Update(day, clock, query.get("employee_nr") or None, query.get("workstatus"))
    if update == Update(None, None, None, None):
        raise Fault(NOTHING_TO_UPDATE)
    return update


def _day(text: str | None, wrong: list[str]) -> date | None:
    try:
        return read_day(text) if text else None
    except ValueError:
        wrong.append("Date invalid. Format: 20-02-2016")
        return None


def _clock(text: str | None, wrong: list[str]) -> time | None:
    try:
        return read_clock(text) if text else None
    except ValueError:
        wrong.append("Time invalid. Format: 07:08")
        return None
