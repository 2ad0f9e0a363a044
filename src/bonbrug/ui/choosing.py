"""Choosing one of thousands of records: a search field, and a short list of what it finds."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from bonbrug.ui.query_parameters import MOST_CHARACTERS
from bonbrug.ui.searching import matching, words_in
from bonbrug.values.text import searchable

Record = TypeVar("Record", bound=Model)

MOST = 50  # up to here a list needs no search
SEEN_AT_ONCE = 8


class Choosing(Generic[Record]):
    """What ``ui/choosing.html`` and ``ui/found.html`` show when it stands there as `choosing`.

    Of `data` it reads ``<key>-search``, what is typed, and ``<key>-sought``, what the list on the
    page was made for. The record that is `chosen` already stays in the list.
    """

    def __init__(
        self,
        key: str,
        label: str | Promise,
        data: Mapping[str, str],
        records: QuerySet[Record],
        texts: Sequence[str],
    ) -> None:
        self.key, self.label, self.records, self.texts = key, label, records, texts
        self.word = str(data.get(f"{key}-search", "")).strip()[:MOST_CHARACTERS]
        self.sought = str(data.get(f"{key}-sought", ""))
        self.chosen = ""

    @property
    def waits(self) -> bool:
        """Tell whether a word was typed of which the page did not show the list yet."""
        return bool(self.word) and self.word != self.sought

    @property
    def many(self) -> bool:
        return len(self._first) > MOST

    @cached_property
    def _first(self) -> list[Record]:
        return list(self.records[: MOST + 1])

    @cached_property
    def _found(self) -> list[Record]:
        if not self.word:
            return []
        found = list(matching(self.records, self.word, self.texts)[: MOST + 1])
        return sorted(found, key=self._distance)

    def _distance(self, record: Record) -> int:
        """Return how many words are only part of a word there: code 47 comes before code 147."""
        whole = searchable(str(record)).split()
        return sum(searchable(word) not in whole for word in words_in(self.word))

    @property
    def found(self) -> int:
        """Return how many are shown of what was found."""
        return min(len(self._found), MOST)

    @property
    def more(self) -> bool:
        """Tell whether the search found more than is shown."""
        return len(self._found) > MOST

    @cached_property
    def options(self) -> list[Record]:
        """Return all records while they are few; otherwise what is chosen and what was found."""
        if not self.many:
            return self._first
        shown = self._found[:MOST]
        if self.chosen in {str(record.pk) for record in shown}:
            return shown
        number = int(self.chosen) if self.chosen.isdecimal() and len(self.chosen) < 19 else 0
        return [*self.records.filter(pk=number), *shown] if number else shown

    @property
    def rows(self) -> int:
        """Return how many rows of the list are open: one, or some when there is a choice."""
        return min(SEEN_AT_ONCE, len(self.options) + 1) if self.many and self.word else 1
