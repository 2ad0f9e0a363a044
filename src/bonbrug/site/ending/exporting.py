"""Everything of a firm as one ZIP: JSON for programs and pages for people, in both languages.

Rows are read and written in turn. It is made while the firm stands still, in a file that is there
under its name only when it is whole.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from bonbrug.accounts import ending
from bonbrug.accounts.models import Ending, Organisation
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record
from bonbrug.site.ending.firm_records import FirmRecords, tables_of
from bonbrug.site.personal_data.erasing import standing_still
from bonbrug.site.personal_data.words import HOUSES
from bonbrug.values.clock import Clock

LANGUAGES = ("nl", "en")
INDEX = {"nl": "begin-hier.html", "en": "start-here.html"}
TOLD_EVERY = 200  # rows
BLOCK = 1 << 20
Step = Callable[[], None]


class Stopped(Exception):
    """The ending was stopped while its export was being made."""


def path_of(number: int) -> Path:
    """Return where the export of a firm stands until the firm is erased or stays."""
    folder: Path = settings.BONBRUG_DATA / "exports"
    return folder / f"firm-{number}.zip"


def forget(number: int) -> None:
    """Remove the export of a firm."""
    path_of(number).unlink(missing_ok=True)


def export(row: Ending, clock: Clock) -> str:
    """Make the export; return its SHA-256. Raises Busy while a synchronisation goes, or Stopped."""
    organisation = Organisation.objects.get(pk=row.number)
    with standing_still(organisation):
        pass  # none goes now, and none begins in a firm that ends
    path = path_of(row.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".new")
    try:
        with ZipFile(part, "w", ZIP_DEFLATED) as archive:
            write(archive, organisation, _Progress(row, clock))
        return _kept(row, part, clock())
    finally:
        part.unlink(missing_ok=True)


def _kept(row: Ending, part: Path, now: datetime) -> str:
    found = _hash_of(part)
    part.replace(path_of(row.number))
    if not ending.exported(row, found, now):
        forget(row.number)
        raise Stopped
    record(row.number, NewEvent(Kind.EXPORTED, details={"whose": "firm", "as": "zip"}), now)
    return found


class _Progress:
    """Tells now and then how many rows are written; each is written once as JSON and per page."""

    def __init__(self, row: Ending, clock: Clock) -> None:
        self.row, self.clock, self.done, self.of_all = row, clock, 0, 0

    def expect(self, tables: list[FirmRecords]) -> None:
        rows = sum(table.rows.count() for table in tables)
        self.of_all = rows * (1 + len(LANGUAGES))
        self._tell()

    def step(self) -> None:
        self.done += 1
        if self.done % TOLD_EVERY == 0:
            self._tell()

    def _tell(self) -> None:
        if not ending.tell_progress(self.row, self.done, self.of_all, self.clock()):
            raise Stopped


def write(archive: ZipFile, organisation: Organisation, progress: _Progress) -> None:
    """Write all tables, as JSON and as pages."""
    tables = tables_of(organisation.pk)
    progress.expect(tables)
    for table in tables:
        _as_json(archive, table, progress.step)
    for language in LANGUAGES:
        with translation.override(language):
            _as_pages(archive, language, organisation, tables, progress)


def _as_json(archive: ZipFile, table: FirmRecords, step: Step) -> None:
    with archive.open(f"json/{table.house}/{table.name}.json", "w", force_zip64=True) as out:
        before = b"[\n"
        for values in table:
            out.write(before + json.dumps(values, ensure_ascii=False, indent=1).encode())
            before = b",\n"
            step()
        out.write(b"\n]\n")


def _as_pages(
    archive: ZipFile,
    language: str,
    organisation: Organisation,
    tables: list[FirmRecords],
    progress: _Progress,
) -> None:
    about = {"organisation": organisation.name, "now": progress.clock()}
    listed = [(HOUSES[table.house], table.name, _page(language, table)) for table in tables]
    archive.writestr(INDEX[language], _rendered("index", {**about, "tables": listed}))
    for table in tables:
        with archive.open(_page(language, table), "w", force_zip64=True) as out:
            for part in _parts(table, about, progress.step):
                out.write(part)


def _page(language: str, table: FirmRecords) -> str:
    return f"{language}/{table.house}-{table.name}.html"


def _parts(table: FirmRecords, about: dict[str, Any], step: Step) -> Iterator[bytes]:
    yield _rendered("head", {**about, "house": HOUSES[table.house], "name": table.name})
    for values in table:
        yield _rendered("record", {"fields": _told(values.items())})
        step()
    yield _rendered("foot", {})


def _told(values: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Return what a record says, without what is empty."""
    return [
        (name, json.dumps(value, ensure_ascii=False, indent=1) if nested else str(value))
        for name, value in values
        if value not in ("", None, [], {})
        for nested in [isinstance(value, dict | list)]
    ]


def _rendered(part: str, context: dict[str, Any]) -> bytes:
    return render_to_string(f"site/ending/export/{part}.html", context).encode()


def _hash_of(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()
