"""The list of erased customers beside the database: a backup of before an erasure knows of none.

Numbers only. It stands in the data folder and in the folder of the backups, so that it is there
when one of those is put back.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from bonbrug.accounts.keys import digest
from bonbrug.accounts.models import Erasure, Organisation

NAME = "erased.json"
Entry = tuple[str, str]  # a digest of whose customer it is, and the folded number


def note(organisation: Organisation, code: str) -> None:
    """Put an erasure on the list, before what it erases goes."""
    _write({*_listed(), (_whose(organisation), code)})


def strike(organisation: Organisation, code: str) -> None:
    """Take an erasure off the list: somebody is a customer again."""
    _write(_listed() - {(_whose(organisation), code)})


def strike_all(organisation: Organisation) -> None:
    """Take everything of a firm off the list: it ends, and is on the list of those."""
    whose = _whose(organisation)
    _write({(one, code) for one, code in _listed() if one != whose})


def take_over(folder: Path) -> None:
    """Add the list that stands beside a backup."""
    _write(_listed() | _read(folder / NAME))


def not_erased_here() -> Iterator[tuple[Organisation, str]]:
    """Yield what is on the list and not erased in this database: it is of before that."""
    listed = _listed()
    if not listed:
        return
    firms = {_whose(one): one for one in Organisation.objects.all()}
    done = set(Erasure.objects.values_list("organisation_id", "code"))
    for whose, code in sorted(listed):
        firm = firms.get(whose)
        if firm is not None and (firm.pk, code) not in done:
            yield firm, code


def whose(organisation: Organisation) -> str:
    """Return how a firm stands on a list beside the database, without its name."""
    return _whose(organisation)


def _whose(organisation: Organisation) -> str:
    """Another firm in another database may have the same number."""
    return digest(f"{organisation.pk} {organisation.name}")


def _listed() -> set[Entry]:
    return _read(settings.BONBRUG_DATA / NAME)


def _read(path: Path) -> set[Entry]:
    if not path.exists():
        return set()
    rows: list[Entry] = json.loads(path.read_text("utf-8"))
    return {(whose, code) for whose, code in rows}


def _write(entries: set[Entry]) -> None:
    text = json.dumps(sorted(entries), ensure_ascii=False)
    for folder in _folders():
        part = folder / f".{NAME}.new"
        part.write_text(text, "utf-8")
        part.replace(folder / NAME)


def _folders() -> Iterator[Path]:
    yield settings.BONBRUG_DATA
    if settings.BONBRUG_BACKUPS and Path(settings.BONBRUG_BACKUPS).is_dir():
        yield Path(settings.BONBRUG_BACKUPS)
