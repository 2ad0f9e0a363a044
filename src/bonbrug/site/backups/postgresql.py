"""PostgreSQL: every table by COPY in one snapshot, and back in one transaction.

Not pg_dump: it has to be at hand, of the server's version or newer, and gets the way in once more.
COPY needs nothing but the line that there is. The tables are made by the migrations of this
program, so a backup of an older version is restored as that version and then brought up to date.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import Cursor, sql

from bonbrug.site.backups import Impossible
from bonbrug.site.backups.archive import Manifest, Reading, Writing

MIGRATIONS = "django_migrations"
OF_THE_QUEUE = "huey_"  # it only wakes, so what waits in it may get lost
Migrations = list[list[str]]
Columns = dict[str, list[str]]
COLUMNS = """
    SELECT c.table_name, c.column_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE table_schema = current_schema() AND t.table_type = 'BASE TABLE'
    AND c.is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position
"""
SEQUENCES = """
    SELECT c.table_name, c.column_name, s.last_value FROM information_schema.columns c
    JOIN pg_sequences s ON s.schemaname = c.table_schema AND format('%I.%I', s.schemaname,
        s.sequencename) = pg_get_serial_sequence(format('%I.%I', c.table_schema, c.table_name),
        c.column_name)
    WHERE c.table_schema = current_schema() AND s.last_value IS NOT NULL
"""


def part(table: str) -> str:
    return f"tables/{table}"


@contextmanager
def _line() -> Iterator[Cursor[tuple[str, ...]]]:
    """The driver's own cursor: Django's has no COPY."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        yield cursor


def columns() -> Columns:
    """Return the columns of every table of ours that is there, the queue's left out."""
    found: Columns = {}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column in cursor.fetchall():
            if not table.startswith(OF_THE_QUEUE):
                found.setdefault(table, []).append(column)
    return found


def write(into: Writing) -> tuple[Migrations, dict[str, int], dict[str, int], Columns]:
    """Copy all tables as they are at one moment; return migrations, rows, sequences, columns."""
    tables = columns()
    _must_be_ours(tables)
    with transaction.atomic(), _line() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # The locks first: the moment is that of the first question, and no table may change then.
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        cursor.execute(sql.SQL("LOCK TABLE {} IN ACCESS SHARE MODE").format(names))
        rows = {table: _out(cursor, into, table, tables[table]) for table in tables}
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        done = [list(pair) for pair in cursor.fetchall()]
        cursor.execute(SEQUENCES)
        last = {f"{table}.{column}": int(value) for table, column, value in cursor.fetchall()}
    return done, rows, last, tables


def _must_be_ours(tables: Columns) -> None:
    """Every house of the database has to be open: its tables would be left out unseen."""
    ours = {*connection.introspection.django_table_names(), MIGRATIONS}
    others = sorted(set(tables) - ours)
    if others:
        raise Impossible(
            f"the database also holds {', '.join(others[:3])}, which is not of the houses that are"
            " open here: set BONBRUG_HOUSES to all of them, or give other programs a database of"
            " their own; no backup was made"
        )


def _copy(verb: str, table: str, names: Sequence[str]) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    return sql.SQL("COPY {} ({}) " + verb).format(sql.Identifier(table), listed)


def _out(cursor: Cursor[tuple[str, ...]], into: Writing, table: str, names: list[str]) -> int:
    with into.part(part(table)) as sink, cursor.copy(_copy("TO STDOUT", table, names)) as copy:
        for piece in copy:
            sink.write(piece)
    return cursor.rowcount


def must_be_empty() -> None:
    """Impossible when the database holds a table besides those of the queue."""
    there = sorted(columns())
    if there:
        raise Impossible(
            f"the database holds {there[0]} already; make an empty one, nothing was restored"
        )


@contextmanager
def put_back(reading: Reading) -> Iterator[None]:
    """Make the tables and fill them, in one transaction that ends with the block."""
    with transaction.atomic():
        _make_tables(reading.manifest)
        _fill(reading)
        yield


def _make_tables(manifest: Manifest) -> None:
    executor = MigrationExecutor(connection)
    targets = [(app, name) for app, name in manifest.migrations]
    executor.migrate(targets)
    made = {table: sorted(names) for table, names in columns().items()}
    if made != {table: sorted(names) for table, names in manifest.columns.items()}:
        raise Impossible(
            "the tables of this backup are not those that its migrations make; restore it with"
            " the version that made it, nothing was restored"
        )


def _fill(reading: Reading) -> None:
    tables = reading.manifest.columns
    names = [sql.Identifier(table) for table in tables]
    with _line() as cursor:
        # What the tables guard was guarded when it was written; the keys between them still count.
        for name in names:
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
        cursor.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in tables:
            _in(cursor, reading, table)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))
        for place, last in reading.manifest.sequences.items():
            table, _, column = place.partition(".")
            cursor.execute("SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), %s)",
                           [table, column, last])  # fmt: skip


def _in(cursor: Cursor[tuple[str, ...]], reading: Reading, table: str) -> None:
    manifest = reading.manifest
    with cursor.copy(_copy("FROM STDIN", table, manifest.columns[table])) as copy:
        for piece in reading.pieces(part(table)):
            copy.write(piece)
    if cursor.rowcount != manifest.rows.get(table):
        raise Impossible(f"{table} does not hold what its manifest says; nothing was restored")
