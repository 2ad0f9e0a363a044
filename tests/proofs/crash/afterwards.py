"""What comes after a fall: it is healed, and looked at."""

from datetime import timedelta
from typing import TypedDict

from bonbrug.link.models import Connection, Run
from bonbrug.link.store import journal
from bonbrug.values.clock import system_clock
from tests.proofs.crash import integrity
from tests.proofs.crash.pace import hurry
from tests.proofs.crash.works import WORKS, be_alone, press
from tests.proofs.faults import memory
from tests.proofs.faults.seen import Kept

BY_A_PERSON = ("answer", "compare")


class Healed(TypedDict):
    """`damage` in the tables, `told`: what is wrong with the journal."""

    kept: Kept
    damage: list[str]
    told: str


class Standing(TypedDict):
    """`due`: it is the turn of this connection; `finished`: every work order is settled."""

    due: bool
    runs: int
    finished: bool


def heal(pk: int, deed: str, ahead: int) -> Healed:
    """Do the deed again where it was a person's, and run once."""
    hurry()
    later = timedelta(minutes=ahead)
    be_alone(pk, later)
    for _ in range(2 if deed in BY_A_PERSON else 0):  # a joined comparison may be a lost one
        WORKS[deed](pk, later)
    assert press(pk, later), "nothing ran"
    told = journal.verify(pk).why
    return Healed(kept=memory.remembered(pk), damage=integrity.damage(), told=told)


def compared(pk: int) -> list[str]:
    """Return what is wrong with the comparisons: one that never ended, or one that saw a gap."""
    asked = Connection.objects.get(pk=pk).reconciliations.order_by("pk")
    broken = [f"comparison {row.pk} never ended" for row in asked if row.finished_at is None]
    last = asked.last()
    if last is None or last.outcome != "done" or last.facts["gaps"]:
        broken.append(f"the last comparison: {last and (last.outcome, last.facts)}")
    return broken


def make_due(*pks: int) -> None:
    Connection.objects.filter(pk__in=pks).update(due_at=system_clock())


def counted(pks: list[int]) -> tuple[int, int]:
    """Return how many runs ended, and how many another worker had to take over."""
    runs = Run.objects.filter(connection__in=pks).exclude(finished_at=None)
    overtaken = runs.filter(outcome="interrupted").count()
    return runs.count() - overtaken, overtaken


def standing(pk: int) -> Standing:
    connection = Connection.objects.get(pk=pk)
    states = {state for _, state, _ in memory.remembered(pk)["jobs"]}
    return Standing(
        due=bool(connection.due_at and connection.due_at <= system_clock()),
        runs=connection.runs.count(),
        finished=states == {"settled"},
    )
