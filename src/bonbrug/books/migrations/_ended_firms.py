"""The triggers of the ledger anew: posted entries may go once the time of their firm is over.

They can be changed as little as before.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bonbrug.books.migrations._double_entry import POSTED

FIRM = """SELECT 1 FROM accounts_ending JOIN books_administration
            ON books_administration.organisation_id = accounts_ending.number
        {entry} AND erased_at IS NULL AND exported_at IS NOT NULL AND ends_at <= {now}"""
OF_ENTRY = FIRM.replace("{entry}", "WHERE books_administration.id = OLD.administration_id")
OF_LINE = FIRM.replace(
    "{entry}",
    """JOIN books_entry ON books_entry.administration_id = books_administration.id
        WHERE books_entry.id = OLD.entry_id""",
)
SQLITE_NOW, POSTGRESQL_NOW = "datetime('now')", "now()"
ENTRY_KEPT = f"""CREATE TRIGGER books_entry_is_kept BEFORE DELETE ON books_entry
    WHEN OLD.posted {{unless}}
    BEGIN SELECT RAISE(ABORT, '{POSTED}'); END"""
LINE_KEPT = f"""CREATE TRIGGER books_line_is_kept BEFORE DELETE ON books_entryline
    WHEN (SELECT posted FROM books_entry WHERE id = OLD.entry_id) {{unless}}
    BEGIN SELECT RAISE(ABORT, '{POSTED}'); END"""
SQLITE_DROPPED = ("DROP TRIGGER books_entry_is_kept", "DROP TRIGGER books_line_is_kept")
SQLITE = (
    *SQLITE_DROPPED,
    ENTRY_KEPT.format(unless=f"AND NOT EXISTS ({OF_ENTRY.format(now=SQLITE_NOW)})"),
    LINE_KEPT.format(unless=f"AND NOT EXISTS ({OF_LINE.format(now=SQLITE_NOW)})"),
)
SQLITE_AWAY = (*SQLITE_DROPPED, ENTRY_KEPT.format(unless=""), LINE_KEPT.format(unless=""))
# On PostgreSQL each guard of before goes on, but for what goes with its firm.
POSTGRESQL = (
    f"""CREATE FUNCTION books_entry_of_ended(administration bigint) RETURNS boolean
    LANGUAGE sql STABLE AS $$ SELECT EXISTS (
        {OF_ENTRY.replace("OLD.administration_id", "$1").format(now=POSTGRESQL_NOW)}) $$""",
    f"""CREATE FUNCTION books_line_of_ended(entry bigint) RETURNS boolean
    LANGUAGE sql STABLE AS $$ SELECT EXISTS (
        {OF_LINE.replace("OLD.entry_id", "$1").format(now=POSTGRESQL_NOW)}) $$""",
    "DROP TRIGGER books_entry_guarded ON books_entry",
    "DROP TRIGGER books_line_guarded ON books_entryline",
    """CREATE TRIGGER books_entry_guarded BEFORE INSERT OR UPDATE ON books_entry
    FOR EACH ROW EXECUTE FUNCTION books_guard_entry()""",
    """CREATE TRIGGER books_line_guarded BEFORE INSERT OR UPDATE ON books_entryline
    FOR EACH ROW EXECUTE FUNCTION books_guard_line()""",
    """CREATE TRIGGER books_entry_kept BEFORE DELETE ON books_entry
    FOR EACH ROW WHEN (NOT books_entry_of_ended(OLD.administration_id))
    EXECUTE FUNCTION books_guard_entry()""",
    """CREATE TRIGGER books_line_kept BEFORE DELETE ON books_entryline
    FOR EACH ROW WHEN (NOT books_line_of_ended(OLD.entry_id))
    EXECUTE FUNCTION books_guard_line()""",
)
POSTGRESQL_AWAY = (
    "DROP TRIGGER books_line_kept ON books_entryline",
    "DROP TRIGGER books_entry_kept ON books_entry",
    "DROP TRIGGER books_line_guarded ON books_entryline",
    "DROP TRIGGER books_entry_guarded ON books_entry",
    "DROP FUNCTION books_line_of_ended(bigint)",
    "DROP FUNCTION books_entry_of_ended(bigint)",
    """CREATE TRIGGER books_entry_guarded BEFORE INSERT OR UPDATE OR DELETE ON books_entry
    FOR EACH ROW EXECUTE FUNCTION books_guard_entry()""",
    """CREATE TRIGGER books_line_guarded BEFORE INSERT OR UPDATE OR DELETE ON books_entryline
    FOR EACH ROW EXECUTE FUNCTION books_guard_line()""",
)


def open_for_ended(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the entries of a firm go whose time is over."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def close_again(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As it was before."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_AWAY if sqlite else POSTGRESQL_AWAY:
        schema_editor.execute(statement)
