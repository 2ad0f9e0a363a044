"""Every way in which a job or its intent may go from one state to another, as data.

The functions of `run_transitions` and `person_transitions` take their way by its name here
and are held to it; `tools/state_diagram.py` draws docs/states.md from the same rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bonbrug.sync.states.jobs import Outcome, State

RUN, PERSON = "run", "person"
Standing = TypeVar("Standing", State, Outcome)


class NotFromHere(ValueError):
    """What happened cannot happen to a job or an intent that stands as this one."""


@dataclass(frozen=True, slots=True)
class Transition(Generic[Standing]):
    """`event` is the name of the function that takes it; `by` is who may."""

    event: str
    by: str
    before: tuple[Standing, ...]
    after: tuple[Standing, ...]

    def check(self, before: Standing, after: Standing) -> None:
        if before not in self.before or after not in self.after:
            raise NotFromHere(f"{self.event}: {before} to {after}")


NEW, WAITING, REFUSED = State.NEW, State.WAITING, State.REFUSED
INTENDED, INVOICED, SETTLED = State.INTENDED, State.INVOICED, State.SETTLED
DECLINED, WITHDRAWN = State.DECLINED, State.WITHDRAWN
GATHERED, COLLECTED = State.GATHERED, State.COLLECTED
TO_MAKE = (NEW, GATHERED, REFUSED, INTENDED, DECLINED, WITHDRAWN)
TO_START = (NEW, REFUSED, DECLINED, WITHDRAWN)

_OF_A_JOB: tuple[Transition[State], ...] = (
    Transition("judged", RUN, TO_MAKE, TO_MAKE),
    Transition("refused", RUN, TO_MAKE, (REFUSED,)),
    Transition("intended", RUN, TO_MAKE, (INTENDED,)),
    Transition("gathered", RUN, TO_MAKE, (GATHERED,)),
    Transition("joined", RUN, (GATHERED,), (COLLECTED,)),
    Transition("gathered_again", RUN, (COLLECTED,), (COLLECTED,)),
    Transition("let_go", RUN, (COLLECTED,), (NEW,)),
    Transition("invoiced_with", RUN, (COLLECTED,), (INVOICED,)),
    Transition("dropped_with", RUN, (COLLECTED,), (WITHDRAWN,)),
    Transition("looked_for", RUN, (INTENDED, WITHDRAWN), (INTENDED,)),
    Transition("begun_anew", RUN, (INTENDED, WITHDRAWN), (NEW,)),
    Transition("withdrawn", RUN, (*TO_MAKE, WAITING), (WITHDRAWN,)),
    Transition("invoiced", RUN, TO_MAKE, (INVOICED,)),
    Transition("found_as_named", RUN, (INTENDED,), (INVOICED,)),
    Transition("verified", RUN, (INVOICED,), (INVOICED,)),
    Transition("settled", RUN, (INVOICED,), (SETTLED,)),
    Transition("reopened", RUN, (SETTLED, WITHDRAWN), (SETTLED, WITHDRAWN)),
    Transition("closed", RUN, (INVOICED,), (SETTLED,)),
    Transition("anew", RUN, (SETTLED,), (NEW,)),
    Transition("missed", RUN, (SETTLED,), (SETTLED,)),
    Transition("seen_again", RUN, (SETTLED,), (SETTLED,)),
    Transition("release", PERSON, (WAITING,), (NEW,)),
    Transition("collect_now", PERSON, (GATHERED,), (GATHERED,)),
    Transition("approve", PERSON, (REFUSED,), (REFUSED,)),
    Transition("approve_beforehand", PERSON, TO_START, TO_START),
    Transition("approve_unseen", PERSON, (SETTLED,), (NEW,)),
    Transition("retry", PERSON, (REFUSED,), (REFUSED,)),
    Transition("decline", PERSON, (REFUSED,), (DECLINED,)),
    Transition("reconsider", PERSON, (DECLINED,), (NEW,)),
    Transition("credit", PERSON, (SETTLED,), (NEW,)),
    Transition("credit_with", PERSON, (SETTLED,), (COLLECTED,)),
    Transition("drop_credit", PERSON, (REFUSED,), (WITHDRAWN,)),
    Transition("leave", PERSON, (SETTLED, WITHDRAWN), (SETTLED, WITHDRAWN)),
    Transition("no_invoice", PERSON, (INTENDED,), (WITHDRAWN,)),
)
_OF_AN_INTENT: tuple[Transition[Outcome], ...] = (
    Transition("claimed", RUN, (Outcome.CLAIMED, Outcome.REFUSED), (Outcome.CLAIMED,)),
    Transition("stamped", RUN, (Outcome.CLAIMED, Outcome.SENT), (Outcome.SENT,)),
    Transition("not_sent", RUN, (Outcome.SENT,), (Outcome.CLAIMED, Outcome.SENT)),
    Transition("doubted", RUN, (Outcome.SENT,), (Outcome.SENT,)),
    Transition("rested", RUN, (Outcome.SENT,), (Outcome.SENT,)),
    Transition("given_up", RUN, (Outcome.CLAIMED, Outcome.SENT),
               (Outcome.RELEASED, Outcome.REFUSED)),
    Transition("taken", RUN, (Outcome.SENT,), (Outcome.TAKEN,)),
    Transition("released", RUN, (Outcome.TAKEN,), (Outcome.RELEASED,)),
    Transition("done", RUN, (Outcome.CLAIMED, Outcome.SENT, Outcome.REFUSED), (Outcome.DONE,)),
    Transition("stands_as", PERSON, (Outcome.SENT,), (Outcome.SENT,)),
    Transition("look_again", PERSON, (Outcome.SENT,), (Outcome.SENT,)),
)  # fmt: skip


def _by_event(rows: Iterable[Transition[Standing]]) -> dict[str, Transition[Standing]]:
    return {row.event: row for row in rows}


OF_A_JOB, OF_AN_INTENT = _by_event(_OF_A_JOB), _by_event(_OF_AN_INTENT)
# How each begins: with the work order that is seen, with the number that is claimed.
FIRST_OF_A_JOB, FIRST_OF_AN_INTENT = (NEW, WAITING), (Outcome.CLAIMED,)
