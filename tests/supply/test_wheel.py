"""The same source gives the same wheel, byte for byte, wherever and whenever it is built."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tools.supply.shipped import ROOT

from tests.supply.source_copy import make, tree


def make_wheel(folder: Path, umask: int, **more: str) -> Path:
    code, said = make(folder, "wheel", umask=umask, **more)
    assert code == 0, said
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two wheels of two trees that differ in all that should not count."""
    there = tmp_path_factory.mktemp("wheels")
    one = tree(there / "one")
    other = tree(there / "some" / "other place", backwards=True, aged=True)
    for path in other.rglob("*.mo"):
        path.unlink()
    compile_words = (sys.executable, "tools/messages.py", "compile")
    subprocess.run(compile_words, check=True, cwd=other, env={**os.environ, "PYTHONHASHSEED": "7"})
    return (
        make_wheel(one, 0o022, TZ="UTC", PYTHONHASHSEED="1"),
        make_wheel(other, 0o077, TZ="Pacific/Auckland", PYTHONHASHSEED="2"),
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
    whole = zipfile.ZipFile(wheels[0])
    names = whole.namelist()
    told = json.loads(whole.read("bonbrug/site/collected/staticfiles.json"))["paths"]
    style = f"bonbrug/site/collected/{told['vendor/tabler.min.css']}"
    assert {style, f"{style}.gz", f"{style}.br"} <= set(names)
    assert "bonbrug/link/locale/nl/LC_MESSAGES/django.mo" in names


def test_what_makes_it_is_the_pinned_version(wheels: tuple[Path, Path]) -> None:
    whole = zipfile.ZipFile(wheels[0])
    (name,) = (each for each in whole.namelist() if each.endswith(".dist-info/WHEEL"))
    pin = (ROOT / "requirements/wheel.txt").read_text("utf-8").split()[0]
    assert f"Generator: {pin.replace('==', ' ')}" in whole.read(name).decode()


def test_the_time_inside_is_the_one_that_was_given(wheels: tuple[Path, Path]) -> None:
    times = {each.date_time for each in zipfile.ZipFile(wheels[0]).filelist}
    assert times == {(2018, 9, 19, 3, 15, 0)}
