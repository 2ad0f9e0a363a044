"""Triggers that let the database itself keep the security log as it was written, two years long.

No program, this one included, can change an event or remove one that is younger. Only the names,
the address and their salts can be made empty, for a person who is erased.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "accounts_securityevent"
KEPT = "accounts: an event of the security log cannot be changed"
YEARS = 2
STAYS = (
    "id", "chain_id", "sequence", "moment", "kind", "result", "who", "who_digest", "about",
    "about_digest", "details", "previous", "hash", "key",
)  # fmt: skip
ERASABLE = ("who_name", "address", "who_salt", "about_name", "about_salt")
SAME = " AND ".join(
    (
        *(f"NEW.{column} = OLD.{column}" for column in STAYS),
        *(f"NEW.{column} IN ('', OLD.{column})" for column in ERASABLE),
    )
)
SQLITE = (
    f"""CREATE TRIGGER {TABLE}_stays BEFORE UPDATE ON {TABLE} WHEN NOT ({SAME})
    BEGIN SELECT RAISE(ABORT, '{KEPT}'); END""",
    f"""CREATE TRIGGER {TABLE}_is_kept BEFORE DELETE ON {TABLE}
    WHEN OLD.moment > datetime('now', '-{YEARS} years')
    BEGIN SELECT RAISE(ABORT, '{KEPT}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION accounts_guard_securityevent() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND OLD.moment <= now() - interval '{YEARS} years' THEN
            RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' AND {SAME} THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'check_violation';
    END $$""",
    f"""CREATE TRIGGER {TABLE}_guarded BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION accounts_guard_securityevent()""",
)
SQLITE_AWAY = (f"DROP TRIGGER {TABLE}_is_kept", f"DROP TRIGGER {TABLE}_stays")
POSTGRESQL_AWAY = (
    f"DROP TRIGGER {TABLE}_guarded ON {TABLE}",
    "DROP FUNCTION accounts_guard_securityevent()",
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
