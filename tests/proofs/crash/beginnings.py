"""How the connection of a chapter comes to be."""

from dataclasses import replace
from datetime import timedelta

from bonbrug.jobs import task_queue
from bonbrug.link import actions
from bonbrug.link.models import Connection, Item, Lease
from bonbrug.values.clock import system_clock
from tests.proofs.crash.pace import CYCLE
from tests.proofs.crash.points import Points
from tests.proofs.crash.works import BY_HAND, Crash, run
from tests.proofs.faults import firm, memory
from tests.proofs.faults.seen import Paper

SENDS = 4  # unknown outcomes after which a person is asked
FAR = timedelta(days=7)


def link(paper: Paper) -> int:
    """Make the connection; those of earlier scenes rest from now on."""
    Connection.objects.update(due_at=None, again=False)
    Lease.objects.update(owner="")
    task_queue.forget()
    return memory.link(paper)


def link_and_run(paper: Paper) -> int:
    pk = link(paper)
    assert run(pk, timedelta())
    return pk


def doubt(pk: int) -> None:
    """Lose the same invoice on its way, until the link asks a person."""
    sent = "before AddFactuur"

    def lose(name: str) -> None:
        if name.startswith(sent):
            raise Crash(name)

    Points(lose).install()
    for turn in range(SENDS):
        try:
            run(pk, CYCLE * turn)
        except Crash:
            continue
        raise AssertionError(f"{sent} was not met")
    assert run(pk, CYCLE * SENDS)


def misset(pk: int) -> None:
    """Choose a template that the books do not have, run, and choose the right one again.

    Then exports are put on hold; all kinds of `works.BY_HAND` stand in Te doen.
    """
    _choose(pk, "Onbekend")
    assert run(pk, CYCLE * SENDS)
    _choose(pk, firm.TEMPLATE)
    Connection.objects.filter(pk=pk).update(exports_paused_until=system_clock() + FAR)
    assert run(pk, CYCLE * SENDS)
    open_ones = Item.objects.filter(connection=pk, closed_at=None)
    assert set(open_ones.values_list("kind", flat=True)) == set(BY_HAND), list(open_ones)


def _choose(pk: int, template: str) -> None:
    connection = Connection.objects.get(pk=pk)
    choices = replace(actions.choices_of(connection), template=template)
    actions.choose(connection, choices, None, system_clock())
