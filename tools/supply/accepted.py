"""Known holes that do us no harm for now: requirements/accepted_holes.toml."""

import sys
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PAGE = "requirements/accepted_holes.toml"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One hole, by any of its names; `until` is the last day on which it counts."""

    id: str
    why: str
    until: date


def accepted(root: Path) -> list[Accepted]:
    """Read the file; SystemExit where an entry has no id, no reason or no last day."""
    entries = tomllib.loads((root / PAGE).read_text("utf-8")).get("accepted", [])
    for entry in entries:
        texts = all(str(entry.get(name, "")).strip() for name in ("id", "why"))
        if not texts or type(entry.get("until")) is not date:
            sys.exit(f"{PAGE}: every entry needs an id, a reason (why) and a last day (until)")
    return [Accepted(entry["id"], entry["why"], entry["until"]) for entry in entries]
