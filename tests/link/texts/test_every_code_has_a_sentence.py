"""Every fact that the engine can report has words, in Dutch and in English."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import bonbrug
from bonbrug.link.texts import sentences
from bonbrug.link.texts.reasons import meaning
from bonbrug.wire.eboekhouden import faults as books_faults
from bonbrug.wire.werkbonapp import faults as work_order_faults

ROOMS = ("sync", "link/actions", "link", "gateways", "wire")
DEEP = frozenset({"sync", "gateways", "wire"})
MAKERS = frozenset({"asked", "noted", "refuse", "ask", "warn", "_finding", "Finding", "OtherBooks"})
FAILURES = frozenset({"Unreachable", "Unreadable", "Misconfigured", "NotAllowedIn", "Refused"})
NO_MESSAGE = frozenset({"MessageError", "Garbled"})
UNSENDABLE = frozenset({"Unwritable"})
IN_PASSING = frozenset({"soap_fault", "not_text", "unreachable"})  # not made by a plain call
STATUSES = frozenset(f"http_{status}" for status in (302, 401, 403, 404, 418, 429, 500, 503))
HOUSE = Path(bonbrug.__file__).parent


def _files() -> Iterator[Path]:
    for room in ROOMS:
        inner = "**/*.py" if room in DEEP else "*.py"
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


def test_every_code_of_the_two_wires_is_found() -> None:
    assert {"doctype", "not_xml", "no_body", "other_answer", "html"} <= codes(NO_MESSAGE)
    assert codes(UNSENDABLE) == {"too_long", "illegal_character"}


def anything() -> list[str]:
    """Return every code that can stop a run, or be the reason inside a sentence."""
    numbers = {str(code) for code in work_order_faults.CODES if code != work_order_faults.OK}
    listed = numbers | set(books_faults.TEXTS) | IN_PASSING | STATUSES
    return sorted((codes(FAILURES | NO_MESSAGE | UNSENDABLE) | listed) - {""})


SETTINGS = frozenset(
    {"unknown_service", "old_open_api", "other_administration"}
)  # only ever findings


@pytest.mark.parametrize("code", anything())
def test_every_failure_has_words_and_an_advice(code: str) -> None:
    said = []
    for language in ("nl", "en"):
        with translation.override(language):
            words = sentences.say(code, "", {})
            assert meaning(code) is not None or code in SETTINGS
            assert words.certain
            assert words.advice
            assert "_" not in words.text
            assert "%(" not in words.text + words.advice
            said.append(words.text)
    assert said[0] != said[1]


@pytest.mark.parametrize("code", anything())
def test_a_reason_inside_a_sentence_is_words(code: str) -> None:
    with translation.override("nl"):
        text = sentences.say("books_refused", "18-1", {"reason": code}).text
    assert "niet kent" not in text or code in SETTINGS
    assert "_" not in text or code in SETTINGS


SIDES = [
    ("books", "de boekhouding", "the books"),
    ("work_orders", "de werkbonnen", "the work orders"),
    ("", "de andere kant", "the other side"),
]


@pytest.mark.parametrize("code", ["timeout", "connect", "reset", "dns", "tls", "cut", "http_503"])
@pytest.mark.parametrize(("side", "dutch", "english"), SIDES)
def test_a_side_that_does_not_answer_is_named(
    code: str, side: str, dutch: str, english: str
) -> None:
    for language, name in (("nl", dutch), ("en", english)):
        with translation.override(language):
            assert name in sentences.say(code, "", {"side": side}).text.lower()


def test_an_answer_that_only_one_side_can_give_names_that_side() -> None:
    with translation.override("nl"):
        assert sentences.what("doctype").startswith("De boekhouding geeft een webpagina")
        assert sentences.what("html").startswith("De werkbonnen geven een webpagina")


@pytest.mark.parametrize(
    ("code", "fact", "one", "two"),
    [
        ("backlog", "count", "1 werkbon stond", "2 werkbonnen stonden"),
        ("mass_change", "now", "1 relatie;", "2 relaties;"),
        ("mass_change", "before", "was het er 1.", "waren het er 2."),
        ("restored_books", "count", "1 relatie in de boekhouding ging ", "2 relaties in"),
        ("maybe_cut", "count", "1 relatie;", "2 relaties;"),
        ("too_many_lines", "count", "1 regel;", "2 regels;"),
    ],
)
def test_one_is_not_said_as_many(code: str, fact: str, one: str, two: str) -> None:
    with translation.override("nl"):
        for number, words in ((1, one), (2, two)):
            assert words in sentences.say(code, "relations", {fact: number}).text


def test_the_refused_template_is_named() -> None:
    facts = {"reason": "CFACT028", "template": "Bestaat niet"}
    for language in ("nl", "en"):
        with translation.override(language):
            said = sentences.say("setting_refused", "", facts)
            assert "Bestaat niet" in said.text
            assert "Bestaat niet" in said.advice
            assert "–" not in sentences.say("setting_refused", "", {"reason": "E0011"}).text


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


def test_a_code_that_nobody_foresaw_stands_in_brackets() -> None:
    with translation.override("nl"):
        text = sentences.say("brand_new", "18-1").text
    assert text == "18-1: de koppeling meldt iets waarvoor zij geen woorden heeft (brand_new)."
