"""Finding connections by what a person types, and saying what a run did."""

from collections.abc import Iterator

from bonbrug.link.models import Connection, Run
from bonbrug.link.texts import sentences

PK_DIGITS = 18


class NoSuchConnection(Exception):
    """Nothing, or more than one, is called that."""


def chosen(word: str | None) -> list[Connection]:
    """Return the connections that a number or name means; all living ones without a word."""
    living = Connection.objects.filter(deleted_at=None).order_by("pk")
    if not word:
        return list(living)
    is_number = word.isascii() and word.isdigit() and len(word) <= PK_DIGITS
    found = list(living.filter(pk=int(word)) if is_number else living.filter(name=word))
    if not found:
        raise NoSuchConnection(f"there is no connection {word}")
    if len(found) > 1:
        raise NoSuchConnection(f"{len(found)} connections are called {word}; use the number")
    return found


def told(run: Run) -> Iterator[str]:
    """Yield the summary of a run and a line per fact, in the language of the moment."""
    yield sentences.of_run(run)
    for line in run.lines.order_by("moment", "pk"):
        yield f"  - {sentences.of_line(line)}"
