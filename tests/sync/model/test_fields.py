"""What a record says of its fields, and what follows from it."""

from dataclasses import dataclass, fields, replace
from typing import Annotated

import pytest

from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.imports.merge import merge
from bonbrug.sync.model.fields import Way, of
from bonbrug.sync.model.records import (
    NOUNS,
    SHARED,
    TO_WORK,
    HourType,
    Material,
    Product,
    Relation,
    WorkOrder,
)

NOWHERE = (Way.READ, Way.JUDGED)


@dataclass(frozen=True, slots=True)
class Fenced(Relation):
    """A relation that got a field, with records of before in the memory."""

    fence: Annotated[str, replace(SHARED, added_later=True)] = ""


@dataclass(frozen=True, slots=True)
class Silent:
    code: Annotated[str, TO_WORK]
    fence: str = ""


@dataclass(frozen=True, slots=True)
class NewAndNeeded:
    code: Annotated[str, TO_WORK]
    fence: Annotated[str, replace(TO_WORK, added_later=True)]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_of_every_noun_says_how_it_travels(noun: type) -> None:
    assert list(of(noun).declared) == [field.name for field in fields(noun)]


def test_a_field_that_does_not_say_so_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Silent\.fence does not say how it travels"):
        of(Silent)


def test_a_field_of_later_must_do_without_a_value() -> None:
    with pytest.raises(TypeError, match=r"NewAndNeeded\.fence needs a default"):
        of(NewAndNeeded)


def test_what_is_merged_is_said_by_the_records() -> None:
    assert of(Relation).merged == (
        "name", "contact", "address", "postal_code", "city", "phone", "mobile", "email", "remark",
    )  # fmt: skip
    assert of(Material).merged == ("description", "unit", "price")
    assert of(HourType).merged == ("description", "price")
    assert of(WorkOrder).merged == ()


def test_what_may_be_missing_is_said_by_the_records() -> None:
    assert of(Relation).may_be_missing == {
        "contact", "street", "house_number", "postal_code", "city", "phone", "mobile", "email",
        "remark", "country", "vat_number",
    }  # fmt: skip
    assert of(Product).may_be_missing == {"description", "unit", "vat_code", "ledger_code"}


def test_two_fields_that_are_one_line_on_the_other_side_are_compared_as_one() -> None:
    ours = Relation("K1", "Klant", street="Dorpsstraat", house_number="12")
    theirs = Relation("K1", "Klant", street="Dorpsstraat 12")
    assert of(Relation).values(ours) == of(Relation).values(theirs)
    assert of(Relation).from_values(of(Relation).values(theirs)) == ours


def test_a_new_field_counts_in_the_fingerprint_where_it_is_filled() -> None:
    before, bare = Relation("K1", "Klant"), Fenced("K1", "Klant")
    filled = Fenced("K1", "Klant", fence="groen")
    parts = [fingerprint_of(of(type(one)).parts(one)) for one in (before, bare, filled)]
    assert parts[0] == parts[1] != parts[2]


@pytest.mark.parametrize(
    ("books", "work", "value", "to_work", "to_books", "conflicts"),
    [
        ("", "", "", False, False, ()),
        ("groen", "", "groen", True, False, ()),
        ("", "groen", "groen", False, False, ()),
        ("groen", "groen", "groen", False, False, ()),
        ("groen", "rood", "groen", True, False, ("fence",)),
    ],
)
def test_a_base_of_before_knows_nothing_of_a_new_field(
    books: str, work: str, value: str, *, to_work: bool, to_books: bool, conflicts: tuple[str, ...]
) -> None:
    base = of(Relation).values(Relation("K1", "Klant"))
    here, there = (of(Fenced).values(Fenced("K1", "Klant", fence=text)) for text in (books, work))
    merged = merge(base, here, there, of(Fenced).merged, into_books=True)
    assert merged.values["fence"] == value
    assert (merged.to_work, merged.to_books, merged.conflicts) == (to_work, to_books, conflicts)


def test_what_is_kept_of_before_makes_a_record_with_the_default() -> None:
    kept = of(Relation).values(Relation("K1", "Klant", city="Dorp"))
    assert of(Fenced).from_values(kept) == Fenced("K1", "Klant", city="Dorp")


def test_what_is_only_read_is_never_merged() -> None:
    read = [t for noun in NOUNS for t in of(noun).declared.values() if t.way in NOWHERE]
    assert read
    assert not any(travels.merged for travels in read)
