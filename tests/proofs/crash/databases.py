"""Databases for a scene: a file, or one of its own on a PostgreSQL."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[3]
FILE = ""
ADDRESS = "BONBRUG_DATABASE_URL"
_place = count(1)


@contextmanager
def postgresql(how_many: int) -> Iterator[list[str]]:
    """Yield the addresses of so many databases on a PostgreSQL of our own."""
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.proofs.crash.postgres", str(how_many)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    try:
        yield json.loads(server.stdout.readline())
    finally:
        server.communicate()


@contextmanager
def of_these_tests(called: str = "crash") -> Iterator[str]:
    """Yield what the tests run on: a file, or an empty database on the PostgreSQL of the tests."""
    address = os.environ.get(ADDRESS, FILE)
    if not address.startswith("postgres"):
        yield FILE
        return
    name = f"{called}{os.getpid()}_{next(_place)}"  # several may stand at once in one process
    with psycopg.connect(address, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield urlsplit(address)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(address, autocommit=True) as line:
            line.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
