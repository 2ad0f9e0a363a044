"""The buttons that set a job or its intent: the question of each, its answer, and what must hold.

Of each: how the question comes to be, whether the answer stands after the run that was going on,
and how all ends.
"""

from collections.abc import Callable
from typing import NamedTuple, TypedDict

from tests.proofs.crash.scene import Scene
from tests.proofs.faults.seen import Paper

ORDER = "W1"
# Later than the run that asked about an unknown outcome by more than an hour: it is looked up.
LOOKED_UP = 4 * 20 + 70


class Standing(TypedDict):
    """A job and its intent as they stand; `told`: a run said that somebody had decided."""

    state: str
    decisions: int
    refused: str
    approved: bool
    invoice: str
    outcome: str
    attempts: int
    looked: bool
    named: str
    open: list[str]
    told: bool


class Asked(NamedTuple):
    """A firm with a question at To do; `number` is typed with the answer."""

    paper: Paper
    pk: int
    number: str = ""


class Question(NamedTuple):
    """`stood`: the answer is in the tables, or a run went on from it. `ended`: how it must end."""

    name: str
    kind: str
    button: str
    ask: Callable[[Scene], Asked]
    stood: Callable[[Standing, str], bool]
    ended: Callable[[Standing, str], bool]
    ahead: int = 20
    bills: int = 1


def _linked(stage: Scene, *, older: bool = False, other: bool = False) -> Asked:
    paper = stage.houses.do("open_firm", {ORDER: "SMIT"})
    if older:
        stage.houses.do("make_older", paper, ORDER)
    if other:
        stage.houses.do("become_another", paper)
    return Asked(paper, stage.links.do("link", paper))


def _refused(stage: Scene) -> Asked:
    """The books refused it, and then something changed: the run that comes tries it anew."""
    asked = _linked(stage)
    stage.links.do("refuse", asked.pk)
    stage.houses.do("rename_hours", asked.paper)
    return asked


def _doubtful(stage: Scene) -> Asked:
    asked = _linked(stage, other=True)
    stage.links.do("run_once", asked.pk)
    return asked


def _waiting(stage: Scene) -> Asked:
    asked = _linked(stage, older=True)
    stage.links.do("run_once", asked.pk)
    return asked


def _unknown(stage: Scene) -> Asked:
    asked = _linked(stage)
    stage.links.do("doubt", asked.pk)
    return asked


def _unknown_by_hand(stage: Scene) -> Asked:
    """Somebody made the invoice by hand meanwhile."""
    asked = _unknown(stage)
    return asked._replace(number=stage.houses.do("invoice_by_hand", asked.paper))


def _unknown_and_settled(stage: Scene) -> Asked:
    """Somebody set it to Afgehandeld: nothing is to come of it."""
    asked = _unknown(stage)
    stage.houses.do("settle_by_hand", asked.paper, ORDER)
    return asked


def _settled(now: Standing, number: str) -> bool:
    return now["state"] == "settled" and not now["open"]


QUESTIONS = {
    question.name: question
    for question in (
        Question(
            "refused, try again", "books_refused", "retry", _refused,
            lambda now, number: not now["refused"] and "books_refused" not in now["open"],
            _settled,
        ),
        Question(
            "doubtful, invoice it like this", "relation_other_company", "approve", _doubtful,
            lambda now, number: now["approved"] and not now["refused"],
            _settled,
        ),
        Question(
            "waiting, let it go", "backlog", "accept", _waiting,
            lambda now, number: now["state"] not in ("waiting", "withdrawn"),
            _settled,
        ),
        Question(
            "unknown, try again", "outcome_unknown", "retry", _unknown,
            lambda now, number: now["outcome"] == "done"
            or (now["attempts"] <= 2 and not now["looked"]),
            _settled,
            ahead=LOOKED_UP,
        ),
        Question(
            "unknown, it stands under", "outcome_unknown", "stands_as", _unknown_by_hand,
            lambda now, number: now["invoice"] == number
            or (now["named"] == number and not now["looked"]),
            lambda now, number: _settled(now, number) and now["invoice"] == number,
            ahead=LOOKED_UP,
        ),
        Question(
            "unknown, no invoice", "outcome_unknown", "no_invoice", _unknown_and_settled,
            lambda now, number: now["state"] == "withdrawn",
            lambda now, number: now["state"] == "withdrawn" and not now["open"],
            ahead=LOOKED_UP,
            bills=0,
        ),
    )
}  # fmt: skip
