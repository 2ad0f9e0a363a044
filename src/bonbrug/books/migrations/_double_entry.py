"""Triggers that make the database itself keep double entry, for SQLite and PostgreSQL.

An entry comes in unposted, with its lines, and is then posted. Posting is refused when there are
no lines or when debit and credit differ by a cent. After that neither the entry nor its lines can
be changed or deleted, by this program or by anything else that reaches the tables.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTED = "books: a posted entry cannot be changed"

# Euros in SQLite may be held as binary fractions, so cents are compared as whole numbers.
SQLITE = (
    """CREATE TRIGGER books_entry_comes_in_unposted BEFORE INSERT ON books_entry
    WHEN NEW.posted
    BEGIN SELECT RAISE(ABORT, 'books: an entry is posted after its lines are written'); END""",
    """CREATE TRIGGER books_entry_balances BEFORE UPDATE OF posted ON books_entry
    WHEN NEW.posted AND NOT OLD.posted
    BEGIN
        SELECT RAISE(ABORT, 'books: an entry without lines cannot be posted')
        WHERE NOT EXISTS (SELECT 1 FROM books_entryline WHERE entry_id = NEW.id);
        SELECT RAISE(ABORT, 'books: debit and credit are not equal')
        WHERE (SELECT SUM(CAST(ROUND(debit * 100) AS INTEGER))
                   <> SUM(CAST(ROUND(credit * 100) AS INTEGER))
               FROM books_entryline WHERE entry_id = NEW.id);
    END""",
    f"""CREATE TRIGGER books_entry_stays BEFORE UPDATE ON books_entry
    WHEN OLD.posted
    BEGIN SELECT RAISE(ABORT, '{POSTED}'); END""",
    f"""CREATE TRIGGER books_entry_is_kept BEFORE DELETE ON books_entry
    WHEN OLD.posted
    BEGIN SELECT RAISE(ABORT, '{POSTED}'); END""",
    f"""CREATE TRIGGER books_line_comes_in_time BEFORE INSERT ON books_entryline
    WHEN (SELECT posted FROM books_entry WHERE id = NEW.entry_id)
    BEGIN SELECT RAISE(ABORT, '{POSTED}'); END""",
    f"""CREATE TRIGGER books_line_stays BEFORE UPDATE ON books_entryline
    WHEN EXISTS (SELECT 1 FROM books_entry WHERE id IN (OLD.entry_id, NEW.entry_id) AND posted)
    BEGIN SELECT RAISE(ABORT, '{POSTED}'); END""",
    f"""CREATE TRIGGER books_line_is_kept BEFORE DELETE ON books_entryline
    WHEN (SELECT posted FROM books_entry WHERE id = OLD.entry_id)
    BEGIN SELECT RAISE(ABORT, '{POSTED}'); END""",
)

# FOR SHARE: a line that is being written elsewhere makes posting wait, and the other way round.
POSTGRESQL = (
    """CREATE FUNCTION books_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE difference numeric;
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.posted THEN
                RAISE EXCEPTION 'books: an entry is posted after its lines are written'
                USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF OLD.posted THEN
            RAISE EXCEPTION 'books: a posted entry cannot be changed'
            USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF NEW.posted THEN
            SELECT SUM(debit) - SUM(credit) INTO difference
            FROM books_entryline WHERE entry_id = NEW.id;
            IF difference IS NULL THEN
                RAISE EXCEPTION 'books: an entry without lines cannot be posted'
                USING ERRCODE = 'check_violation';
            ELSIF difference <> 0 THEN
                RAISE EXCEPTION 'books: debit and credit are not equal'
                USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE FUNCTION books_guard_line() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        entries bigint[];
        is_posted boolean;
    BEGIN
        IF TG_OP = 'INSERT' THEN
            entries := ARRAY[NEW.entry_id];
        ELSIF TG_OP = 'DELETE' THEN
            entries := ARRAY[OLD.entry_id];
        ELSE
            entries := ARRAY[OLD.entry_id, NEW.entry_id];
        END IF;
        FOR is_posted IN
            SELECT posted FROM books_entry WHERE id = ANY(entries) ORDER BY id FOR SHARE
        LOOP
            IF is_posted THEN
                RAISE EXCEPTION 'books: a posted entry cannot be changed'
                USING ERRCODE = 'check_violation';
            END IF;
        END LOOP;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER books_entry_guarded BEFORE INSERT OR UPDATE OR DELETE ON books_entry
    FOR EACH ROW EXECUTE FUNCTION books_guard_entry()""",
    """CREATE TRIGGER books_line_guarded BEFORE INSERT OR UPDATE OR DELETE ON books_entryline
    FOR EACH ROW EXECUTE FUNCTION books_guard_line()""",
)
POSTGRESQL_AWAY = (
    "DROP TRIGGER books_line_guarded ON books_entryline",
    "DROP TRIGGER books_entry_guarded ON books_entry",
    "DROP FUNCTION books_guard_line()",
    "DROP FUNCTION books_guard_entry()",
)


def names_of(triggers: Sequence[str]) -> list[str]:
    """Return the names of the triggers that these statements make."""
    return [statement.split()[2] for statement in triggers]


def guard(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, before the tables go."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    away = [f"DROP TRIGGER {name}" for name in names_of(SQLITE)] if sqlite else POSTGRESQL_AWAY
    for statement in away:
        schema_editor.execute(statement)
