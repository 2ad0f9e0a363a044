"""Putting a backup back: only in an empty place, only with its keys, and nothing half.

What was made since the backup is forgotten by it, invoices too, so exports wait for a person.
"""

from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from bonbrug.accounts import schema_version
from bonbrug.accounts.actions import end_log_ins
from bonbrug.accounts.keys import keyring, signing_keys
from bonbrug.site.backups import Impossible, postgresql, sqlite
from bonbrug.site.backups.archive import Manifest, Reading, opened
from bonbrug.site.settings_checks import HOUSES
from bonbrug.values.sealing import key_id

SEALED = (
    "the codes in this backup are sealed with the keys {needed}, and here are {here}. Put the"
    " credential_keys.secret that was kept with the backup in {data}, or give those keys in"
    " BONBRUG_CREDENTIAL_KEYS, and restore again; nothing was restored"
)
SIGNED = (
    "the invoices and the journal of this backup are signed with the keys {needed}, and here are"
    " {here}. Put the signing_keys.secret that was kept in {data}, or give those keys in"
    " BONBRUG_SIGNING_KEYS, and restore again; nothing was restored"
)


def restore(path: Path) -> tuple[Manifest, int]:
    """Put the whole backup back, or nothing; return its manifest and how many links wait."""
    place = sqlite if connection.vendor == "sqlite" else postgresql
    with opened(path) as reading:
        place.must_be_empty()
        _must_fit(reading.manifest)
        try:
            return reading.manifest, _put_back(reading)
        except DatabaseError as error:
            why = str(error).strip().splitlines()[0]
            raise Impossible(f"the database refused it ({why}); nothing was restored") from error
        except OSError as error:
            raise Impossible(
                f"the data folder cannot be written ({error.strerror}); nothing was restored"
            ) from error


def _put_back(reading: Reading) -> int:
    place = sqlite if connection.vendor == "sqlite" else postgresql
    with place.put_back(reading):
        _bring_up_to_date()
        end_log_ins()
        if "books_invoice" in reading.manifest.rows:
            import_module("bonbrug.books.actions.invoice_mail").hold_mails()
        if "link_connection" not in reading.manifest.rows:
            return 0
        return int(import_module("bonbrug.link.actions").pause_exports())


def _bring_up_to_date() -> None:
    """What follows here asks tables of this version; the backup may be of an earlier one."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _must_fit(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise Impossible(
            f"this backup is of {manifest.database} and the database here is {connection.vendor};"
            " set BONBRUG_DATABASE_URL to one of the same kind, nothing was restored"
        )
    houses = {app for app, _ in manifest.migrations} & set(HOUSES)
    if houses - set(settings.HOUSES):
        raise Impossible(
            f"this backup holds {', '.join(sorted(houses))}; set BONBRUG_HOUSES to these, nothing"
            " was restored"
        )
    newer = [pair for pair in manifest.migrations if tuple(pair) not in schema_version.known()]
    if newer:
        raise Impossible(
            f"this backup is of a newer version ({'.'.join(newer[0])}); restore it with"
            f" version {manifest.version}, nothing was restored"
        )
    _must_open(manifest)


def _must_open(manifest: Manifest) -> None:
    """Without a key that signed, invoices in the books would not be known as ours."""
    opens = [key_id(key) for key in keyring().keys]
    signs = [key_id(key) for key in signing_keys()]
    for sentence, needed, here in (
        (SEALED, manifest.keys, opens),
        (SIGNED, manifest.signed_with, signs),
    ):
        if set(needed) - set(here):
            raise Impossible(
                sentence.format(
                    needed=", ".join(needed), here=", ".join(here), data=settings.BONBRUG_DATA
                )
            )
