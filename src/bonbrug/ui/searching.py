"""Which records hold the words that are searched for: the one condition behind every search."""

from collections.abc import Iterable

from django.db.models import Q


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
