"""An option of the database address is honoured or refused, and never dropped."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from bonbrug.jobs import task_queue
from bonbrug.site.database_address import read


def test_an_address_is_read_in_its_parts() -> None:
    address, wrong = read("postgresql://bon:ge%3Aheim@db.example:5433/bon%20brug")
    assert wrong == []
    assert address == {
        "NAME": "bon brug", "USER": "bon", "PASSWORD": "ge:heim", "HOST": "db.example",
        "PORT": 5433, "OPTIONS": {},
    }  # fmt: skip


def test_a_folder_for_a_socket_may_be_the_host() -> None:
    address, wrong = read("postgresql://bon:@/bonbrug?host=/run/postgres+ql%2Fx")
    assert (address["HOST"], wrong) == ("/run/postgres+ql/x", [])


def test_the_options_of_the_line_are_kept() -> None:
    url = "postgres://bon@db.example/bonbrug?sslmode=verify-full&sslrootcert=%2Fca.pem"
    address, wrong = read(url)
    assert wrong == []
    assert address["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://a:canary@h/d?host=/x", "names a host before"),
        ("postgresql://a:canary@h/d?sslmod=verify-full", "'sslmod'"),
        ("postgresql://a:canary@h/d?sslmode", "'sslmode' is empty"),
        ("postgresql://a:canary@h/d?sslmode=", "'sslmode' is empty"),
        ("postgresql://a:canary@h/d?user=b", "'user'"),
        ("postgresql://a:canary@h/d?password=canary", "'password'"),
        ("postgresql://a:canary@h/d?client_encoding=latin1", "'client_encoding'"),
        ("postgresql://a:canary@h/d?sslmode=require&sslmode=disable", "'sslmode' twice"),
        ("postgresql://a:canary@/d", "names no host"),
        ("postgresql://a:canary@h/", "must be postgresql://"),
        ("postgresql://a:canary@h:x/d", "must be postgresql://"),
        ("postgresql://a:can#ary@h/d", "must be postgresql://"),
        ("postgresql://a:can/ary@h/d", "must be postgresql://"),
        ("sqlite:///x", "must be postgresql://"),
        ("mysql://a:canary@h/d", "must be postgresql://"),
    ],
)
def test_what_cannot_be_honoured_is_refused_without_the_password(url: str, said: str) -> None:
    _, wrong = read(url)
    assert said in "\n".join(wrong)
    assert "canary" not in "".join(wrong)


@pytest.fixture
def line_of_the_queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The database of the tests, with an option in its address."""
    database = settings.DATABASES["default"]
    options = {**database.get("OPTIONS", {}), "application_name": "bonbrug-with-option"}
    task_queue.queue.cache_clear()
    monkeypatch.setitem(database, "OPTIONS", options)
    monkeypatch.setitem(database, "NAME", connection.settings_dict["NAME"])
    yield database
    task_queue.let_go()
    task_queue.queue.cache_clear()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_queue_takes_the_same_options_as_the_tables(
    line_of_the_queue: dict[str, Any], tmp_path: Path
) -> None:
    """On SQLite there is no line; on PostgreSQL the server itself tells what reached it."""
    if line_of_the_queue["ENGINE"] != task_queue.POSTGRES:
        assert "application_name" in task_queue._login(line_of_the_queue)
        return
    task_queue.send("nothing", "1")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s",
            ["bonbrug-with-option"],
        )
        assert cursor.fetchone()[0] >= 1
