"""A query as the servers of this treaty read it: PHP's way (docs/wire/werkbonapp.md §3).

``key=v`` is one value and the last one counts; ``key[]=v`` and ``key[3]=v`` fill a list, in any
order and with encoded brackets. Lists in lists have no meaning in the treaty.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from bonbrug.values.text import printable
from bonbrug.wire.werkbonapp.faults import NOT_PARSED, Fault

MOST = 1000  # as many as PHP takes

_NAME = re.compile(r"([^\[]+)\[([^\[\]]*)\]")
# Shown where the first bracket is not closed: PHP writes them as an underscore.
_UNCLEAN = str.maketrans({".": "_", " ": "_", "[": "_"})


@dataclass(slots=True)
class Query:
    """`single`: one value per name. `listed`: values by index per name. Never both for one name."""

    single: dict[str, str] = field(default_factory=dict)
    listed: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        return self.single.keys() | self.listed.keys()

    @property
    def values(self) -> Mapping[str, str]:
        """One value per name; Fault 1504 for a list of several, whose meaning is not known."""
        found = dict(self.single)
        for name, values in self.listed.items():
            if name not in FILTER_NAMES:
                found[name] = _only(name, values)
        return found

    def indexed(self, name: str) -> dict[str, str]:
        """Return the values of a name by their index; a single one has index 0."""
        if name in self.single:
            return {"0": self.single[name]}
        return self.listed.get(name, {})

    def put(self, name: str, index: str | None, value: str) -> None:
        if index is None:
            self.listed.pop(name, None)
            self.single[name] = value
            return
        self.single.pop(name, None)
        values = self.listed.setdefault(name, {})
        values[_index(index, values)] = value


FILTER_NAMES = ("key", "value", "operator")


def read_query(raw: str) -> Query:
    """Read a query string; Fault 1504 for lists in lists and for more than can be meant."""
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, max_num_fields=MOST)
    except ValueError:
        raise Fault(NOT_PARSED, [f"Query invalid. At most {MOST} parameters"]) from None
    query = Query()
    for wire_name, value in pairs:
        name, index = _parts(printable(wire_name).lstrip(" "))
        query.put(name, index, printable(value))
    return query


def _parts(wire_name: str) -> tuple[str, str | None]:
    """Split ``name[index]``; without closed brackets it is a plain name."""
    found = _NAME.match(wire_name)
    if found is None:
        return wire_name.translate(_UNCLEAN), None
    if wire_name[found.end() :].startswith("["):
        raise Fault(NOT_PARSED, [f"Parameter invalid: {wire_name}"])
    return found[1].translate(_UNCLEAN), found[2]


def _index(given: str, values: Mapping[str, str]) -> str:
    if given.strip() and not given.strip().isdecimal():
        return given
    if given.strip():
        return str(int(given[:9]))
    numbers = [int(index) for index in values if index.isdecimal()]
    return str(max(numbers, default=-1) + 1)


def _only(name: str, values: Mapping[str, str]) -> str:
    if len(values) != 1:
        raise Fault(NOT_PARSED, [f"Parameter invalid. One value needed: {name}"])
    return next(iter(values.values()))


ALWAYS = frozenset({"token", "software_token", "test"})


def refuse_unknown(query: Query, known: frozenset[str]) -> None:
    """Raise Fault 1504 naming what was asked and would be passed over: a list must not grow by it.

    ``test`` is sent by some and means nothing that is known; a name that begins with an underscore
    is how browsers get round a cache.
    """
    unknown = sorted(name for name in query.names - known - ALWAYS if not name.startswith("_"))
    if unknown:
        raise Fault(NOT_PARSED, [f"Parameter unknown: {name}" for name in unknown])
