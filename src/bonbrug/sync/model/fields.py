"""Which fields travel, which way, and what the engine does with each: declared once, on the record.

Every field of a record (records.py) carries a `Travels` in its annotation. Comparing, merging,
fingerprints, late writes, what may be missing from an answer, and the pages of the manual that
say what travels all read it; a field without one does not get past the import.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from bonbrug.sync.model.spellings import TEXT, Spelling

Noun = TypeVar("Noun")
Values = dict[str, str | bool]


class Way(Enum):
    """Where a field goes; `READ` is read to judge or to recognise, and written nowhere."""

    BOTH = "both"
    TO_WORK = "to_work"
    TO_BOOKS = "to_books"
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

    `merged`: both sides may change it, and it is settled per field with what was agreed before.
    `compared`: it is part of the fingerprint. `may_be_missing`: an answer may leave the element out
    of every row, and then what was known stays. `called`: its name when values are compared, where
    that is another one. `stands_in_for`: the work orders have no place for it and show it as that
    field when that one is empty. `added_later`: it counts in a fingerprint only where it is filled,
    so that records without it keep the fingerprint that they had before there was such a field.
    """

    way: Way
    merged: bool = False
    compared: bool = True
    may_be_missing: bool = False
    spelling: Spelling = TEXT
    called: str = ""
    within: Joined | None = None
    stands_in_for: str = ""
    added_later: bool = False


class Fields(Generic[Noun]):
    """The declared fields of one record, ready for comparing."""

    def __init__(self, noun: type[Noun]) -> None:
        self.noun = noun
        self.declared: Mapping[str, Travels] = dict(_declarations(noun))
        self.inside: Mapping[str, Fields[Any]] = {
            name: of(part) for name, part in _parts_of(noun).items()
        }
        self._places = self._compared_places()
        self._keys = tuple(self._places)
        self._first = _getter([names[0] for names in self._places.values()])
        self._respelled = list(self._spelled())
        self._joined = list(self._joins())
        self._later = self._called(lambda travels: travels.added_later)
        self._order = self._fingerprint_order()
        self._is_flat = not (self.inside or self._later)
        self.merged = self._called(lambda travels: travels.merged)
        self.owned = self._called(lambda travels: travels.compared and not travels.merged)
        self.may_be_missing = frozenset(
            name for name, travels in self.declared.items() if travels.may_be_missing
        )
        self.stand_ins: Mapping[str, str] = {
            travels.stands_in_for: name
            for name, travels in self.declared.items()
            if travels.stands_in_for
        }

    def called(self, name: str) -> str:
        """Return the name under which a field is compared and spoken of."""
        travels = self.declared[name]
        return travels.within.name if travels.within else travels.called or name

    def values(self, record: Noun) -> Values:
        """Return the compared fields as they are compared, in the order of the record."""
        found = dict(zip(self._keys, self._first(record), strict=True))
        for key, write in self._respelled:
            found[key] = write(found[key])
        for key, join, second in self._joined:
            found[key] = join(found[key], second(record))
        return found

    def from_values(self, values: Mapping[str, Any], **others: object) -> Noun:
        """Make a record of such values; what they do not hold gets its default."""
        for key, names in self._places.items():
            if key not in values:
                continue
            travels = self.declared[names[0]]
            if travels.within:
                others.update(zip(names, travels.within.split(str(values[key])), strict=True))
            else:
                others[names[0]] = travels.spelling.read(values[key])
        return self.noun(**others)

    def parts(self, record: Noun) -> Iterable[str]:
        """Return what a fingerprint is made of: each value, each part, each row as one text."""
        values = self.values(record)
        return map(str, values.values()) if self._is_flat else self._all_parts(record, values)

    def _all_parts(self, record: Noun, values: Values) -> Iterator[str]:
        for name, key in self._order.items():
            if (inside := self.inside.get(name)) is not None:
                value = getattr(record, name)
                if isinstance(value, tuple):
                    yield from ["|".join(inside.parts(row)) for row in value]
                else:
                    yield from inside.parts(value)
            elif key not in self._later:
                yield str(values[key])
            elif values[key]:
                yield f"{key}={values[key]}"

    def _called(self, chosen: Callable[[Travels], bool]) -> tuple[str, ...]:
        """Return the compared names of these fields, each once."""
        named = (self.called(name) for name, t in self.declared.items() if chosen(t))
        return tuple(dict.fromkeys(named))

    def _fingerprint_order(self) -> dict[str, str]:
        """Return the first field of every compared name, with that name."""
        compared = [name for name, travels in self.declared.items() if travels.compared]
        first = {key: name for name in reversed(compared) if (key := self.called(name))}
        return {name: self.called(name) for name in compared if first[self.called(name)] == name}

    def _compared_places(self) -> dict[str, list[str]]:
        places: dict[str, list[str]] = {}
        for name, travels in self.declared.items():
            if travels.compared and name not in self.inside:
                places.setdefault(self.called(name), []).append(name)
        return places

    def _spelled(self) -> Iterator[tuple[str, Callable[[Any], Any]]]:
        for key, names in self._places.items():
            if (write := self.declared[names[0]].spelling.write) is not None:
                yield key, write

    def _joins(self) -> Iterator[tuple[str, Callable[[str, str], str], Callable[[Noun], str]]]:
        for key, names in self._places.items():
            if (within := self.declared[names[0]].within) is not None:
                yield key, within.join, attrgetter(names[1])


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
        yield field.name, found[0]


def _parts_of(noun: type[Any]) -> dict[str, type[Any]]:
    """Return the fields that hold a record, or rows of one."""
    inside = {}
    for name, hint in get_type_hints(noun).items():
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and is_dataclass(part):
                inside[name] = part
    return inside
