"""What the link remembers: connections, what was sent, what needs a person, and the log."""

from bonbrug.link.models.connection import Connection, Lease
from bonbrug.link.models.ledger import Binding, ExportJob, Inbox, Intent, VersionHistory
from bonbrug.link.models.run import Budget, Item, LogLine, Run

__all__ = [
    "Binding",
    "Budget",
    "Connection",
    "ExportJob",
    "Inbox",
    "Intent",
    "Item",
    "Lease",
    "LogLine",
    "Run",
    "VersionHistory",
]
