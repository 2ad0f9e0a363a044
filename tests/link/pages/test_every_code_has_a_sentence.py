"""Every fact that the engine can report has words, in Dutch and in English."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import bonbrug
from bonbrug.link.pages import sentences
from bonbrug.link.pages.reasons import REASONS, bare

ROOMS = ("sync", "link/actions", "link", "gateways")
MAKERS = frozenset({"asked", "noted", "refuse", "_finding", "Finding", "OtherBooks"})
FAILURES = frozenset({"Unreachable", "Unreadable", "Misconfigured", "NotAllowedIn", "Refused"})
HOUSE = Path(bonbrug.__file__).parent


def _files() -> Iterator[Path]:
    for room in ROOMS:
        inner = "**/*.py" if room in {"sync", "gateways"} else "*.py"
        yield from sorted((HOUSE / room).glob(inner))


def _calls(names: frozenset[str]) -> Iterator[tuple[Path, ast.Call, ast.Module]]:
    for file in _files():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in names:
                yield file, node, tree


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _words(node: ast.expr, tree: ast.Module) -> Iterator[str]:
    """Yield the texts that an argument can be: a text, a choice of two, or a name given one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _words(node.body, tree)
        yield from _words(node.orelse, tree)
    elif isinstance(node, ast.Name):
        for other in ast.walk(tree):
            if isinstance(other, ast.Assign) and node.id in map(_name, other.targets):
                yield from _words(other.value, tree)


def codes(names: frozenset[str]) -> set[str]:
    return {word for _file, call, tree in _calls(names) for word in _words(call.args[0], tree)}


def test_the_walk_finds_what_the_engine_reports() -> None:
    assert {"outcome_unknown", "zero_hours", "duplicate_code"} <= codes(MAKERS)


def test_every_fact_has_words() -> None:
    known = {name.partition("@")[0] for name in sentences.WORDS}
    assert codes(MAKERS) - known == set()


def test_every_failure_has_words_or_a_reason() -> None:
    plain = {code for code in codes(FAILURES) if code}
    assert {
        code for code in plain if bare(code) not in REASONS and code not in sentences.WORDS
    } == set()


@pytest.mark.parametrize("code", sorted(sentences.WORDS))
def test_each_sentence_is_dutch_in_dutch(code: str) -> None:
    words = sentences.WORDS[code]
    for text in (words.title, words.text, words.certain, words.advice):
        with translation.override("en"):
            english = str(text)
        with translation.override("nl"):
            assert not english or str(text) != english


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", sorted(sentences.WORDS))
def test_a_missing_fact_never_breaks_a_sentence(code: str, language: str) -> None:
    with translation.override(language):
        said = sentences.say(code.partition("@")[0], "", {"place": 1} if "@" in code else {})
    assert said.title
    assert said.text
    assert "%(" not in "".join((said.text, said.certain, said.advice))


def test_an_unknown_code_is_named() -> None:
    with translation.override("nl"):
        assert sentences.say("brand_new", "18-1").text == "18-1: de koppeling meldt brand_new."
