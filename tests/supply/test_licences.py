"""A package may ship only under a licence that is known and allowed."""

from dataclasses import replace
from pathlib import Path

import pytest
from tools.supply.licences import PAGE, Rules, problems, rules
from tools.supply.shipped import Package, packages

NOTHING = Rules(frozenset({"MIT", "BSD-3-Clause"}), {}, {})
PACKAGE = Package("pypi", "voorbeeld", "1.0", "MIT", (("sha256", "ab" * 32),), (), asked=True)


def told(said: str, known: Rules = NOTHING) -> str:
    return "\n".join(problems([replace(PACKAGE, said=said)], known))


def test_everything_that_ships_today_is_allowed() -> None:
    assert list(problems(packages(), rules())) == []


@pytest.mark.parametrize("said", ["MIT", "GPL-3.0-only OR MIT", "MIT AND BSD-3-Clause"])
def test_an_allowed_licence_is_not_spoken_of(said: str) -> None:
    assert told(said) == ""


@pytest.mark.parametrize(
    "said",
    ["GPL-3.0-only", "MIT AND GPL-3.0-only", "AGPL-3.0-or-later OR GPL-2.0-only", "ISC",
     "GPL-2.0-only WITH Classpath-exception-2.0"],
)  # fmt: skip
def test_a_licence_that_is_not_on_the_list_fails(said: str) -> None:
    assert f"voorbeeld 1.0 has {said}, which is not allowed" in told(said)


@pytest.mark.parametrize("said", ["", "Proprietary", "free for all", "MIT OR Eigen-1.0", "mit-ish"])
def test_words_that_are_no_known_licence_fail(said: str) -> None:
    assert f"voorbeeld 1.0 says {said!r} of its licence" in told(said)


def test_stated_words_count_until_the_package_says_something_else() -> None:
    known = replace(NOTHING, stated={"voorbeeld": ("free for all", "MIT")})
    assert told("free for all", known) == ""
    assert "read its licence" in told("free for some", known)


def test_an_exception_holds_for_one_package_and_one_licence() -> None:
    known = replace(NOTHING, exceptions={"voorbeeld": "LGPL-3.0-only"})
    assert told("LGPL-3.0-only", known) == ""
    assert "GPL-3.0-only, which is not allowed" in told("GPL-3.0-only", known)
    other = replace(PACKAGE, name="ander", said="LGPL-3.0-only")
    assert "ander 1.0 has LGPL-3.0-only" in "\n".join(problems([other], known))


def test_a_rule_about_a_package_that_is_gone_fails() -> None:
    known = replace(NOTHING, exceptions={"weg": "LGPL-3.0-only"})
    assert f"{PAGE} speaks of weg, which does not ship" in told("MIT", known)


def test_an_exception_without_a_reason_is_refused(tmp_path: Path) -> None:
    page = 'allowed = []\n[[exception]]\nname = "weg"\nlicence = "MIT"\nwhy = " "\n'
    (tmp_path / PAGE).parent.mkdir()
    (tmp_path / PAGE).write_text(page, "utf-8")
    with pytest.raises(SystemExit, match="weg without a reason"):
        rules(tmp_path)
