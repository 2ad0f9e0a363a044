"""A damaged database is said before anything runs; a whole one opens."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bonbrug.site import database


def bonbrug(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the real command with a data folder of its own."""
    command = [sys.executable, "-m", "bonbrug.site.cli", *words]
    environment = {"PATH": "/usr/bin:/bin", "BONBRUG_DATA": str(data), "HOME": str(data)}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of an office with one person in it; making it takes longest."""
    data = tmp_path_factory.mktemp("office")
    assert bonbrug(data, "person", "kantoor@firma.example").returncode == 0
    return data


@pytest.fixture
def made(office: Path, tmp_path: Path) -> Path:
    """A database of one's own like it."""
    return shutil.copytree(office, tmp_path / "data") / "bonbrug.sqlite3"


def test_a_damaged_database_is_said_and_nothing_starts(made: Path) -> None:
    body = bytearray(made.read_bytes())
    body[8192 : 8192 + 4096 * 20] = b"\xff" * 4096 * 20
    made.write_bytes(body)
    for words in (("serve", "--port", "1"), ("work",), ("sync",)):
        done = bonbrug(made.parent, *words)
        assert done.returncode == 2
        assert "the database is damaged" in done.stderr
        assert "backup" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_that_is_no_database_is_said_too(made: Path) -> None:
    made.write_bytes(b"this was once a database" * 1000)
    done = bonbrug(made.parent, "sync")
    assert (done.returncode, "the database is damaged" in done.stderr) == (2, True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_whole_database_opens() -> None:
    database.check_store()


def test_an_index_that_misses_a_row_counts_as_damage(made: Path) -> None:
    """An index is what keeps a number from being claimed twice."""
    database = sqlite3.connect(made)
    database.executescript(
        """
        CREATE TABLE empty (word TEXT UNIQUE);
        PRAGMA writable_schema = ON;
        UPDATE sqlite_master SET rootpage = (
            SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_empty_1'
        ) WHERE name = 'sqlite_autoindex_accounts_user_1';
        """
    )
    database.close()
    done = bonbrug(made.parent, "work")
    assert (done.returncode, "the database is damaged" in done.stderr) == (2, True)


def test_tables_that_an_unfinished_version_made_are_said(made: Path) -> None:
    with closing(sqlite3.connect(made)) as database:
        database.execute("ALTER TABLE link_connection DROP COLUMN swept_at")
    done = bonbrug(made.parent, "work")
    assert done.returncode == 2
    assert "link_connection.swept_at is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_migrations_that_were_made_in_another_order_are_said(made: Path) -> None:
    with closing(sqlite3.connect(made)) as database:
        database.execute(
            "DELETE FROM django_migrations WHERE app = 'link' AND name = '0002_tidied_at'"
        )
        database.commit()
    done = bonbrug(made.parent, "work")
    assert done.returncode == 2
    assert "is applied before its dependency" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_migration_that_finds_other_tables_than_it_expects_is_said(made: Path) -> None:
    with closing(sqlite3.connect(made)) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'link' AND name > '0001z'")
        database.commit()
    done = bonbrug(made.parent, "work")
    assert done.returncode == 2
    assert "duplicate column name: tidied_at" in done.stderr
    assert "Start with another data folder" in done.stderr
