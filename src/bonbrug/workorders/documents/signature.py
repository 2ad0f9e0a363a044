"""Whether what a customer signed for is still there, and which lines differ since."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from bonbrug.workorders.actions.signed_content import (
    Content,
    canonical,
    code_of,
    content_of,
    names_in,
)
from bonbrug.workorders.models import WorkOrder

Line = Mapping[str, Any]
LISTS = ("periods", "materials")
REST = ("charged_minutes", "discount", "finished", "signed")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of the content, by its name there; a line that is not there is None."""

    part: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Check:
    """`kept` tells whether the code is still the one of what was kept beside it."""

    kept: bool
    differences: tuple[Difference, ...]

    @property
    def unchanged(self) -> bool:
        return self.kept and not self.differences


def check_signature(order: WorkOrder) -> Check | None:
    """Reckon the code of a work order again from what is there; None when none was kept."""
    return content_and_check(order)[1]


def content_and_check(order: WorkOrder) -> tuple[Content, Check | None]:
    """Return what is there, with names of hour types as they were signed for, and the check."""
    then = signed_for(order)
    now = content_of(order, names_in(then) if then else None)
    if then is not None:
        return now, Check(kept=True, differences=tuple(_differences(then, now)))
    return now, Check(kept=False, differences=()) if order.signed_code else None


def signed_for(order: WorkOrder) -> Content | None:
    """Return what was signed for; None when it was not kept, or the code is not the one of it."""
    if not order.signed_code or code_of(order.signed_content) != order.signed_code:
        return None
    read: Content = json.loads(order.signed_content)
    return read


def _differences(then: Content, now: Content) -> Iterator[Difference]:
    if canonical(then) == canonical(now):
        return
    before: Any = then
    after: Any = now
    for name, value in before["order"].items():
        if after["order"][name] != value:
            yield Difference(name, value, after["order"][name])
    for name in LISTS:
        yield from _of_lines(name, before[name], after[name])
    for name in REST:
        if before[name] != after[name]:
            yield Difference(name, before[name], after[name])


def _of_lines(part: str, then: Sequence[Line], now: Sequence[Line]) -> Iterator[Difference]:
    """Pair the lines that were changed; those that stay as they are do not matter."""
    old, new = ([json.dumps(line, sort_keys=True) for line in lines] for lines in (then, now))
    paired = SequenceMatcher(a=old, b=new, autojunk=False)
    for what, first, last, begin, end in paired.get_opcodes():
        if what != "equal":
            for before, after in zip_longest(then[first:last], now[begin:end]):
                yield Difference(part, before, after)
