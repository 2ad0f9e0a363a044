"""A write-ahead log that ends in the middle: python -m tests.proofs.store.cuts COUNT SEED.

A process of its own, as lives.py. Writes work orders, remembers how long the log was after every
acknowledged write, and opens copies of which the log is cut at a random byte, half of them with
rubbish after the cut. What was acknowledged before the cut must be there, and nothing by halves.
"""

import json
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - the settings come first
from django.core.management import call_command  # noqa: E402 - as above
from django.db import connection  # noqa: E402 - as above

from tests.proofs.store import proof, writing  # noqa: E402 - as above

ORDERS = 60
RUBBISH = 4096


@dataclass
class Recorded:
    """The database and its log, and the facts with the length of the log when each was kept."""

    path: Path
    begin: int = 0
    told: list[tuple[int, writing.Fact]] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return Path(f"{self.path}-wal")

    def record(self, pk: int) -> None:
        memory = writing.take_over(pk, "cutter")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_autocheckpoint=0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        writing.write(memory, 1, ORDERS, self._keep)

    def _keep(self, fact: writing.Fact) -> None:
        self.told.append((self.log.stat().st_size, fact))

    def kept_at(self, size: int) -> set[writing.Fact]:
        return {fact for length, fact in self.told if length <= size}


def main(count: int, seed: int) -> None:
    call_command("migrate", verbosity=0)
    recorded = Recorded(Path(settings.DATABASES["default"]["NAME"]))
    recorded.record(writing.make().pk)
    whole, chance = recorded.log.read_bytes(), random.Random(seed)
    problems = []
    copy = recorded.path.with_name("cut.sqlite3")
    for _ in range(count):
        place = chance.randrange(len(whole) + 1)
        rubbish = chance.randbytes(chance.randrange(RUBBISH)) if chance.random() < 0.5 else b""
        found = cut(recorded, copy, whole[:place] + rubbish, place)
        problems += [f"cut at {place}: {problem}" for problem in found]
    print(json.dumps({"cuts": count, "acknowledged": len(recorded.told), "wrong": problems}))  # noqa: T201 - read by the test


def cut(recorded: Recorded, copy: Path, log: bytes, place: int) -> list[str]:
    """Open the database with this log; the state must be that of the last whole write."""
    shutil.copyfile(recorded.path, copy)
    Path(f"{copy}-wal").write_bytes(log)
    Path(f"{copy}-shm").unlink(missing_ok=True)
    kept = recorded.kept_at(place)
    with closing(sqlite3.connect(copy)) as opened, closing(opened.cursor()) as cursor:
        cursor.execute("PRAGMA synchronous=OFF")  # the copy is thrown away
        problems = proof.wrong(cursor, kept)
        more = proof.standing(cursor) - kept
        problems += [f"too much: {fact.kind} {fact.name}" for fact in more]
        cursor.execute("PRAGMA integrity_check")
        problems += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
    return problems


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
