"""The texts of all rooms: compile the catalogues, add new texts, or check that none is missing.

Each room keeps its own words in ``locale/nl/LC_MESSAGES/django.po``; English is in the source.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOMS = Path(__file__).parent.parent / "src/bonbrug"
LANGUAGE = "nl"
BEGAN = datetime(2026, 11, 22, tzinfo=UTC)
WORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip


def rooms() -> Iterator[Path]:
    yield from sorted(path for path in ROOMS.iterdir() if (path / "__init__.py").exists())


def sources(room: Path) -> Iterator[bytes]:
    """Yield the Python of a room: its modules, and its templates rewritten to calls."""
    for path in sorted(room.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.read_bytes()
    for path in sorted(room.rglob("templates/**/*.html")):
        yield templatize(path.read_text("utf-8"), origin=str(path)).encode()


Key = tuple[str, str]  # context ('' without) and singular


def texts(room: Path) -> dict[Key, str | None]:
    """Return every text of a room: context and singular → plural (None without)."""
    found: dict[Key, str | None] = {}
    for source in sources(room):
        for _, message, _, context in extract("python", BytesIO(source), WORDS):
            singular, plural = message if isinstance(message, tuple) else (message, None)
            key = (context or "", singular)
            found[key] = plural or found.get(key)
    return {key: plural for key, plural in found.items() if key[1]}


def place(room: Path) -> Path:
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def blank(room: Path) -> Catalog:
    """Return a catalogue with our header, without a time: the same texts give the same file."""
    return Catalog(
        locale=LANGUAGE,
        header_comment=f"# Dutch texts of {room.name}.",
        project="Bonbrug",
        version="1",
        msgid_bugs_address="Bonbrug",
        creation_date=BEGAN,
        revision_date=BEGAN,
        last_translator="Bonbrug",
        language_team="Bonbrug",
        charset="utf-8",
        fuzzy=False,
    )


def catalogue(room: Path) -> Catalog:
    path = place(room)
    if not path.exists():
        return blank(room)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def compile_all() -> None:
    for room in rooms():
        if place(room).exists():
            with place(room).with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue(room))


def update_all() -> None:
    """Bring all catalogues, or those of the rooms that are named, in line with the source."""
    for room in rooms():
        if sys.argv[2:] and room.name not in sys.argv[2:]:
            continue
        wanted, kept = texts(room), catalogue(room)
        if not wanted:
            continue
        fresh = blank(room)
        for (context, text), plural in sorted(wanted.items()):
            old = kept.get(text, context or None)
            string = old.string if old else ""
            fresh.add((text, plural) if plural else text, string, context=context or None)
        place(room).parent.mkdir(parents=True, exist_ok=True)
        with place(room).open("wb") as file:
            write_po(file, fresh, width=100, omit_header=False, no_location=True)


def problems(room: Path) -> Iterator[str]:
    """Yield what is not translated, what has other placeholders, and what nobody uses."""
    kept, wanted = catalogue(room), texts(room)
    for (context, text), plural in wanted.items():
        entry = kept.get(text, context or None)
        strings = _strings(entry.string) if entry else []
        if not strings or not all(strings) or (entry and entry.fuzzy):
            yield f"{room.name}: not translated: {text!r}"
        elif _holes(strings[-1]) != _holes(plural or text):
            yield f"{room.name}: other placeholders: {text!r}"
    for entry in kept:
        key = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        if key and (entry.context or "", key) not in wanted:
            yield f"{room.name}: not used any more: {key!r}"


def _strings(string: object) -> list[str]:
    return [str(part) for part in string] if isinstance(string, tuple | list) else [str(string)]


def _holes(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", text)) | set(re.findall(r"\{(\w+)\}", text))


def contradictions() -> Iterator[str]:
    """Yield what two rooms translate differently: at a run one of them wins for both."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for room in rooms():
        for entry in catalogue(room):
            if entry.id:
                key = str(entry.id[0] if isinstance(entry.id, tuple) else entry.id)
                words = "; ".join(_strings(entry.string))
                said.setdefault((entry.context or "", key), {}).setdefault(words, room.name)
    for (_context, text), found in said.items():
        if len(found) > 1:
            yield f"{' and '.join(found.values())} say {text!r} differently: {list(found)}"


def check_all() -> None:
    found = [problem for room in rooms() for problem in problems(room)] + list(contradictions())
    print("\n".join(found) or "every text is translated")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    {"compile": compile_all, "update": update_all, "check": check_all}[sys.argv[1]]()
