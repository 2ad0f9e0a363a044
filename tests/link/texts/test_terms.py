"""Every field that a sentence may name has a name for people, in both languages."""

import pytest
from django.utils import translation

from bonbrug.link.texts.terms import TERMS, term
from bonbrug.sync.model import fields
from bonbrug.sync.model.fields import Way
from bonbrug.sync.model.records import NOUNS


def spoken_of() -> set[str]:
    """The names under which fields are told: what travels, in one piece and in its parts."""
    found: set[str] = set()
    for noun in NOUNS:
        declared = fields.of(noun)
        for name, travels in declared.declared.items():
            if travels.way is not Way.READ:
                found |= {name, declared.called(name)}
        found |= {*declared.merged, *declared.may_be_missing}
    return found


def test_every_field_that_travels_has_a_term() -> None:
    assert len(spoken_of()) > 30
    assert sorted(spoken_of() - TERMS.keys()) == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_term_is_no_name_of_the_code(language: str) -> None:
    with translation.override(language):
        assert [name for name in spoken_of() if "_" in term(name) or not term(name)] == []


def test_a_term_is_the_same_word_in_both_languages_only_where_dutch_has_it_too() -> None:
    said: dict[str, dict[str, str]] = {}
    for language in ("en", "nl"):
        with translation.override(language):
            said[language] = {name: term(name) for name in spoken_of()}
    same = {name for name, word in said["nl"].items() if word == said["en"][name]}
    assert same == {"code", "email", "begin"}
