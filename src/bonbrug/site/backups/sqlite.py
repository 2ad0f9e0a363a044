"""SQLite: a copy of one moment that SQLite itself makes while others read and write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from bonbrug.site.backups import Impossible, archive
from bonbrug.site.backups.archive import PIECE, Reading, Writing

PART = "bonbrug.sqlite3"
Migrations = list[list[str]]
Rows = dict[str, int]


def write(into: Writing, beside: Path) -> tuple[Migrations, Rows]:
    """Copy the database to a file beside the backup, look it over, and put it in."""
    copy = beside.with_name(f".{beside.name}.{os.getpid()}.sqlite3.new")
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        found = looked_over(copy)
        with copy.open("rb") as source, into.part(PART) as sink:
            while piece := source.read(PIECE):
                sink.write(piece)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise Impossible(f"the database cannot be copied ({error}); no backup was made") from error
    finally:
        copy.unlink(missing_ok=True)
    return found


def looked_over(path: Path) -> tuple[Migrations, Rows]:
    """Read all of a copy; return its migrations and how many rows each table has."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as line:
        said = str(line.execute("PRAGMA integrity_check(1)").fetchone()[0])
        if said != "ok":
            raise Impossible(f"the database is damaged ({said}); no backup was made or restored")
        names = line.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite#_%'"
            " ESCAPE '#' ORDER BY name"
        ).fetchall()
        rows = {name: _count(line, name) for (name,) in names}
        done = line.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return [list(pair) for pair in done], rows


def _count(line: sqlite3.Connection, table: str) -> int:
    question = " ".join(("SELECT count(*) FROM", connection.ops.quote_name(table)))
    return int(line.execute(question).fetchone()[0])


def must_be_empty() -> None:
    """Impossible when a database stands there, or a log of one: that would be mixed in."""
    _must_be_free(Path(settings.DATABASES["default"]["NAME"]))


def _must_be_free(path: Path) -> None:
    """A file without a table is what any command leaves that only looked."""
    if path.exists() and _is_bare(path):
        path.unlink()
    for there in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
        if there.exists():
            raise Impossible(f"{there} exists already; move it away, nothing was restored")


def _is_bare(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as line:
            return not line.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError:
        return False


@contextmanager
def put_back(reading: Reading) -> Iterator[None]:
    """In the block the database is the copy; after it the copy gets its name, or goes away."""
    path = Path(settings.DATABASES["default"]["NAME"])
    copy = path.with_name(f"{path.name}.{os.getpid()}.new")
    connection.close()
    try:
        with copy.open("xb") as sink:
            for piece in reading.pieces(PART):
                sink.write(piece)
        if looked_over(copy)[1] != reading.manifest.rows:
            raise Impossible("the copy does not hold what its manifest says; nothing was restored")
        connection.settings_dict["NAME"] = str(copy)
        yield
        connection.close()  # the last line out writes the log of the database into it
        _on_disk(copy)
        _must_be_free(path)
        copy.replace(path)
        archive.settle(path.parent)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = path
        for end in ("", "-wal", "-shm"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)


def _on_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
