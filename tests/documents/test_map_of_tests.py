"""The page of the tests names every folder of them, and none that is gone."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/tests.md").read_text("utf-8")
NAMED = re.findall(r"(?m)^\| `(tests/[\w/]+/)` \|", PAGE)
FOLDERS = [
    f"{folder.relative_to(ROOT).as_posix()}/"
    for parent in ("tests", "tests/proofs")
    for folder in sorted((ROOT / parent).iterdir())
    if any(folder.glob("**/*.*")) and folder.name not in ("proofs", "__pycache__")
]


def test_every_folder_has_a_row_and_no_row_is_about_nothing() -> None:
    assert sorted(NAMED) == sorted(FOLDERS)


def test_every_command_of_the_page_exists() -> None:
    targets = set(re.findall(r"(?m)^([\w-]+):", (ROOT / "Makefile").read_text("utf-8")))
    asked = set(re.findall(r"`make ([\w-]+)", PAGE))
    assert asked - targets == set()
    modules = re.findall(r"`python -m ([\w.]+)", PAGE)
    assert [name for name in modules if not (ROOT / name.replace(".", "/")).is_dir()] == []
