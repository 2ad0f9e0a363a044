"""The memory of the engine on the tables of the link: every write under the lease."""

from bonbrug.link.store import budget, watermark
from bonbrug.link.store.decisions import approve_beforehand, credit, decide, decide_all
from bonbrug.link.store.fenced import ANYTHING, There
from bonbrug.link.store.lease import (
    HeldLease,
    beating,
    is_leased,
    leased,
    left_behind,
    release,
    seize,
    take,
)
from bonbrug.link.store.memory import TableMemory

__all__ = [
    "ANYTHING",
    "HeldLease",
    "TableMemory",
    "There",
    "approve_beforehand",
    "beating",
    "budget",
    "credit",
    "decide",
    "decide_all",
    "is_leased",
    "leased",
    "left_behind",
    "release",
    "seize",
    "take",
    "watermark",
]
