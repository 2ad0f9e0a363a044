"""The triggers of the security log anew: the chain of a firm may go once its time is over.

As before nothing else can change an event or remove a young one. That a firm ends stands in
`accounts_ending`; its time began when everything of it was given to its owner.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bonbrug.accounts.migrations._security_log import KEPT, SAME, TABLE, YEARS

# `number` is that of the firm; SQLite keeps moments as text in UTC.
OVER = "erased_at IS NULL AND exported_at IS NOT NULL AND ends_at <= {now}"
SQLITE_OVER = OVER.format(now="datetime('now')")
POSTGRESQL_OVER = OVER.format(now="now()")
SQLITE_KEPT = f"""CREATE TRIGGER {TABLE}_is_kept BEFORE DELETE ON {TABLE}
    WHEN OLD.moment > datetime('now', '-{YEARS} years') {{unless}}
    BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"""
SQLITE_UNLESS = f"""AND NOT EXISTS (
        SELECT 1 FROM accounts_ending WHERE number = OLD.chain_id AND {SQLITE_OVER})"""
POSTGRESQL_KEPT = f"""CREATE OR REPLACE FUNCTION accounts_guard_securityevent() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND (
            OLD.moment <= now() - interval '{YEARS} years' {{unless}}
        ) THEN
            RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' AND {SAME} THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'check_violation';
    END $$"""
POSTGRESQL_UNLESS = f"""OR EXISTS (
            SELECT 1 FROM accounts_ending WHERE number = OLD.chain_id AND {POSTGRESQL_OVER})"""
SQLITE = (f"DROP TRIGGER {TABLE}_is_kept", SQLITE_KEPT.format(unless=SQLITE_UNLESS))
SQLITE_AWAY = (f"DROP TRIGGER {TABLE}_is_kept", SQLITE_KEPT.format(unless=""))
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
