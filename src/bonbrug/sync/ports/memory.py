"""The third port: what the engine remembers between runs, written under a lease.

Every method that writes may raise `TakenOver`: another worker has the lease, so this run must stop
at once. Each write is one transaction; nothing is half there after a crash. What writes a job or an
intent raises `DecidedMeanwhile` when its `decisions` are not those that were read.
"""

from typing import Protocol

from bonbrug.sync.ports.agreements import Agreements
from bonbrug.sync.ports.bindings import Bindings
from bonbrug.sync.ports.dwellings import Dwellings
from bonbrug.sync.ports.findings import Findings
from bonbrug.sync.ports.history import History
from bonbrug.sync.ports.jobs import Jobs
from bonbrug.sync.ports.run_memory import RunMemory


class TakenOver(Exception):
    """The lease is no longer ours."""


class Memory(Agreements, Dwellings, Bindings, Jobs, Findings, History, RunMemory, Protocol):
    """The memory of one connection: seven ports in one, because some writes touch several.

    Who needs one of them takes that one (`Ports` names them).
    """
