"""What a page points to exists: pictures, pages, headings, modules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
MODULE = re.compile(r"`((?:[a-z_]+/)+(?:[a-z_]+\.py)?)`")
BESIDE = ("docs/", "tests/", "requirements/", "tools/")


def targets(page: Path) -> Iterator[str]:
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            yield target


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ +(.+)$", page.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in headings}


def missing(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    found = (page.parent / name).resolve() if name else page
    return not found.exists() or (bool(anchor) and anchor not in anchors(found))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_and_picture_exists(page: Path) -> None:
    assert [target for target in targets(page) if missing(page, target)] == []


def test_every_module_that_the_architecture_names_exists() -> None:
    named = MODULE.findall((ROOT / "ARCHITECTURE.md").read_text("utf-8"))
    assert named
    lost = [path for path in named if not _root_of(path).joinpath(path).exists()]
    assert lost == []


def _root_of(path: str) -> Path:
    return ROOT if path.startswith(BESIDE) else ROOT / "src/bonbrug"


def test_every_room_of_the_engine_stands_in_the_architecture() -> None:
    named = set(MODULE.findall((ROOT / "ARCHITECTURE.md").read_text("utf-8")))
    engine = ROOT / "src/bonbrug/sync"
    rooms = {f"sync/{room.parent.name}/" for room in engine.glob("*/__init__.py")}
    files = {f"sync/{path.name}" for path in engine.glob("*.py") if path.stem != "__init__"}
    assert (rooms | files) - named == set()


def test_a_decision_is_linked_by_its_number() -> None:
    folder = ROOT / "docs/decisions"
    wrong = [
        f"{page.name}: {link}"
        for page in folder.glob("0*.md")
        for link in re.findall(r"\[\d+\]\(\d+", page.read_text("utf-8"))
        if len({int(number) for number in re.findall(r"\d+", link)}) > 1
    ]
    assert wrong == []


def test_every_decision_stands_in_the_list() -> None:
    folder = ROOT / "docs/decisions"
    listed = (folder / "README.md").read_text("utf-8")
    assert [page.name for page in folder.glob("0*.md") if page.name not in listed] == []
