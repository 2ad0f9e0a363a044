"""What is dangerous whoever does it: it stands nowhere in the program, or in a named place."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

kinds: Any = import_module("re._constants")  # how the library itself reads a pattern
_parser: Any = import_module("re._parser")
SOURCE = Path(__file__).parents[2] / "src/bonbrug"
SCRIPTS = [one for one in sorted(SOURCE.rglob("static/**/*.js")) if "vendor" not in one.parts]
MODULES = {"subprocess", "pickle", "marshal", "shelve", "dill", "yaml", "ctypes", "runpy", "code"}
CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "spawnv", "execv", "fork"}
# Patterns, the text of our own paper, and a query of the framework.
MAY_CALL = {("compile", "re"), ("compile", "typst"), ("compile", "compiler")}
# Written by this program: eight signs of base 32, or escaped a line before.
OUR_OWN = {
    ("sync/marker.py", "tag"),
    ("sync/marker.py", "pattern"),
    ("link/actions/comparison.py", "tag"),
}
# The heaps of the C library are asked to be few.
MAY_LOAD = {("site/heaps.py", "ctypes")}
CIPHERS = {"values/sealing.py"}


@cache
def trees() -> dict[str, ast.Module]:
    found = [one for one in sorted(SOURCE.rglob("*.py")) if "migrations" not in one.parts]
    assert len(found) > 300
    return {one.relative_to(SOURCE).as_posix(): ast.parse(one.read_text("utf-8")) for one in found}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for name, tree in trees().items():
        for node in ast.walk(tree):
            yield name, node


def imported() -> Iterator[tuple[str, str]]:
    for name, node in nodes():
        if isinstance(node, ast.Import):
            yield from ((name, one.name) for one in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((name, f"{node.module}.{one.name}") for one in node.names)


def calls() -> Iterator[tuple[str, str, str, ast.Call]]:
    """Each call: its file, of what it is asked, its name and the node."""
    for name, node in nodes():
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield name, "", node.func.id, node
        elif isinstance(node.func, ast.Attribute):
            yield name, ast.unparse(node.func.value), node.func.attr, node


def test_nothing_is_started_loaded_or_made_into_code() -> None:
    loaded = {(name, what) for name, what in imported() if what.split(".")[0] in MODULES}
    assert loaded == MAY_LOAD
    found = [
        (name, of, call)
        for name, of, call, _ in calls()
        if call in CALLS and (call, of) not in MAY_CALL
    ]
    assert found == []


def test_what_is_forbidden_would_be_seen() -> None:
    tree = ast.parse("import os\nos.system('x')\neval('1')")
    found = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert {ast.unparse(one) for one in found} == {"os.system", "eval"}
    assert {"system", "eval"} <= CALLS


def test_every_xpath_is_fixed_when_the_program_starts() -> None:
    used = [(name, node) for name, _, call, node in calls() if call.lower() in ("xpath", "findall")
            and "etree" in ast.unparse(node.func)]  # fmt: skip
    assert used
    for name, node in used:
        assert node in [one.value for one in trees()[name].body if isinstance(one, ast.Assign)]
    assert [name for name, _, call, _ in calls() if call == "xpath"] == []


def test_no_template_is_made_from_a_text() -> None:
    made = [name for name, _, call, _ in calls() if call in ("Template", "from_string")]
    assert made == []
    trusted = [name for name, _, call, _ in calls() if call in ("mark_safe", "SafeText")]
    assert trusted == []
    templates = [path for path in SOURCE.rglob("*.html") if "vendor" not in path.parts]
    open_ones = [
        path
        for path in templates
        if re.search(r"\|\s*safe\b|autoescape off", path.read_text("utf-8"))
    ]
    assert len(templates) > 100
    assert open_ones == []


def patterns() -> Iterator[tuple[str, ast.expr]]:
    asked = {
        "compile",
        "match",
        "fullmatch",
        "search",
        "sub",
        "subn",
        "split",
        "findall",
        "finditer",
    }
    for name, of, call, node in calls():
        if of == "re" and call in asked and node.args:
            yield name, node.args[0]


def is_safe(name: str, part: ast.expr) -> bool:
    """A constant of the program, or letters that are escaped."""
    written = ast.unparse(part)
    constant = isinstance(part, ast.Name) and part.id.isupper()
    return constant or written.startswith("re.escape(") or (name, written) in OUR_OWN


def test_every_pattern_stands_in_the_source() -> None:
    loose = []
    for name, pattern in patterns():
        parts = [one.value for one in ast.walk(pattern) if isinstance(one, ast.FormattedValue)]
        fixed = isinstance(pattern, ast.Constant | ast.JoinedStr | ast.BinOp)
        if not (fixed or is_safe(name, pattern)) or not all(is_safe(name, one) for one in parts):
            loose.append((name, ast.unparse(pattern)))
    assert loose == []


def repeats(parsed: Any) -> Iterator[tuple[Any, Any]]:
    """Every part that may come any number of times, with what it repeats."""
    for kind, what in parsed:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and what[1] == kinds.MAXREPEAT:
            yield kind, what[2]
        for inner in inside(what):
            yield from repeats(inner)


def inside(what: Any) -> Iterator[Any]:
    if isinstance(what, _parser.SubPattern):
        yield what
    elif isinstance(what, tuple | list):
        for one in what:
            yield from inside(one)


def runs_away(pattern: str | bytes) -> bool:
    """Tell whether a part that repeats without end stands in one that does too."""
    return any(
        any(True for _ in repeats(body)) and not sure(body)
        for _, body in repeats(_parser.parse(pattern))
    )


def sure(body: Any) -> bool:
    """Tell whether a repeated part can be cut in one way only.

    It begins with a sign that what repeats inside of it does not have, or never gives back.
    """
    kind, what = _first(body)
    if kind == kinds.SUBPATTERN:
        return sure(what[-1])
    within = set().union(*(signs(one) for _, one in repeats(body)))
    return kind == kinds.ATOMIC_GROUP or not within & signs([(kind, what)])


def _first(parsed: Any) -> tuple[Any, Any]:
    return next(iter(parsed), (None, None))


def signs(parsed: Any) -> set[str]:
    """Every plain sign that a part can begin with; all of them when it is no single sign."""
    kind, what = _first(parsed)
    if kind not in (kinds.LITERAL, kinds.IN) or len(list(parsed)) != 1:
        return set(map(chr, range(128)))
    items = [(kind, what)] if kind == kinds.LITERAL else what
    found = {chr(code) for code in range(128) if any(holds(one, code) for one in items)}
    negated = items[0][0] == kinds.NEGATE
    return set(map(chr, range(128))) - found if negated else found


def holds(item: Any, code: int) -> bool:
    kind, what = item
    if kind == kinds.LITERAL:
        return bool(code == what)
    if kind == kinds.RANGE:
        return bool(what[0] <= code <= what[1])
    sign = chr(code)
    known = {
        "DIGIT": sign.isdigit(),
        "WORD": sign.isalnum() or sign == "_",
        "SPACE": sign.isspace(),
    }
    return kind == kinds.CATEGORY and known.get(str(what).rpartition("_")[2], True)


def test_no_pattern_repeats_what_repeats() -> None:
    texts = [(name, one.value) for name, one in patterns() if isinstance(one, ast.Constant)]
    assert len(texts) > 50
    assert [
        (name, text) for name, text in texts if isinstance(text, str | bytes) and runs_away(text)
    ] == []


@pytest.mark.parametrize(("pattern", "bad"), [
    (r"(a+)+b", True), (r"(?:\w*)*x", True), (r"(?:,[a-z]+)*", False),
    (r"(?:aa*)*x", True), (r"[a-z]+\d{2,}", False),
])  # fmt: skip
def test_a_pattern_that_runs_away_is_seen(pattern: str, bad: bool) -> None:
    assert runs_away(pattern) is bad


def test_no_script_of_ours_writes_markup_or_runs_a_text() -> None:
    assert len(SCRIPTS) >= 6
    never = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
        r"|setTimeout\(\s*[\"'`]|__proto__|Object\.assign\(|postMessage|addEventListener\(\s*.message"
    )
    assert [one.name for one in SCRIPTS if never.search(one.read_text("utf-8"))] == []


def test_what_is_drawn_comes_from_the_system() -> None:
    """`random` is used for waiting only, and there too from the system."""
    found = {(name, what) for name, what in imported() if what.split(".")[0] == "random"}
    assert {what for _, what in found} <= {"random.SystemRandom"}


def test_only_these_modules_know_ciphers_and_hashes() -> None:
    hashing = {name for name, what in imported() if what.split(".")[0] in ("hashlib", "hmac")}
    ciphers = {(name, what) for name, what in imported() if what.split(".")[0] == "cryptography"}
    weak = [(name, call) for name, _, call, _ in calls() if call in ("md5", "sha1", "new_md5")]
    assert {name for name, _ in ciphers} == CIPHERS
    assert {what.rpartition(".")[2] for _, what in ciphers} == {"InvalidTag", "AESGCM"}
    assert weak == []
    assert hashing


def test_secrets_are_compared_in_constant_time() -> None:
    told = re.compile(r"(?i)(token|digest|code_?[12]|security_code|_key|secret)$")
    found = []
    for name, node in nodes():
        if isinstance(node, ast.Compare) and any(
            isinstance(one, ast.Eq | ast.NotEq) for one in node.ops
        ):
            sides = [ast.unparse(one) for one in (node.left, *node.comparators)]
            if sum(bool(told.search(one)) for one in sides) >= 2:
                found.append((name, " == ".join(sides)))
    assert found == []
