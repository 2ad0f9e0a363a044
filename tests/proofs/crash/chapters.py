"""The parts of the life of a link, each with a beginning and a deed in which somebody falls."""

from collections.abc import Callable
from typing import NamedTuple

from tests.proofs.crash.forks import Forks
from tests.proofs.faults.seen import Paper


class Staged(NamedTuple):
    """A firm and its connection; `orders` must all be invoiced once in the end.

    `turns`: what a person changed → the turn of its newest value; `turn`: how often it went on;
    `ahead`: minutes that its clock is ahead.
    """

    paper: Paper
    pk: int
    orders: tuple[str, ...]
    turns: dict[str, int]
    turn: int = 1
    ahead: int = 0


class Chapter(NamedTuple):
    """`deed` (deeds.WORKS) is done once on what `begin` prepared, or on what `go_on` adds to it."""

    name: str
    deed: str
    begin: Callable[[Forks, Forks], Staged]
    go_on: Callable[[Forks, Staged], Staged] | None = None


def _first(houses: Forks, links: Forks) -> Staged:
    """Nothing was ever imported; one side has just changed."""
    paper = houses.do("open_firm", {})
    turns = houses.do("change", paper, 1)
    return Staged(paper, links.do("link", paper), (), turns)


def _later(houses: Forks, links: Forks) -> Staged:
    paper = houses.do("open_firm", {"W0": "SMIT"})
    pk = links.do("link_and_run", paper)
    return _next(houses, Staged(paper, pk, ("W0",), {}, turn=0))


def _next(houses: Forks, staged: Staged) -> Staged:
    """Invoices were paid in part, both sides changed, and two work orders are ready."""
    turn = staged.turn + 1
    houses.do("pay", staged.paper)
    new = {f"W{turn}1": f"NIEUW{turn}", f"W{turn}2": "SMIT"}
    houses.do("complete", staged.paper, new)
    turns = houses.do("change", staged.paper, 2 * turn)
    return staged._replace(orders=(*staged.orders, *new), turns=turns, turn=turn)


def _in_doubt(houses: Forks, links: Forks) -> Staged:
    """A person has to answer four questions: see deeds.BY_HAND."""
    paper = houses.do("open_firm", {"OLD": "SMIT", "W1": "SMIT"})
    houses.do("make_older", paper, "OLD")
    pk = links.do("link", paper)
    links.do("doubt", pk)
    houses.do("complete", paper, {"W2": "SMIT"})
    links.do("misset", pk)
    return Staged(paper, pk, ("W1", "W2", "OLD"), {})


def _finished(houses: Forks, links: Forks) -> Staged:
    paper = houses.do("open_firm", {"W0": "SMIT"})
    return Staged(paper, links.do("link_and_run", paper), ("W0",), {})


FIRST = Chapter("first import", "run", _first)
LATER = Chapter("later run", "press", _later, _next)
ANSWERS = Chapter("Te doen", "answer", _in_doubt)
COMPARED = Chapter("comparison", "compare", _finished)
CHAPTERS = (FIRST, LATER, ANSWERS, COMPARED)
