"""What the link remembers: connections, what was sent, what needs a person, log and journal."""

from bonbrug.link.models.agreements import CustomerAgreement
from bonbrug.link.models.bindings import Binding, VersionHistory
from bonbrug.link.models.connection import Connection, Lease
from bonbrug.link.models.dwellings import AddressAnswer
from bonbrug.link.models.jobs import ExportJob, Inbox, Intent, Proposal
from bonbrug.link.models.journal import Event, JournalHead
from bonbrug.link.models.outbox import Digest, Notice
from bonbrug.link.models.readings import LateWrite, ReadingState
from bonbrug.link.models.reconciliation import Reconciliation
from bonbrug.link.models.run import Budget, Item, LogLine, Run, TrialInvoice

__all__ = [
    "AddressAnswer",
    "Binding",
    "Budget",
    "Connection",
    "CustomerAgreement",
    "Digest",
    "Event",
    "ExportJob",
    "Inbox",
    "Intent",
    "Item",
    "JournalHead",
    "LateWrite",
    "Lease",
    "LogLine",
    "Notice",
    "Proposal",
    "ReadingState",
    "Reconciliation",
    "Run",
    "TrialInvoice",
    "VersionHistory",
]
