"""The list of ended firms beside the database: a backup of before knows nothing of it.

What stands on it is the proof that the host has anyhow: numbers, days and digests. It is in the
data folder and in the folder of the backups, as the list of erased customers is. It is followed
after restoring only: a new installation may have another firm with this number and name.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from bonbrug.accounts.ending import Proof, proof_of
from bonbrug.accounts.models import Ending, Organisation
from bonbrug.site.personal_data.outside_list import whose

NAME = "ended.json"


def note(organisation: Organisation, row: Ending) -> None:
    """Put a firm on the list, before anything of it goes."""
    _write({**_listed(), whose(organisation): proof_of(row)})


def take_over(folder: Path) -> None:
    """Add the list that stands beside a backup."""
    _write({**_read(folder / NAME), **_listed()})


def not_ended_here() -> Iterator[tuple[Organisation, Proof]]:
    """Yield what is on the list and lives in this database: it is of before the end."""
    listed = _listed()
    for firm in Organisation.objects.all() if listed else ():
        if whose(firm) in listed:
            yield firm, listed[whose(firm)]


def _listed() -> dict[str, Proof]:
    return _read(settings.BONBRUG_DATA / NAME)


def _read(path: Path) -> dict[str, Proof]:
    found: dict[str, Proof] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def _write(entries: dict[str, Proof]) -> None:
    text = json.dumps(entries, sort_keys=True)
    for folder in _folders():
        part = folder / f".{NAME}.new"
        part.write_text(text, "utf-8")
        part.replace(folder / NAME)


def _folders() -> Iterator[Path]:
    yield settings.BONBRUG_DATA
    if settings.BONBRUG_BACKUPS and Path(settings.BONBRUG_BACKUPS).is_dir():
        yield Path(settings.BONBRUG_BACKUPS)
