"""DeleteEntity: deleting by GET (docs/wire/werkbonapp.md §4.7)."""

from bonbrug.wire.werkbonapp.api import write_answer
from bonbrug.wire.werkbonapp.faults import DELETE_FAILED, Fault
from bonbrug.wire.werkbonapp.queries import Deletion, read_deletion
from bonbrug.workorders.actions.delete_entities import (
    ENTITIES,
    delete_every,
    delete_where,
    kept_settled,
)
from bonbrug.workorders.doors.call import Call, Reply


def delete_entity(call: Call) -> Reply:
    """Answer how many records were deleted."""
    call.only("entity", "key", "value", "delete_all")
    wanted = read_deletion(call.query)
    if wanted.entity not in ENTITIES:
        raise Fault(DELETE_FAILED, [f"Entity: {wanted.entity} not found"])
    if wanted.delete_all:
        count = delete_every(call.company, wanted.entity)
    else:
        count = delete_where(call.company, wanted.entity, wanted.key, wanted.value)
    return Reply(write_answer(count, messages=_kept(call, wanted)), count)


def _kept(call: Call, wanted: Deletion) -> list[str]:
    """Name what stays although it was asked for."""
    if wanted.entity != "workorder":
        return []
    names = kept_settled(call.company, wanted.key, wanted.value)
    return [f"Work order {name} is Afgehandeld and was not deleted" for name in names]
