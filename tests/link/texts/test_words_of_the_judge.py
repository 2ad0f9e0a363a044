"""Every code of the judge is said in both languages, with what clashes in it."""

import re

import pytest
from django.utils import translation

from bonbrug.link.texts import sentences
from bonbrug.link.texts.sentences import WORDS
from bonbrug.sync.judging.weights import CHECKS, Weight
from tests.sync.judging.cases import play, read

ABSURD = read("absurd.json")


@pytest.mark.parametrize("code", CHECKS)
def test_every_code_has_words_and_what_needs_a_person_says_what_to_do(code: str) -> None:
    words = WORDS.get(f"{code}@line") or WORDS[code]
    assert words.title
    assert bool(words.advice) is (CHECKS[code].weight is not Weight.NOTE)
    assert words.idle or CHECKS[code].weight is Weight.NOTE


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("what", ABSURD)
def test_what_is_found_is_said_without_a_gap(what: str, language: str) -> None:
    world = play(ABSURD[what])
    with translation.override(language):
        for finding in world.memory.items.values():
            said = sentences.of_finding(finding)
            assert not re.search(r"%\(|\s–[\s.,;)]", said), said
            assert finding.subject in said
