"""What ships is read from the pins, and never from something else that happens to be installed."""

import json
import re
from pathlib import Path

import pytest
from tools.supply.shipped import LOCK, ROOT, RUN, packages


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree that asks for one Python package and one of the pages."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / f"{RUN}.in").write_text("segno\n", "utf-8")
    text = (ROOT / f"{RUN}.txt").read_text("utf-8")
    pin = re.search(r"(?m)^segno==(.*\\\n)+.*\n", text)
    assert pin is not None
    (tmp_path / f"{RUN}.txt").write_text(pin[0], "utf-8")
    lock = {
        "": {"dependencies": {"a": "1"}},
        "node_modules/a": {"version": "1.0", "integrity": "sha512-q83v", "license": "MIT"},
        "node_modules/b": {"version": "1.0", "integrity": "sha512-q83v", "dev": True},
    }
    (tmp_path / LOCK).write_text(json.dumps({"packages": lock}), "utf-8")
    return tmp_path


def test_what_is_for_development_alone_does_not_ship(tree: Path) -> None:
    assert [(each.kind, each.name) for each in packages(tree)] == [("npm", "a"), ("pypi", "segno")]


def test_an_integrity_becomes_hex_digits(tree: Path) -> None:
    assert packages(tree)[0].hashes == (("sha512", "abcdef"),)


def test_another_version_than_the_pin_is_not_described(tree: Path) -> None:
    path = tree / f"{RUN}.txt"
    path.write_text(re.sub(r"==\S+", "==0.0.1", path.read_text("utf-8"), count=1), "utf-8")
    with pytest.raises(SystemExit, match=r"segno is pinned at 0\.0\.1, installed is"):
        packages(tree)


def test_a_pin_that_is_not_installed_is_said(tree: Path) -> None:
    (tree / f"{RUN}.txt").write_text("bestaat-niet==1.0 \\\n    --hash=sha256:ab\n", "utf-8")
    with pytest.raises(SystemExit, match="bestaat-niet is pinned and not installed"):
        packages(tree)
