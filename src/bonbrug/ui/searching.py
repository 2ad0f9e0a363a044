"""Which records hold the words that are searched for: the one condition behind every search."""

from collections.abc import Iterable
from itertools import takewhile
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from bonbrug.values.quantity import folded

Record = TypeVar("Record", bound=Model)


def holding(words: Iterable[str], fields: Iterable[str], *exact: str) -> Q:
    """Return one condition: each word stands in one of the fields, or is the whole of an `exact`.

    It is for one `filter`: a filter for each word would join every table once more.
    """
    fields = tuple(fields)
    found = Q()
    for word in words:
        found &= somewhere(word, fields, exact)
    return found


def somewhere(word: str, fields: Iterable[str], exact: Iterable[str] = ()) -> Q:
    """Return the condition that one of the fields holds the word."""
    found = Q()
    for field in fields:
        found |= Q((f"{field}__icontains", word))
    for field in exact:
        found |= Q((field, word))
    return found


def taken_by(rows: QuerySet[Record], field: str, record: Record) -> Record | None:
    """Return another row with the code that this record is to have.

    Capitals and spaces make no other code. A record that keeps the code it has is not asked about:
    what stands beside it may be older than this rule.
    """
    code = str(getattr(record, field))
    others = rows.exclude(pk=record.pk)
    if record.pk and rows.filter(pk=record.pk, **{field: code}).exists():
        return None
    # Only of these letters every database knows the capitals.
    begin = "".join(takewhile(str.isascii, "".join(code.split()[:1])))
    alike = others.filter(**{f"{field}__istartswith": begin})
    return next((row for row in alike if folded(str(getattr(row, field))) == folded(code)), None)
