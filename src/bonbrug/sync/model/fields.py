"""Which fields travel, which way, and what the engine does with each: declared once, on the record.

Every field of a record (records.py) carries a `Travels` in its annotation. Comparing, merging,
fingerprints, late writes, what may be missing from an answer, and the pages of the manual that
say what travels all read it; a field without one does not get past the import.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from bonbrug.values.spellings import TEXT, Spelling

Noun = TypeVar("Noun")
Values = dict[str, str | bool]


class Way(Enum):
    """Where a field goes. The last two go nowhere: `JUDGED` counts when a person is asked whether
    a work order is right, `READ` finds a record or tells whether its turn has come.
    """

    BOTH = "both"
    TO_WORK = "to_work"
    TO_BOOKS = "to_books"
    JUDGED = "judged"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Joined:
    """Two fields that are compared as one text, for one of the sides has one line for them."""

    name: str
    join: Callable[[str, str], str]
    split: Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Travels:
    """How one field travels.

    `key`: the record is known by it, so it is compared and never changed. `merged`: both sides may
    change it, and it is settled per field with what was agreed before.
    `compared`: it is part of the fingerprint. `may_be_missing`: an answer may leave the element out
    of every row, and then what was known stays. `long`: a text of pages, not of a line. `called`:
    its name when values are compared, where that is another one. `stands_in_for`: the work orders
    have no place for it and show it as that field when that one is empty. `added_later`: it counts
    in a fingerprint only where it is filled, so that records without it keep the fingerprint that
    they had before there was such a field.
    """

    way: Way
    key: bool = False
    merged: bool = False
    compared: bool = True
    may_be_missing: bool = False
    long: bool = False
    spelling: Spelling = TEXT
    called: str = ""
    within: Joined | None = None
    stands_in_for: str = ""
    added_later: bool = False


class Fields(Generic[Noun]):
    """The declared fields of one record, ready for comparing."""

    def __init__(self, noun: type[Noun]) -> None:
        self.noun = noun
        self.declared = dict(_declarations(noun))
        self.inside = {name: of(part) for name, part in _parts_of(noun).items()}
        self._compared = self._by_called_name()
        self._single = {key: n for key, n in self._compared.items() if key not in self.inside}
        self._raw = _getter([names[0] for names in self._single.values()])
        self._plain, self._joined = self._spellings(), self._joins()
        self._respelled = [(key, s.write) for key, _, s in self._plain if s.write is not None]

        self.merged = self._called(lambda travels: travels.merged)
        self.keys = self._called(lambda travels: travels.key)
        self.owned = self._called(lambda t: t.compared and not (t.merged or t.key))
        self.later = self._called(lambda travels: travels.added_later)
        self.judged = self._called(lambda travels: travels.way is Way.JUDGED)
        named = self.declared.items()
        self.lines = tuple(
            name for name, t in named if t.way in (Way.BOTH, Way.TO_WORK) and not t.long
        )
        self.may_be_missing = frozenset(name for name, t in named if t.may_be_missing)
        self.stand_ins = {t.stands_in_for: name for name, t in named if t.stands_in_for}

    def called(self, name: str) -> str:
        """Return the name under which a field is compared and spoken of."""
        travels = self.declared[name]
        return travels.within.name if travels.within else travels.called or name

    def values(self, record: Noun) -> Values:
        """Return the compared fields as they are compared, in the order of the record."""
        found = dict(zip(self._single, self._raw(record), strict=True))
        for key, write in self._respelled:
            found[key] = write(found[key])
        for key, joined, (_, second) in self._joined:
            found[key] = joined.join(found[key], getattr(record, second))
        return found

    def from_values(self, values: Mapping[str, Any], **others: object) -> Noun:
        """Make a record of such values; what they do not hold gets its default."""
        for key, name, spelling in self._plain:
            if key in values:
                others[name] = spelling.read(values[key])
        for key, joined, names in self._joined:
            if key in values:
                others.update(zip(names, joined.split(str(values[key])), strict=True))
        return self.noun(**others)

    def parts(self, record: Noun) -> Iterable[str]:
        """Return what a fingerprint is made of: each value, each part, each row as one text."""
        values = self.values(record)
        return self._all_parts(record, values) if self.inside else self.parts_of(values)

    def parts_of(self, values: Values) -> Iterable[str]:
        """Return the same of the values of a record that holds no others."""
        if not self.later:
            return map(str, values.values())
        return (text for key, value in values.items() for text in self._part(key, value))

    def _all_parts(self, record: Noun, values: Values) -> Iterator[str]:
        for key in self._compared:
            if key in self.inside:
                yield from self._inner_parts(key, getattr(record, key))
            else:
                yield from self._part(key, values[key])

    def _part(self, key: str, value: str | bool) -> list[str]:
        if key not in self.later:
            return [str(value)]
        return [f"{key}={value}"] if value else []

    def _inner_parts(self, key: str, value: Any) -> Iterable[str]:
        parts = self.inside[key].parts
        return ["|".join(parts(row)) for row in value] if isinstance(value, tuple) else parts(value)

    def _called(self, chosen: Callable[[Travels], bool]) -> tuple[str, ...]:
        """Return the compared names of these fields, each once."""
        named = (self.called(name) for name, t in self.declared.items() if chosen(t))
        return tuple(dict.fromkeys(named))

    def _by_called_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, travels in self.declared.items():
            if travels.compared:
                found.setdefault(self.called(name), []).append(name)
        return found

    def _spellings(self) -> list[tuple[str, str, Spelling]]:
        named = ((key, names[0], self.declared[names[0]]) for key, names in self._single.items())
        return [(key, name, t.spelling) for key, name, t in named if t.within is None]

    def _joins(self) -> list[tuple[str, Joined, list[str]]]:
        named = ((key, names, self.declared[names[0]]) for key, names in self._single.items())
        return [(key, t.within, names) for key, names, t in named if t.within is not None]


def _getter(names: Sequence[str]) -> Callable[[object], tuple[Any, ...]]:
    """Return what takes these attributes of a record, be it none or only one."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


_MADE: dict[type[Any], Fields[Any]] = {}


def of(noun: type[Noun]) -> Fields[Noun]:
    """Return the declared fields of a record."""
    if noun not in _MADE:
        _MADE[noun] = Fields(noun)
    return _MADE[noun]


def _declarations(noun: type[Any]) -> Iterator[tuple[str, Travels]]:
    hints = get_type_hints(noun, include_extras=True)
    for field in fields(noun):
        found = [m for m in getattr(hints[field.name], "__metadata__", ()) if type(m) is Travels]
        if len(found) != 1:
            raise TypeError(f"{noun.__name__}.{field.name} does not say how it travels")
        if found[0].added_later and field.default is MISSING:
            raise TypeError(f"{noun.__name__}.{field.name} needs a default for records of before")
        yield field.name, found[0]


def _parts_of(noun: type[Any]) -> dict[str, type[Any]]:
    """Return the fields that hold a record, or rows of one."""
    inside = {}
    for name, hint in get_type_hints(noun).items():
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and is_dataclass(part):
                inside[name] = part
    return inside
