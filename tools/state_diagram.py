"""Write docs/states.md: the states of a job and its intent, drawn from the tables of the engine.

What each transition means is the docstring of the function that takes it.
"""

import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from tools import generated

from bonbrug.sync.states import person_transitions, run_transitions, state_table
from bonbrug.sync.states.jobs import Outcome, State
from bonbrug.sync.states.state_table import PERSON, Standing, Transition

PAGE = Path(__file__).parents[1] / "docs/states.md"
OPENING = """\
# The states of a job and its intent

Made by `make states` from `src/bonbrug/sync/states/state_table.py`: a change belongs there.

A *job* is one work order on its way to an invoice; its *intent* is the invoice, frozen whole before
the first byte of it leaves. Nobody sets a state but the functions named here, and each of them
refuses a state from which it may not be taken. What a person does by a button is marked, and each
of those counts: a run that read the job before writes nothing over it, says so in the log, and
leaves the work order to the next run.
"""
JOB = """\
## A job

It begins when the work order is first seen: new, or waiting when it is old or one of many.
"""
INTENT = """\
## Its intent

It begins when a number is claimed. Its job is then intended, or, when a person withdrew the job
while the outcome was unknown, withdrawn. Released ends it: a job that goes on gets another one.
"""
# One button decides about the job and, in its second paragraph, about its intent.
SECOND = {"look_again": person_transitions.retry}


def page() -> str:
    """Return what the page must say."""
    job, intent = state_table.OF_A_JOB, state_table.OF_AN_INTENT
    return "\n".join(
        [
            OPENING,
            JOB,
            *_drawing(job, state_table.FIRST_OF_A_JOB, State),
            *_table(job),
            INTENT,
            *_drawing(intent, state_table.FIRST_OF_AN_INTENT, Outcome),
            *_table(intent),
        ]
    )


def _drawing(
    rows: Mapping[str, Transition[Standing]], first: Sequence[StrEnum], states: type[StrEnum]
) -> Iterator[str]:
    yield "```mermaid\nstateDiagram-v2"
    yield from (f"    [*] --> {state}" for state in first)
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in rows.values():
        for before, after in _moves(row):
            arrows.setdefault((before, after), []).append(_label(row))
    for (before, after), labels in sorted(
        arrows.items(), key=lambda arrow: _place(arrow[0], states)
    ):
        yield f"    {before} --> {after}: {', '.join(labels)}"
    yield "```\n"


def _moves(row: Transition[Standing]) -> Iterator[tuple[str, str]]:
    """Yield each arrow; a transition with the same states on both sides leaves each as it is."""
    stays = row.before == row.after
    for before in row.before:
        yield from ((str(before), str(after)) for after in ((before,) if stays else row.after))


def _place(arrow: tuple[str, str], states: type[StrEnum]) -> list[int]:
    order = [str(state) for state in states]
    return [order.index(state) for state in arrow]


def _label(row: Transition[Standing]) -> str:
    return f"{row.event} (a {PERSON})" if row.by == PERSON else row.event


def _table(rows: Mapping[str, Transition[Standing]]) -> Iterator[str]:
    yield "| by | transition | from | to | meaning |\n|---|---|---|---|---|"
    for row in rows.values():
        before, after = (
            _words(row.before),
            "the same" if row.before == row.after else _words(row.after),
        )
        yield f"| {row.by} | `{row.event}` | {before} | {after} | {_meaning(row.event)} |"
    yield ""


def _words(states: Iterable[StrEnum]) -> str:
    return ", ".join(map(str, states))


def _meaning(event: str) -> str:
    """Return the paragraph in which the function says what it is."""
    found = getattr(person_transitions, event, None) or getattr(run_transitions, event, None)
    paragraphs = (inspect.getdoc(SECOND.get(event, found)) or "").split("\n\n")
    return " ".join(paragraphs[event in SECOND].split())


if __name__ == "__main__":
    sys.stdout.write(generated.write({PAGE: page()}))
