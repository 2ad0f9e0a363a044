"""The pages of which fields travel say what the lists of the program say."""

from pathlib import Path

from tools import fields as pages
from tools import generated

from bonbrug.sync.model import fields
from bonbrug.sync.model.records import NOUNS

DOCS = Path(__file__).parents[2] / "docs"


def test_the_pages_are_up_to_date() -> None:
    assert [page.name for page in generated.stale(pages.pages())] == [], "run make fields"


def test_every_merged_field_stands_on_the_pages_of_both_languages() -> None:
    found = pages.pages()
    assert len(found) == 3
    for language, name in pages.PAGES.items():
        rows = [line for line in found[DOCS / name].splitlines() if line.startswith("| ")]
        merged = sum(len(fields.of(noun).merged) for noun in NOUNS)
        told = pages.TEXTS["words"][language]
        ways = (told["merged"], told["stand_in"].split()[0] + " ")
        assert sum(any(f"| {way}" in row for way in ways) for row in rows) == merged


def test_the_index_of_both_languages_points_to_its_page() -> None:
    for name in pages.PAGES.values():
        folder, _, page = name.partition("/")
        assert f"({page})" in (DOCS / folder / "README.md").read_text("utf-8")
