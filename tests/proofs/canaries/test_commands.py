"""The example runs and every command speaks: no secret is said but the link that is asked for."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bonbrug.site.demo import story
from tests.journeys.program import Program, clean_environment, demo, free_port
from tests.proofs.canaries.traces import Canary, Watch

pytestmark = pytest.mark.timeout(900)
FIRM = "Demo Installatie BV"
SECRET = ("security_code_1", "security_code_2", "token", "software_token")
# Said in words, so that whoever reads the terminal can pass it on.
ASKED_FOR = {"person"}
COMMANDS = (
    ("status",), ("status", "--json"), ("check",), ("sync",), ("sync", "--dry-run"),
    ("sync", "Onzin BV"), ("verify-journal",), ("verify-security-log",),
    ("second-step", FIRM, "off"), ("person", "pim@demo.example", "--organisation", FIRM),
    ("onzin",),
)  # fmt: skip


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with demo(tmp_path_factory.mktemp("canaries"), free_port(), clean_environment()) as running:
        yield running


@pytest.fixture(scope="module")
def secrets(program: Program) -> Watch:
    """The keys of the installation, the password of the office, and all codes of both doors."""
    kept = {path.name: path.read_text("utf-8").strip() for path in program.data.glob("*.secret")}
    assert len(kept) == 3
    codes = {
        f"{name} of {company['name']}": company[name]
        for company in program.paper()["companies"]
        for name in SECRET
        if company[name]
    }
    known = {**kept, **codes, "password": program.paper()["office"]["password"]}
    return Watch(Canary(kind, text) for kind, text in known.items())


@pytest.fixture(scope="module")
def customers() -> Watch:
    """Everybody in the books of the example."""
    return Watch(Canary("customer", each.name) for each in story.RELATIONS)


def test_the_example_tells_no_code_and_no_customer(
    program: Program, secrets: Watch, customers: Watch
) -> None:
    told = (program.data / "demo.txt").read_text("utf-8")
    assert "Ctrl-C stops it" in told
    assert secrets.seen(told) | customers.seen(told) == set()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_tells_none(
    program: Program, secrets: Watch, customers: Watch, words: tuple[str, ...]
) -> None:
    _code, said = program.tell(*words, extra={"BONBRUG_LOG_LEVEL": "DEBUG"})
    assert said
    assert secrets.seen(said) | customers.seen(said) == set()
    assert ("/inloggen/" in said) is (words[0] in ASKED_FOR)


def test_a_file_that_is_wrong_is_not_repeated(
    program: Program, secrets: Watch, customers: Watch
) -> None:
    firm, file = program.firm(FIRM), program.data / "wrong.json"
    order = {name: firm[name] for name in SECRET} | {"CustomerName": story.RELATIONS[0].name}
    for content in (json.dumps([order]), json.dumps(order)[:-9], json.dumps([[order]])):
        file.write_text(content, "utf-8")
        code, said = program.tell("workorders", "import", str(file), "--company", "1000001")
        assert code != 0
        assert secrets.seen(said) | customers.seen(said) == set()


def test_credentials_that_are_wrong_are_not_repeated(program: Program, secrets: Watch) -> None:
    """Each stands in the place of another."""
    firm = program.firm(FIRM)
    swapped = {
        "BONBRUG_SECURITY_CODE_1": firm["software_token"],
        "BONBRUG_SECURITY_CODE_2": firm["token"],
        "BONBRUG_TOKEN": firm["security_code_1"],
        "BONBRUG_SOFTWARE_TOKEN": firm["security_code_2"],
    }
    words = ("connect", "Onzin", "--organisation", FIRM, "--company-id", "1000009")
    code, said = program.tell(*words, "--username", "Onzin", "--template", "Test", extra=swapped)
    assert code != 0
    assert secrets.seen(said) == set()


def test_a_backup_lists_and_holds_no_secret_in_the_clear(
    program: Program, secrets: Watch, customers: Watch, tmp_path: Path
) -> None:
    code, said = program.tell("backup", str(tmp_path))
    assert code == 0, said
    (file,) = tmp_path.glob("*.zip")
    with zipfile.ZipFile(file) as whole:
        listed = "\n".join(f"{one.filename} {one.comment!r}" for one in whole.infolist())
        held = [whole.read(name) for name in whole.namelist()]
    assert secrets.seen(said, listed, file.name, *held) == set()
    assert customers.seen(said, listed, file.name) == set()
    assert customers.seen(*held) == {"customer"}
