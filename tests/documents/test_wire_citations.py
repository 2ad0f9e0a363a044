"""Every citation of a wire fact resolves: the page exists, and has a section of that number."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__)
FACTS = sorted(ROOT.glob("docs/wire/*.md"))
SOURCES = sorted(
    path
    for folder in ("src", "tests", "tools")
    for path in (ROOT / folder).rglob("*.py")
    if path != HERE
)
SECTION = r"§\d+(?:\.\d+)*"
CITATION = re.compile(rf"docs/wire/([\w-]+\.md)((?:(?:,|\sand|\sto)?\s(?:#\s)?{SECTION})*)")
HEADING = re.compile(r"(?m)^#+ (\d+(?:\.\d+)*)\.? ")
ELSEWHERE = re.compile(r"\bspecs\b|\b[Ss]ections? \d|\bmanual \d|\bfailure[- ]model\b")


@cache
def numbered(page: str) -> frozenset[str]:
    return frozenset(HEADING.findall((ROOT / "docs/wire" / page).read_text("utf-8")))


def citations() -> Iterator[tuple[Path, str, list[str]]]:
    for path in SOURCES:
        for page, sections in CITATION.findall(path.read_text("utf-8")):
            yield path, page, [found.lstrip("§") for found in re.findall(SECTION, sections)]


def unresolved(page: str, sections: list[str]) -> bool:
    return not (ROOT / "docs/wire" / page).exists() or not numbered(page).issuperset(sections)


def test_every_citation_names_sections_that_exist() -> None:
    found = list(citations())
    assert len(found) >= 47
    broken = [
        (path.relative_to(ROOT).as_posix(), page, sections)
        for path, page, sections in found
        if unresolved(page, sections)
    ]
    assert broken == []


def test_no_section_is_cited_without_its_page() -> None:
    alone = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if "§" in CITATION.sub("", path.read_text("utf-8"))
    ]
    assert alone == []


def test_nothing_is_cited_that_is_not_in_the_tree() -> None:
    lost = {
        path.relative_to(ROOT).as_posix(): found.group()
        for path in SOURCES
        if (found := ELSEWHERE.search(path.read_text("utf-8")))
    }
    assert lost == {}


@pytest.mark.parametrize("page", FACTS, ids=lambda page: page.name)
def test_sections_are_numbered_in_order_and_once(page: Path) -> None:
    numbers = HEADING.findall(page.read_text("utf-8"))
    as_counted = [tuple(map(int, number.split("."))) for number in numbers]
    assert as_counted == sorted(set(as_counted))
    assert len(re.findall(r"(?m)^##+ ", page.read_text("utf-8"))) == len(numbers)
