"""What is known of a connection at the start of a run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bonbrug.sync.model.readings import LateWrite, Listing, ReadingState


@dataclass(frozen=True, slots=True)
class ExportStop:
    """Exports stopped because a setting cannot work; tried again after a change or an hour."""

    code: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """What is known of the connection at the start of a run."""

    activated_on: date | None = None
    books_key: str = ""
    backlog_judged: bool = False
    statuses_made: bool = False
    exports_paused: bool = False
    last_number: str = ""
    readings: Mapping[Listing, ReadingState] = field(default_factory=dict)
    late_writes: Sequence[LateWrite] = ()
    stop: ExportStop | None = None
    swept_at: datetime | None = None
