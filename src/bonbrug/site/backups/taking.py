"""Taking a backup: the data of one moment, and what is needed to put it back."""

from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection

from bonbrug.accounts.keys import keyring, signing_keys
from bonbrug.site.backups import Impossible, archive, naming, postgresql, sqlite
from bonbrug.site.backups.archive import Manifest, Writing
from bonbrug.values.sealing import key_id


def take(where: Path, now: datetime) -> Path:
    """Make a backup in a folder, or under the name of a file; Impossible leaves nothing behind."""
    path = where / naming.name_at(now) if _is_folder(where) else where
    if path.exists():
        raise Impossible(f"{path} exists already; no backup was made")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with archive.written(path) as into:
            into.end(_filled(into, path, now))
    except OSError as error:
        raise Impossible(
            f"{path} cannot be written ({error.strerror}); no backup was made"
        ) from error
    return path


def _is_folder(where: Path) -> bool:
    return where.is_dir() or where.suffix != ".zip"


def _filled(into: Writing, path: Path, now: datetime) -> Manifest:
    if connection.vendor == "sqlite":
        migrations, rows = sqlite.write(into, path)
        return _manifest(now, migrations, rows, {}, {})
    return _manifest(now, *postgresql.write(into))


def _manifest(
    now: datetime,
    migrations: list[list[str]],
    rows: dict[str, int],
    sequences: dict[str, int],
    columns: dict[str, list[str]],
) -> Manifest:
    return Manifest(
        version=version("bonbrug"),
        taken_at=now.isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=migrations,
        keys=[key_id(key) for key in keyring().keys],
        signing=[key_id(key) for key in signing_keys()],
        rows=rows,
        sequences=sequences,
        columns=columns,
    )
