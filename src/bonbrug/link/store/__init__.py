"""sync.ledger.Ledger on the tables of the link: every write under the lease, in one transaction."""

from bonbrug.link.store import watermark
from bonbrug.link.store.lease import (
    Hold,
    beating,
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
    "is_leased",
    "left_behind",
    "release",
    "take",
    "watermark",
]
