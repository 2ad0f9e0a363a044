"""What may come of a drifted answer, and what may not."""

from collections import Counter
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from bonbrug.sync.model.failures import Failure
from tests.proofs.drift import json_drift, xml_drift
from tests.proofs.drift.playback import NewEvent, Recorded
from tests.proofs.drift.xml_drift import Drifted

# No amount depends on these: at most a person is asked, or is not asked, about them.
ONLY_ASKED_ABOUT = {"Travel", "MaterialFreeField3", "MaterialFreeField4", "MaterialFreeField5"}
NOTHING: tuple[object, ...] = ("", None, ())


@dataclass
class Tally:
    """How many drifts ended how; `blanked` by element name, `wrong` what no answer may do."""

    counts: Counter[str] = field(default_factory=Counter)
    blanked: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def tally(recorded: Recorded) -> Tally:
    """Read a recorded answer in all its drifted forms."""
    body = recorded.path.read_bytes()
    drifts = (xml_drift if recorded.path.suffix == ".xml" else json_drift).drifts(body)
    good, found = recorded.told(), Tally()
    for drift in drifts:
        word = _outcome(recorded, good, drift)
        if word == "changed" and drift.where.rpartition("/")[2] in ONLY_ASKED_ABOUT:
            word = "asked"
        found.counts[word] += 1
        if word == "blanked":
            found.blanked.add(drift.where.rpartition("/")[2])
        elif word == "changed" or (word == "fewer" and drift.way != "drop"):
            found.wrong.append(f"{word}: {drift}")
    return found


def _outcome(recorded: Recorded, good: NewEvent, drift: Drifted) -> str:
    try:
        return verdict(good, recorded.told(drift.body))
    except Failure:
        return "refused"


def verdict(good: NewEvent, told: NewEvent) -> str:
    """Say what came of it.

    ``same``; ``quarantined``: some rows are named as unreadable, the others are as they were;
    ``blanked``: a field is empty that was not; ``fewer``: rows are gone without a word;
    ``changed``: anything else.
    """
    strange = [row for row in told.rows if row not in good.rows]
    if strange:
        blank = all(any(_is_blanked(row, other) for other in good.rows) for row in strange)
        return "blanked" if blank else "changed"
    lost = sum(row not in told.rows for row in good.rows)
    if not lost and len(told.unread) == len(good.unread):
        return "same"
    if len(told.unread) >= lost:
        return "quarantined"
    return "fewer" if good.is_list else "changed"


def _is_blanked(row: Any, good: Any) -> bool:
    """Tell whether the row is the good one with some fields empty, also further inside."""
    if row == good or row in NOTHING:
        return True
    if isinstance(row, tuple) and isinstance(good, tuple):
        return len(row) == len(good) and all(map(_is_blanked, row, good))
    if type(row) is not type(good) or not is_dataclass(row):
        return False
    return all(
        _is_blanked(getattr(row, each.name), getattr(good, each.name)) for each in fields(row)
    )
