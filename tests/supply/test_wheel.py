"""The same source gives the same wheel, byte for byte, wherever and whenever it is built."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tools.supply.shipped import ROOT

EPOCH = "1537326900"  # 2018-09-19 03:15 UTC
READS = (".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "pyproject.toml")
IGNORED = shutil.ignore_patterns("__pycache__")
MADE = ".venv/run", ".venv/pages", ".venv/messages"


def tree(folder: Path, *, backwards: bool, aged: bool) -> Path:
    """Copy what a build reads, in one order or the other, with other times on the files."""
    folder.mkdir(parents=True)
    for name in sorted((*READS, "requirements", "src", "tools"), reverse=backwards):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=IGNORED)
        else:
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    if aged:
        for path in folder.rglob("*"):
            os.utime(path, (1_000_000_000, 1_000_000_000), follow_symlinks=False)
    return folder


def make_wheel(folder: Path, umask: int, zone: str, **more: str) -> Path:
    """Run the recipe of the Makefile there, without bringing anything anew."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    left = [word for stamp in MADE for word in ("-o", stamp)]
    subprocess.run(
        ("make", "-s", "wheel", *left),
        check=True,
        cwd=folder,
        umask=umask,
        env={**own, "TZ": zone, "SOURCE_DATE_EPOCH": EPOCH, **more},
    )
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two wheels of two trees that differ in all that should not count."""
    there = tmp_path_factory.mktemp("wheels")
    one = tree(there / "one", backwards=False, aged=False)
    other = tree(there / "some" / "other place", backwards=True, aged=True)
    for path in other.rglob("*.mo"):
        path.unlink()
    compile_words = (sys.executable, "tools/messages.py", "compile")
    subprocess.run(compile_words, check=True, cwd=other, env={**os.environ, "PYTHONHASHSEED": "7"})
    return (
        make_wheel(one, 0o022, "UTC", PYTHONHASHSEED="1"),
        make_wheel(other, 0o077, "Pacific/Auckland", PYTHONHASHSEED="2"),
    )


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_two_folders_at_two_times_give_the_same_bytes(wheels: tuple[Path, Path]) -> None:
    one, other = (zipfile.ZipFile(path) for path in wheels)
    shown = [(each.filename, each.external_attr, each.date_time, each.CRC) for each in one.filelist]
    assert shown == [
        (each.filename, each.external_attr, each.date_time, each.CRC) for each in other.filelist
    ]
    assert digest(wheels[0]) == digest(wheels[1])


def test_pages_and_translations_are_inside(wheels: tuple[Path, Path]) -> None:
    names = zipfile.ZipFile(wheels[0]).namelist()
    assert "bonbrug/ui/static/vendor/tabler.min.js" in names
    assert "bonbrug/link/locale/nl/LC_MESSAGES/django.mo" in names


def test_what_makes_it_is_the_pinned_version(wheels: tuple[Path, Path]) -> None:
    whole = zipfile.ZipFile(wheels[0])
    (name,) = (each for each in whole.namelist() if each.endswith(".dist-info/WHEEL"))
    pin = (ROOT / "requirements/wheel.txt").read_text("utf-8").split()[0]
    assert f"Generator: {pin.replace('==', ' ')}" in whole.read(name).decode()


def test_the_time_inside_is_the_one_that_was_given(wheels: tuple[Path, Path]) -> None:
    times = {each.date_time for each in zipfile.ZipFile(wheels[0]).filelist}
    assert times == {(2018, 9, 19, 3, 15, 0)}
