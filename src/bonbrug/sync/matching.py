"""When two records are one company."""

from difflib import SequenceMatcher

from bonbrug.sync.model.records import Relation
from bonbrug.values.party import join_street, postcode, split_street
from bonbrug.values.quantity import folded
from bonbrug.values.text import canonical

ALIKE = 0.6  # how much two names of one company have in common at least


def same_company(one: Relation, other: Relation) -> bool:
    """Tell whether two relations with one code are one company: name and, if known, postcode."""
    if folded(canonical(one.name)) != folded(canonical(other.name)):
        return False
    here, there = postcode(one.postal_code), postcode(other.postal_code)
    return not here or not there or here == there


def likely_same(one: Relation, other: Relation) -> bool:
    """Tell whether an unbound relation is the customer meant: by name, or by a known postcode."""
    if _bare(one.name) == _bare(other.name):
        return True
    here, there = postcode(one.postal_code), postcode(other.postal_code)
    return bool(here) and here == there


def is_other_company(one: Relation, other: Relation) -> bool:
    """Tell whether two records under one code are two companies: another name, another address.

    One of both may change, and what one side does not tell says nothing.
    """
    return differing(one, other) == ("name", "address")


def differing(one: Relation, other: Relation) -> tuple[str, ...]:
    """Return what both sides tell and in what they differ: ``name``, ``address``, or both."""
    names, places = (_bare(one.name), _bare(other.name)), (_place(one), _place(other))
    found = []
    if all(names) and not _alike(*sorted(names, key=len)):
        found.append("name")
    if all(places) and places[0] != places[1]:
        found.append("address")
    return tuple(found)


def _alike(short: str, long: str) -> bool:
    return short in long or SequenceMatcher(None, short, long).ratio() >= ALIKE


def _place(relation: Relation) -> str:
    """Return postcode with number, or street, number and town where there is no postcode."""
    code = postcode(relation.postal_code)
    line = join_street(relation.street, relation.house_number)  # each side may split it elsewhere
    where = f"{code} {split_street(line)[1]}" if code else f"{line} {relation.city}"
    return _bare(where)


def _bare(name: str) -> str:
    return "".join(letter for letter in canonical(name).casefold() if letter.isalnum())
