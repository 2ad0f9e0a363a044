"""The triggers of the journal anew: that of a firm may go once the time of the firm is over."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bonbrug.link.migrations._append_only import KEPT, YEARS

OVER = """EXISTS (
        SELECT 1 FROM accounts_ending JOIN link_connection
            ON link_connection.organisation_id = accounts_ending.number
        WHERE link_connection.id = OLD.connection_id AND erased_at IS NULL
            AND exported_at IS NOT NULL AND ends_at <= {now})"""
SQLITE_UNLESS = "AND NOT " + OVER.format(now="datetime('now')")
POSTGRESQL_UNLESS = "OR " + OVER.format(now="now()")
SQLITE_KEPT = f"""CREATE TRIGGER link_event_is_kept BEFORE DELETE ON link_event
    WHEN OLD.moment > datetime('now', '-{YEARS} years') {{unless}}
    BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"""
POSTGRESQL_KEPT = f"""CREATE OR REPLACE FUNCTION link_guard_event() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND (
            OLD.moment <= now() - interval '{YEARS} years' {{unless}}
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'check_violation';
    END $$"""
SQLITE = ("DROP TRIGGER link_event_is_kept", SQLITE_KEPT.format(unless=SQLITE_UNLESS))
SQLITE_AWAY = ("DROP TRIGGER link_event_is_kept", SQLITE_KEPT.format(unless=""))
POSTGRESQL = (POSTGRESQL_KEPT.format(unless=POSTGRESQL_UNLESS),)
POSTGRESQL_AWAY = (POSTGRESQL_KEPT.format(unless=""),)


def open_for_ended(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let what is of a firm go whose time is over."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def close_again(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As it was before."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_AWAY if sqlite else POSTGRESQL_AWAY:
        schema_editor.execute(statement)
