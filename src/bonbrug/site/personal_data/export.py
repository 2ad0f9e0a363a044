"""All about one person as a ZIP: JSON for programs and pages for people, in both languages.

Rows are read and written in turn, so that a great customer takes no more memory than a small one.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils import translation

from bonbrug.accounts.models import Organisation
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record
from bonbrug.site.personal_data import houses
from bonbrug.site.personal_data.records import OTHER, Records, Values
from bonbrug.site.personal_data.words import HOUSES, WHAT, WHOSE
from bonbrug.values.personal_data import Person

LANGUAGES = ("nl", "en")
NAMES = {"nl": "alles.html", "en": "everything.html"}


def write(organisation: Organisation, person: Person, file: IO[bytes], now: datetime) -> int:
    """Write the ZIP; return how many rows are in it, 0 when nothing is known of this person."""
    tables = [Records(rows, person) for rows in houses.rows_of(organisation, person)]
    there = [table for table in tables if table.rows.exists()]
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        count = sum(_as_json(archive, table) for table in there)
        for language in LANGUAGES:
            with translation.override(language):
                _as_page(archive, NAMES[language], there, _about(organisation, person, now))
    if count:
        details = {"whose": str(person.whose), "key": person.key, "as": "zip"}
        record(organisation.pk, NewEvent(Kind.EXPORTED, details=details), now)
    return count


def _as_json(archive: ZipFile, table: Records) -> int:
    """Write the rows of a table as one JSON list; return how many."""
    count = 0
    with archive.open(f"{table.house}/{table.name}.json", "w", force_zip64=True) as out:
        out.write(b"[")
        for values in table:
            out.write(b",\n" if count else b"\n")
            out.write(json.dumps(values, ensure_ascii=False, indent=1).encode())
            count += 1
        out.write(b"\n]\n")
    return count


def _about(organisation: Organisation, person: Person, now: datetime) -> dict[str, object]:
    return {
        "organisation": organisation.name,
        "whose": WHOSE[person.whose],
        "key": person.key,
        "now": now,
    }


def _as_page(archive: ZipFile, name: str, tables: list[Records], about: dict[str, object]) -> None:
    with archive.open(name, "w", force_zip64=True) as out:
        out.write(_rendered("head", {**about, "nothing": not tables}))
        for table in tables:
            out.write(_rendered("table", {"house": HOUSES[table.house], "name": table.name}))
            for values in table:
                out.write(_rendered("record", {"parts": list(_parts(values))}))
        out.write(_rendered("foot", about))


def _parts(values: Values) -> Iterator[tuple[object, list[tuple[str, str]]]]:
    """Yield what a record says, by what it is, without what is empty."""
    for what, fields in values.items():
        told = [(name, _text(value)) for name, value in fields.items() if value not in ("", None)]
        if told and what != OTHER:
            yield WHAT[what], told
    yield WHAT[OTHER], [(name, _text(value)) for name, value in values[OTHER].items()]


def _text(value: object) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1)
    return str(value)


def _rendered(part: str, context: dict[str, object]) -> bytes:
    return render_to_string(f"site/personal_data/export/{part}.html", context).encode()
