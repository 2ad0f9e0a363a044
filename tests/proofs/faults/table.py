"""The verdicts as a table: a row per call, a column per fault, of how many visits held."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tests.proofs.faults.matrix import CALLS, FAULTS
from tests.proofs.faults.walkers import NewEvent


def table(told: Sequence[NewEvent]) -> str:
    """Return the table in Markdown; a cell says held/played, and – when it was not played."""
    by: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in told:
        by[one["call"], one["fault"]].append(one["word"])
    rows = [
        "| call | " + " | ".join(fault.value.replace("_", " ") for fault in FAULTS) + " |",
        "|---" * (len(FAULTS) + 1) + "|",
    ]
    for call in CALLS:
        found = [_held(by[call, fault.value]) for fault in FAULTS]
        rows.append(f"| {call} | " + " | ".join(found) + " |")
    return "\n".join(["", *rows, ""])


def _held(words: Sequence[str]) -> str:
    return f"{words.count('held')}/{len(words)}" if words else "–"


def summary(told: Sequence[NewEvent]) -> str:
    """Count the verdicts, and the runs that healing took."""
    words = Counter(one["word"] for one in told)
    counted = ", ".join(f"{times} {word}" for word, times in sorted(words.items()))
    longest = max((one["cycles"] for one in told), default=0)
    return f"{len(told)} cells: {counted}. Right after at most {longest} runs without faults."
