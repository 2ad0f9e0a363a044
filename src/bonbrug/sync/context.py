"""What holds during a whole run: both sides, the memory, the clock and the settings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bonbrug.sync.marker import Markers
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.agreements import Agreements
from bonbrug.sync.ports.bindings import Bindings
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.dwellings import Dwellings
from bonbrug.sync.ports.field_service import FieldService
from bonbrug.sync.ports.findings import Findings
from bonbrug.sync.ports.history import History
from bonbrug.sync.ports.jobs import Jobs
from bonbrug.sync.ports.memory import Memory
from bonbrug.sync.ports.run_memory import RunMemory
from bonbrug.values.clock import Clock, accounting_day


@dataclass(frozen=True, slots=True)
class Ports:
    """Both sides and the memory between them, whole and by what it is asked for.

    `foreseen` stands in for the bindings of the memory in a run that only looks.
    """

    books: Bookkeeping
    field: FieldService
    memory: Memory
    foreseen: Bindings | None = None

    @property
    def agreements(self) -> Agreements:
        return self.memory

    @property
    def dwellings(self) -> Dwellings:
        return self.memory

    @property
    def bindings(self) -> Bindings:
        return self.foreseen or self.memory

    @property
    def jobs(self) -> Jobs:
        return self.memory

    @property
    def findings(self) -> Findings:
        return self.memory

    @property
    def history(self) -> History:
        return self.memory

    @property
    def run_memory(self) -> RunMemory:
        return self.memory


@dataclass(frozen=True, slots=True)
class RunContext:
    """What holds during a whole run; `quiet`: how long an unknown outcome rests first."""

    choices: SyncSettings
    markers: Markers
    clock: Clock
    now: datetime
    quiet: timedelta

    @property
    def today(self) -> date:
        return accounting_day(self.now)
