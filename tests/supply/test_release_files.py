"""A host can tell whether files are those of a release, by the lines of the manual."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tools.supply.sbom import version
from tools.supply.shipped import ROOT

from tests.supply.source_copy import OURS, make, tree

MANUAL = (ROOT / "docs/en/8-for-the-operator.md", ROOT / "docs/nl/8-voor-de-beheerder.md")
STEPS = ROOT / "docs/release.md"
SIGNERS = "release_signers"


def blocks(page: Path, word: str) -> str:
    """Return the commands of the one block of a page that holds a word."""
    found = re.findall(r"(?ms)^ *```sh\n(.*?)^ *```", page.read_text("utf-8"))
    (block,) = (each for each in found if word in each)
    return str(block)


def shell(commands: str, folder: Path, **more: str) -> tuple[int, str]:
    done = subprocess.run(
        ("bash", "-euo", "pipefail", "-c", commands),
        check=False,
        cwd=folder,
        env={**os.environ, "PATH": OURS, **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def new_key(home: Path, source: Path) -> None:
    """Follow the steps of the page, with an empty passphrase and a home of its own."""
    (home / ".ssh").mkdir(parents=True)
    commands = blocks(STEPS, "-t ed25519").replace("-f ", '-q -N "" -f ')
    code, said = shell(commands, source, HOME=str(home))
    assert code == 0, said


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source whose release was made and signed as the page says; return its dist."""
    there = tmp_path_factory.mktemp("release")
    source = tree(there / "source")
    new_key(there, source)
    for words in (("release-files",), ("sign-release", f"KEY={there}/.ssh/bonbrug-release")):
        code, said = make(source, *words)
        assert code == 0, said
    return source / "dist"


@pytest.fixture
def host(signed: Path, tmp_path: Path) -> Path:
    """The folder of an operator: the files of the release, and the keys from elsewhere."""
    folder = tmp_path / "host"
    shutil.copytree(signed, folder)
    shutil.copy(signed.parent / "deploy" / SIGNERS, folder / SIGNERS)
    return folder


def looks(host: Path, page: Path = MANUAL[0]) -> tuple[int, str]:
    return shell(blocks(page, "ssh-keygen -Y verify"), host)


def test_a_release_is_three_files_their_checksums_and_a_signature(signed: Path) -> None:
    name = f"bonbrug-{version()}"
    assert sorted(path.name for path in signed.iterdir()) == sorted(
        ("SHA256SUMS", "SHA256SUMS.sig", f"{name}-py3-none-any.whl", f"{name}.cdx.json",
         f"{name}.requirements.txt")
    )  # fmt: skip
    for line in (signed / "SHA256SUMS").read_text("ascii").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((signed / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.parent.name)
def test_the_lines_of_the_manual_find_it_good(host: Path, page: Path) -> None:
    code, said = looks(host, page)
    assert code == 0, said
    assert 'Good "bonbrug-release" signature' in said
    assert said.count(": OK\n") == 3


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.parent.name)
def test_the_manual_installs_files_that_are_there(signed: Path, page: Path) -> None:
    named = re.findall(r"bonbrug-0\.1\.0\S+(?:txt|whl)", blocks(page, "--require-hashes"))
    assert len(named) == 2
    assert all((signed / each.replace("0.1.0", version())).exists() for each in named)


@pytest.mark.parametrize("name", ["py3-none-any.whl", "cdx.json", "requirements.txt"])
def test_a_file_that_was_changed_is_noticed(host: Path, name: str) -> None:
    (path,) = host.glob(f"*{name}")
    path.write_bytes(path.read_bytes() + b"\n")
    code, said = looks(host)
    assert (code != 0, f"{path.name}: FAILED" in said) == (True, True)


def test_checksums_that_were_changed_along_are_noticed(host: Path) -> None:
    (path,) = host.glob("*.requirements.txt")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes() + b"\n")
    sums = (host / "SHA256SUMS").read_text("ascii")
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    (host / "SHA256SUMS").write_text(sums.replace(before, after), "ascii")
    code, said = looks(host)
    assert (code != 0, "OK" in said) == (True, False)


@pytest.mark.parametrize("namespace", ["bonbrug-release", "file"])
def test_another_key_or_a_signature_for_something_else_is_noticed(
    host: Path, signed: Path, namespace: str
) -> None:
    key = signed.parents[1] / ".ssh/bonbrug-release"
    if namespace == "bonbrug-release":
        key = host / "other"
        assert shell(f'ssh-keygen -q -t ed25519 -N "" -f "{key}"', host)[0] == 0
    (host / "SHA256SUMS.sig").unlink()
    assert shell(f'ssh-keygen -q -Y sign -f "{key}" -n {namespace} SHA256SUMS', host)[0] == 0
    assert looks(host)[0] != 0


def test_a_key_that_nobody_knows_is_noticed_when_signing(signed: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "deploy").mkdir(parents=True)
    shutil.copytree(signed, source / "dist")
    shutil.copy(ROOT / "deploy" / SIGNERS, source / "deploy" / SIGNERS)
    for name in ("Makefile", "CHANGELOG.md"):
        shutil.copy(ROOT / name, source / name)
    assert shell('ssh-keygen -q -t ed25519 -N "" -f other', tmp_path)[0] == 0
    code, said = make(source, "sign-release", f"KEY={tmp_path}/other")
    assert (code != 0, "OK" in said) == (True, False)


def test_the_tag_is_signed_and_verified_by_the_lines_of_the_page(signed: Path) -> None:
    source, home = signed.parent, signed.parents[1]
    who = "git -c user.name=Ons -c user.email=ons@firma.example commit -q -m Uitgave"
    made = f"git init -q . && git add CHANGELOG.md deploy && {who}"
    names = {"GIT_COMMITTER_NAME": "Ons", "GIT_COMMITTER_EMAIL": "ons@firma.example"}
    commands = made + "\n" + blocks(STEPS, "verify-tag")
    code, said = shell(commands, source, HOME=str(home), GIT_CONFIG_NOSYSTEM="1", **names)
    assert code == 0, said
    assert 'Good "git" signature for bonbrug-release' in said
