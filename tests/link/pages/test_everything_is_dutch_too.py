"""No text of the link lacks its Dutch."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from bonbrug.link import pages

HOUSE = Path(pages.__file__).parent.parent
CATALOGUE = HOUSE / "locale/nl/LC_MESSAGES/django.po"
WORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy")),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def _sources() -> Iterator[bytes]:
    for room in ("pages", "texts"):
        yield from (file.read_bytes() for file in sorted((HOUSE / room).rglob("*.py")))
    for file in sorted((HOUSE / "templates").rglob("*.html")):
        yield templatize(file.read_text(encoding="utf-8"), origin=str(file)).encode()


def _texts() -> Iterator[str]:
    for source in _sources():
        for _line, word, given, _comments in extract_python(BytesIO(source), WORDS, (), {}):
            text: object = given
            forms = text if isinstance(text, tuple) else (text,)
            if forms[word == "pgettext"]:
                yield str(forms[word == "pgettext"])


def test_every_text_has_its_dutch() -> None:
    with CATALOGUE.open("rb") as file:
        dutch = {_first(entry.id): entry.string for entry in read_po(file, locale="nl")}
    texts = set(_texts())
    assert len(texts) > 400
    assert sorted(text for text in texts if not dutch.get(text)) == []


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]
