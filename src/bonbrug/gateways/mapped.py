"""One declared list per wire record: which of its fields is which field of the noun.

Reading, writing and changing follow from the list. What is in neither `fields` nor `left_out` is
found by a test (tests/gateways/test_every_field_is_mapped.py); a name that does not exist does not
get past the import.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from bonbrug.sync.model import fields as declared
from bonbrug.values.text import canonical

Wire = TypeVar("Wire")
Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class Same:
    """The field of the noun, or the fields, that one field of a wire record is.

    `read` gives the noun's value, or one per field. `write` makes the value, of
    `out_of` where these are others than it is read into. None: as it stands. `written` is off for
    what is only read.
    `fills_in`: it counts where a field before it was empty. `given`: whoever reads or writes the
    record gives the value itself, for it holds records of its own.
    """

    nouns: tuple[str, ...]
    read: Callable[[Any], Any] | None = None
    write: Callable[..., Any] | None = None
    out_of: tuple[str, ...] = ()
    written: bool = True
    fills_in: bool = False
    given: bool = False


def text(noun: str, *, written: bool = True, fills_in: bool = False) -> Same:
    """A text: made canonical when it is read, written as it is."""
    return Same((noun,), canonical, written=written, fills_in=fills_in)


def value(noun: str, read: Callable[[Any], Any] | None = None, *, written: bool = True) -> Same:
    """Any other value."""
    return Same((noun,), read, written=written)


def given(noun: str) -> Same:
    """Records inside the record: whoever reads or writes it gives them."""
    return Same((noun,), given=True)


class Mapped(Generic[Wire, Noun]):
    """A wire record, the noun that it is, and all of its fields: mapped, or left out and why."""

    def __init__(
        self,
        wire: type[Wire],
        noun: type[Noun],
        same: Mapping[str, Same],
        left_out: Mapping[str, str] | None = None,
    ) -> None:
        self.wire, self.noun, self.same, self.left_out = wire, noun, same, left_out or {}
        _demand(wire, (*self.same, *self.left_out))
        _demand(noun, (name for each in same.values() for name in (*each.nouns, *each.out_of)))
        taken = {name: each for name, each in same.items() if not each.given}
        single = {
            name: each for name, each in taken.items() if len(each.nouns) == 1 and not each.fills_in
        }
        self._single = [(each.nouns[0], each.read) for each in single.values()]
        self._values = attrgetter(*single, "__class__")  # a tuple, also of one field
        self._others = [
            (attrgetter(name), each) for name, each in taken.items() if name not in single
        ]
        self._puts = [(name, _put(each)) for name, each in taken.items() if each.written]

    def read(self, row: Wire, **inside: object) -> Noun:
        """Make the noun of a record."""
        for (name, convert), raw in zip(self._single, self._values(row), strict=False):
            inside[name] = raw if convert is None else convert(raw)
        for get, each in self._others:
            found = each.read(get(row)) if each.read else get(row)
            if not each.fills_in:
                inside.update(zip(each.nouns, found, strict=True))
            elif not inside[each.nouns[0]]:
                inside[each.nouns[0]] = found
        return self.noun(**inside)

    def write(self, noun: Noun, **others: object) -> Wire:
        """Make the record of a noun; `others` are the fields that the noun does not have."""
        return self.wire(**self.written(noun), **others)

    def written(self, noun: Noun) -> dict[str, Any]:
        """Return what a noun fills of the record, by the names of its fields."""
        return {name: put(noun) for name, put in self._puts}

    def changed(self, row: Wire, ours: Noun) -> Wire:
        """Return a record of theirs with what is another value in our noun."""
        theirs = self.read(row)
        new = {name: put(ours) for name, put in self._puts if put(ours) != put(theirs)}
        kept = {name: getattr(row, name) for name in _names(self.wire)}
        return self.wire(**{**kept, **new})

    def elements_that_may_be_missing(self) -> dict[str, tuple[str, ...]]:
        """Return the fields of the noun by the element of which an answer may say nothing."""
        optional = declared.of(self.noun).may_be_missing
        return {
            element: each.nouns
            for element, each in self.same.items()
            if optional.issuperset(each.nouns)
        }


def _put(each: Same) -> Callable[[Any], Any]:
    """Return what takes from a noun the value to write."""
    names, write = each.out_of or each.nouns, each.write
    get = attrgetter(*names)
    if write is None:
        return get
    return lambda noun: write(*get(noun)) if len(names) > 1 else write(get(noun))


def _demand(record: type[Any], names: Iterable[str]) -> None:
    if unknown := [name for name in names if name not in _names(record)]:
        raise TypeError(f"{record.__name__} has no {', '.join(unknown)}")


def _names(record: type[Any]) -> list[str]:
    return [field.name for field in fields(record)]
