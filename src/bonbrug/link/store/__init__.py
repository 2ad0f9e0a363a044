"""sync.ledger.Ledger on the tables of the link: every write under the lease, in one transaction."""

from bonbrug.link.store.lease import Hold, is_leased, release, take
from bonbrug.link.store.ledger import TablesLedger

__all__ = ["Hold", "TablesLedger", "is_leased", "release", "take"]
