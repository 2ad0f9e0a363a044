"""A new key in the place of an older one, while others serve and work.

Sealing: a new key in front, everything sealed anew, and the older key goes. Signing: a new key in
front, the end of every journal signed with it, and the older keys stay, to recognise and verify.
Whatever ends this half-way, the next one goes on: what is left shows in the file and the database.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

from django.conf import settings
from django.db import connection

from bonbrug.accounts.key_source import KeySource
from bonbrug.accounts.keys import keyring
from bonbrug.accounts.sealed import SealedColumn, in_use, seal_anew
from bonbrug.site.settings_checks import DRAW, HOUSES
from bonbrug.values.sealing import KEY_BYTES, Keys, key_id

Told = Callable[[str], None]
GIVEN = (
    "{setting} is given by you and not kept by this program: put a new key before the present ones"
    " there ({draw}), let every process read it, and do this again. Nothing was changed"
)
SHARED = (
    "BONBRUG_SIGNING_KEYS is not given, so the last of BONBRUG_CREDENTIAL_KEYS signs as well. Give"
    " that key in BONBRUG_SIGNING_KEYS to every process first. Nothing was changed"
)
LOG_BROKEN = "the security log of {name} does not end as it was left: bonbrug verify-security-log"
CLOSED = (
    "the database also holds tables of {house}, which is not open here: set BONBRUG_HOUSES to all"
    " of them, or what they sealed would be lost. Nothing was changed"
)


class Impossible(Exception):
    """Nothing was changed; the text is for the person at the terminal."""


@contextmanager
def alone() -> Iterator[None]:
    """Let no other rotation go on meanwhile."""
    settings.BONBRUG_DATA.mkdir(parents=True, exist_ok=True)
    with (settings.BONBRUG_DATA / "keys.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Impossible("another rotation is going on. Nothing was changed") from error
        yield


def columns() -> list[SealedColumn]:
    """Return every column with sealed values of the houses that are open."""
    rooms = ("accounts.sealed_columns", *(f"{house}.models.sealed" for house in settings.HOUSES))
    return [column for room in rooms for column in import_module(f"bonbrug.{room}").SEALED]


def sealing(tell: Told, settled: int) -> bool:
    """Seal everything with a new key, and let the older go; False when a value does not open.

    So many seconds after the new key everything is looked through once more: whoever took up the
    older key a moment before has written by then what it sealed.
    """
    source: KeySource = settings.BONBRUG_SEALING_KEYS
    _every_house_is_open()
    if settings.BONBRUG_SIGNING_KEYS.shared:
        raise Impossible(SHARED)
    _begin(source, tell, begun=len(source.current()) > 1)
    newest, *older = source.current()
    _walk(tell)
    _settle(source, tell, settled)
    broken = _walk(tell)
    for value in broken:
        tell(f"{value} does not open: renew it, or what it belongs to")
    left = {key_id(key) for key in older} & set(in_use(columns()))
    if left:
        tell(f"the older key stays, because values name it: {', '.join(sorted(left))}")
        return False
    _let_go(source, newest, older, tell)
    return not broken


def signing(tell: Told) -> bool:
    """Sign from now on with a new key; False when a journal does not end as it was left."""
    source: KeySource = settings.BONBRUG_SIGNING_KEYS
    if source.shared:
        raise Impossible(SHARED)
    security_log = import_module("bonbrug.accounts.security.keeping")
    journal = "link" in settings.HOUSES and import_module("bonbrug.link.actions.journal")
    older = journal and journal.has_older_ends()
    _begin(source, tell, begun=older or security_log.has_older_ends())
    broken = security_log.sign_ends()
    for number in broken:
        tell(LOG_BROKEN.format(name=f"organisation {number}" if number else "the host"))
    if not journal:
        return not broken
    unsigned = journal.sign_ends(lambda done: tell(f"signing: the end of {done} journals"))
    broken += unsigned
    for pk in unsigned:
        tell(f"the journal of connection {pk} does not end as it was left: bonbrug verify-journal")
    if not broken:
        tell("signing: done. The older keys stay: they recognise invoices and verify the journal")
    return not broken


def _begin(source: KeySource, tell: Told, *, begun: bool) -> None:
    keys = source.current()
    if begun:
        tell(f"{source.setting}: going on with {key_id(keys[0])}, no other key is made")
        return
    if not source.ours:
        raise Impossible(GIVEN.format(setting=source.setting, draw=DRAW))
    source.replace((os.urandom(KEY_BYTES), *keys))
    tell(f"{source.setting}: {key_id(source.current()[0])} is the newest key")


def _walk(tell: Told) -> list[str]:
    return seal_anew(columns(), keyring(), lambda done: tell(f"sealing: {done} values anew"))


def _settle(source: KeySource, tell: Told, settled: int) -> None:
    since = source.path.stat().st_mtime if source.path else time.time()
    wait = min(settled, max(0.0, since + settled - time.time()))
    if wait:
        tell(f"sealing: {wait:.0f} seconds for whoever took up the older key before")
        time.sleep(wait)


def _let_go(source: KeySource, newest: bytes, older: list[bytes], tell: Told) -> None:
    if not older:
        return
    gone = ", ".join(map(key_id, older))
    if source.ours:
        source.replace((newest,))
        tell(f"sealing: done, {gone} is gone from {source.path}")
    else:
        tell(f"sealing: done; take {gone} away from {source.setting} now")
    tell(f"backups of before need {gone}: keep it as long as those, apart from them")


def _every_house_is_open() -> None:
    there = connection.introspection.table_names()
    for house in HOUSES:
        if house not in settings.HOUSES and any(name.startswith(f"{house}_") for name in there):
            raise Impossible(CLOSED.format(house=house))


def ids(keys: Keys) -> list[str]:
    return [key_id(key) for key in keys]
