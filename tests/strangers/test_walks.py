"""Four clients that nobody here wrote walk past all 20 operations and find the same."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import suds.client
import zeep
from pytest_django.live_server_helper import LiveServer

from bonbrug.books.models import Administration
from bonbrug.wire.eboekhouden.operations import OPERATIONS
from tests.books.shelf import CODES
from tests.strangers.walk import FOUND, NAME, walk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    # zeep still asks a library for a parser that this library is taking away.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:zeep"),
]

FOLDER = Path(__file__).parent
ACCESS = ("voorbeeld", CODES.first, CODES.second)
LONGEST = 60  # seconds: a guard against hanging


@pytest.fixture
def contract(books: Administration, live_server: LiveServer) -> str:
    """Return the address of the contract."""
    return f"{live_server.url}/soap.asmx?wsdl"


@pytest.fixture
def all_called(books: Administration) -> Iterator[None]:
    """Every operation but CloseSession, which is not counted, came in."""
    yield
    came_in = set(books.call_counts.values_list("operation", flat=True))
    assert came_in == set(OPERATIONS) - {"CloseSession"}


def printed(*command: str, **environment: str) -> Any:
    """Return the JSON that a script of another language prints."""
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        timeout=LONGEST,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def program(name: str) -> str:
    """Return where a program is: on the machine, or beside our own Python."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    assert found, f"{name} is missing; make test brings it"
    return found


@pytest.mark.usefixtures("all_called")
def test_zeep_walks_the_whole_contract(contract: str) -> None:
    open_client: Any = zeep.Client
    with open_client(contract) as client:
        seen = walk(lambda name, **given: getattr(client.service, name)(**given), *ACCESS)
    assert seen == FOUND


@pytest.mark.usefixtures("all_called")
def test_suds_walks_the_whole_contract(contract: str) -> None:
    client: Any = suds.client.Client(contract, cache=None)
    seen = walk(lambda name, **given: getattr(client.service, name)(**given), *ACCESS)
    assert seen == FOUND


@pytest.mark.usefixtures("all_called")
def test_php_walks_the_whole_contract(contract: str) -> None:
    assert printed(program("php"), str(FOLDER / "walk.php"), contract, *ACCESS, NAME) == FOUND


@pytest.mark.usefixtures("all_called")
def test_node_walks_the_whole_contract(contract: str) -> None:
    packages = str(FOLDER.parents[1] / "node_modules")
    script = str(FOLDER / "walk.cjs")
    assert printed(program("node"), script, contract, *ACCESS, NAME, NODE_PATH=packages) == FOUND
