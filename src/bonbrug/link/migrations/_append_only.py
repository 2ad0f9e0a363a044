"""Triggers that let the database itself keep the journal as it was written, seven years long.

No program, this one included, can change an event or remove one that is younger than seven years.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT = "link: an event of the journal cannot be changed"
YEARS = 7

SQLITE = (
    f"""CREATE TRIGGER link_event_stays BEFORE UPDATE ON link_event
    BEGIN SELECT RAISE(ABORT, '{KEPT}'); END""",
    f"""CREATE TRIGGER link_event_is_kept BEFORE DELETE ON link_event
    WHEN OLD.moment > datetime('now', '-{YEARS} years')
    BEGIN SELECT RAISE(ABORT, '{KEPT}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION link_guard_event() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND OLD.moment <= now() - interval '{YEARS} years' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'check_violation';
    END $$""",
    """CREATE TRIGGER link_event_guarded BEFORE UPDATE OR DELETE ON link_event
    FOR EACH ROW EXECUTE FUNCTION link_guard_event()""",
)
SQLITE_AWAY = ("DROP TRIGGER link_event_is_kept", "DROP TRIGGER link_event_stays")
POSTGRESQL_AWAY = (
    "DROP TRIGGER link_event_guarded ON link_event",
    "DROP FUNCTION link_guard_event()",
)


def guard(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, before the table goes."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_AWAY if sqlite else POSTGRESQL_AWAY:
        schema_editor.execute(statement)
