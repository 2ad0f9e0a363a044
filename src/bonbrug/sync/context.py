"""What holds during a whole run: both sides, the memory, the clock and the settings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bonbrug.sync.marker import Markers
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.field_service import FieldService
from bonbrug.sync.ports.memory import Memory
from bonbrug.values.clock import Clock, accounting_day


@dataclass(frozen=True, slots=True)
class Ports:
    """Both sides and the memory between them."""

    books: Bookkeeping
    field: FieldService
    memory: Memory


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
