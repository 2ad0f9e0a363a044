"""The memory of the engine, in memory; survives a crash of the engine as a database would."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from bonbrug.sync.model.bindings import Bound
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.ports.memory import TakenOver
from bonbrug.sync.states.jobs import Intent, Job
from bonbrug.sync.states.person_transitions import Pair
from tests.fakes.rows import Rows
from tests.fakes.rows_memory import RowsMemory
from tests.fakes.weather import Crash


class FakeMemory(RowsMemory):
    """`lost` makes every write a TakenOver; at the write `crash_at` the worker is gone."""

    def __init__(self, state: ConnectionState | None = None) -> None:
        self._rows = Rows(state or ConnectionState())
        self.lines: list[Finding] = []
        self.stages: list[str] = []
        self.lost = False
        self.writes = 0
        self.crash_at = 0

    @property
    def rows(self) -> Rows:
        return self._rows

    @contextmanager
    def fenced(self, label: str) -> Iterator[None]:
        self.alive()
        self.writes += 1
        if self.writes == self.crash_at:
            raise Crash
        yield

    def alive(self) -> None:
        if self.lost:
            raise TakenOver

    def progress(self, stage: str, done: int, total: int) -> None:
        self.alive()
        self.stages.append(stage)

    def _note(self, findings: Sequence[Finding], job: Job | None = None) -> None:
        super()._note(findings, job)
        self.lines.extend(findings)

    def decide(self, job_id: int, decision: Callable[[Pair], Pair]) -> bool:
        """Decide as a person; False when that changes nothing as they stand now."""
        return self._rows.decide(job_id, decision)

    # --- what a test looks at, and changes as a person would -------------------------------------

    @property
    def state_(self) -> ConnectionState:
        return self._rows.state

    @state_.setter
    def state_(self, state: ConnectionState) -> None:
        self._rows.state = state

    @property
    def bound(self) -> dict[tuple[str, str], Bound]:
        return self._rows.bound

    @property
    def history(self) -> set[tuple[str, str, str]]:
        return self._rows.replaced

    @property
    def jobs_(self) -> dict[int, Job]:
        return self._rows.jobs

    @property
    def intents(self) -> dict[int, Intent]:
        return self._rows.intents

    @property
    def items(self) -> dict[tuple[str, str], Finding]:
        return self._rows.items
