"""sync.ledger.Ledger on the tables of the link: every write under the lease, in one transaction."""

from bonbrug.link.store import budget, watermark
from bonbrug.link.store.lease import (
    Hold,
    beating,
    held,
    is_leased,
    left_behind,
    release,
    take,
)
from bonbrug.link.store.ledger import TablesLedger

__all__ = [
    "Hold",
    "TablesLedger",
    "beating",
    "budget",
    "held",
    "is_leased",
    "left_behind",
    "release",
    "take",
    "watermark",
]
