"""A served program whose database goes away says so at once, and can still be stopped."""

import json
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.journeys.program import clean_environment, free_port, serving
from tests.proofs.crash.databases import ADDRESS, of_these_tests

pytestmark = pytest.mark.postgres


def asked(address: str) -> tuple[int, dict[str, object]]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def go_away(database: str, data: Path) -> None:
    """Take the database from under a program that runs."""
    if not database:
        for path in data.glob("bonbrug.sqlite3*"):
            path.unlink()
        return
    parts = urlsplit(database)
    name = parts.path.removeprefix("/")
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as line:
        line.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        line.execute(f"CREATE DATABASE {name}_gone".encode())
        line.execute(f"ALTER DATABASE {name}_gone RENAME TO {name}".encode())


def test_a_database_that_is_gone_is_said_by_health_and_lives_stays_well(tmp_path: Path) -> None:
    with of_these_tests("health") as database:
        environment = clean_environment(**({ADDRESS: database} if database else {}))
        with serving(tmp_path / "data", free_port(), environment) as program:
            assert asked(f"{program.address}/gezond/klaar/")[0] == 200
            go_away(database, tmp_path / "data")
            deadline = time.monotonic() + 30
            code, told = asked(f"{program.address}/gezond/klaar/")
            while code == 200 and time.monotonic() < deadline:
                time.sleep(0.2)
                code, told = asked(f"{program.address}/gezond/klaar/")
            assert (code, told["ok"]) == (503, False)
            with urllib.request.urlopen(f"{program.address}/gezond/", timeout=30) as answer:
                assert answer.read() == b"ok"
