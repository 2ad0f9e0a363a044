"""What both sides agreed on, with what is on its way or was refused kept beside it."""

from collections.abc import Mapping

from bonbrug.sync.model.serializers import RELATION_FIELDS, Values

PENDING = "pending_"  # before the name of a field, in a base
AGREED = "agreed_"  # the same, where the version beside it was refused


def with_pending(base: Mapping[str, str | bool], values: Mapping[str, str | bool]) -> Values:
    """Keep beside what was agreed what is being written in the books now."""
    return {**base, **{f"{PENDING}{name}": values[name] for name in RELATION_FIELDS}}


def pending_of(base: Mapping[str, str | bool]) -> Values:
    """Return what is being written in the books, as `with_pending` keeps it."""
    return {name: value for name, value in base.items() if name.startswith(PENDING)}


def agreed(base: Mapping[str, str | bool], books: Mapping[str, str | bool]) -> Values:
    """Return the agreed values; a pending one that the books show has arrived, so it is agreed."""
    arrived = {
        name: books[name]
        for name in RELATION_FIELDS
        if f"{PENDING}{name}" in base and books[name] == base[f"{PENDING}{name}"]
    }
    kept = {name: value for name, value in base.items() if not name.startswith(PENDING)}
    return {**kept, **arrived}


def refused(values: Mapping[str, str | bool], before: Mapping[str, str | bool]) -> Values:
    """Keep beside a refused version what both sides agreed on before it."""
    return {**values, **{f"{AGREED}{name}": value for name, value in before.items()}}


def agreed_before(base: Mapping[str, str | bool]) -> Values:
    """Return what `refused` kept; nothing when the two never agreed."""
    kept = {name: value for name, value in base.items() if name.startswith(AGREED)}
    return {name.removeprefix(AGREED): value for name, value in kept.items()}
