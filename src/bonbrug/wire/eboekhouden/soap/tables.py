"""The records as tables that can be read and written without looking at types again."""

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from bonbrug.wire.eboekhouden.records import AnyType, Choice, Needed, Part, Text
from bonbrug.wire.eboekhouden.soap.scalars import KINDS, Kind

NAMESPACE = "http://www.e-boekhouden.nl/soap"
_QUALIFIED = f"{{{NAMESPACE}}}"


def qualified(name: str) -> str:
    """Return the name as the XML library writes it."""
    return _QUALIFIED + name


@dataclass(frozen=True, slots=True)
class Column:
    """One element of a message.

    `kind` is None for text; `part` is the table of a message inside this one, `many` tells that
    there is a list of them; `needed` that an answer cannot do without it.
    """

    attribute: str
    element: str
    kind: Kind | None = None
    needed: bool = False
    limit: int | None = None
    words: tuple[str, ...] = ()
    untyped: bool = False
    part: "Table | None" = None
    many: bool = False

    @property
    def tag(self) -> str:
        return qualified(self.element)


class Table:
    """One message: its columns in wire order. Build with `table`."""

    def __init__(self, record: type, columns: tuple[Column, ...]) -> None:
        self.record = record
        self.element = f"c{record.__name__}"
        self.columns = columns
        self.tags = [column.tag for column in columns]
        self.flat = all(column.part is None for column in columns)
        self.values = attrgetter(*(column.attribute for column in columns), "__class__")
        self.kinds = [
            (index, column.kind) for index, column in enumerate(columns) if column.kind is not None
        ]
        self.choices = [(index, column) for index, column in enumerate(columns) if column.words]
        self.needed_texts = [
            (index, column)
            for index, column in enumerate(columns)
            if column.needed and column.kind is None and column.part is None
        ]


_tables: dict[type, Table] = {}


def table(record: type) -> Table:
    """Return the table of a record class."""
    known = _tables.get(record)
    return known or _tables.setdefault(record, _build(record))


def _build(record: type) -> Table:
    hints = get_type_hints(record, include_extras=True)
    return Table(record, tuple(_column(each.name, hints[each.name]) for each in fields(record)))


def _column(name: str, hint: Any) -> Column:
    annotated = get_origin(hint) is Annotated
    bare = get_args(hint)[0] if annotated else hint
    notes: dict[type, Any] = {type(note): note for note in getattr(hint, "__metadata__", ())}
    if Part in notes:
        return Column(name, notes[Part].element, part=table(bare))
    if get_origin(bare) is tuple:
        return Column(name, name, part=table(get_args(bare)[0]), many=True)
    kind = KINDS.get(bare)
    needed = notes[Needed].needed if Needed in notes else kind is not None
    return Column(
        name,
        name,
        kind=kind,
        needed=needed,
        limit=notes[Text].length if Text in notes else None,
        words=notes[Choice].words if Choice in notes else (),
        untyped=AnyType in notes,
    )
