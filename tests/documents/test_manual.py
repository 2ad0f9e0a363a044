"""The manual is the same in both languages, and every picture is used."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PICTURE = re.compile(r"!\[([^\]]*)\]\(images/([^)]+)\)")


def chapters(language: str) -> list[Path]:
    return sorted((DOCS / language).glob("[0-9]*.md"))


def numbers(language: str) -> list[str]:
    return [page.name.partition("-")[0] for page in chapters(language)]


def pictures(page: Path) -> list[tuple[str, str]]:
    return PICTURE.findall(page.read_text("utf-8"))


def used(language: str) -> set[str]:
    pages = (DOCS / language).glob("*.md")
    return {name for page in pages for _words, name in pictures(page)}


def sections(page: Path) -> int:
    return len(re.findall(r"(?m)^## ", page.read_text("utf-8")))


def test_both_languages_have_the_same_eight_chapters() -> None:
    assert numbers("nl") == numbers("en") == [str(number) for number in range(1, 9)]


def test_a_chapter_has_as_many_sections_in_both_languages() -> None:
    assert [sections(page) for page in chapters("nl")] == [
        sections(page) for page in chapters("en")
    ]


def test_a_chapter_shows_the_same_pictures_in_both_languages() -> None:
    for dutch, english in zip(chapters("nl"), chapters("en"), strict=True):
        names = [name for _words, name in pictures(dutch)]
        assert names == [name for _words, name in pictures(english)], dutch.name


def test_every_chapter_has_a_picture_and_every_picture_says_what_it_shows() -> None:
    for page in (*chapters("nl"), *chapters("en")):
        shown = pictures(page)
        assert shown, page.name
        assert all(len(words) > 10 for words, _name in shown), page.name


def test_no_picture_is_kept_that_no_page_shows() -> None:
    for language in ("nl", "en"):
        kept = {path.name for path in (DOCS / language / "images").glob("*.png")}
        assert kept - used(language) == set()


def test_every_chapter_is_in_the_table_of_contents() -> None:
    for language in ("nl", "en"):
        contents = (DOCS / language / "README.md").read_text("utf-8")
        assert [page.name for page in chapters(language) if f"({page.name})" not in contents] == []
