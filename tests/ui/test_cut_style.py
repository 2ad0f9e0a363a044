"""Tabler's style is cut to what the pages use, and nothing that they use is lost.

tests/journeys/test_cut_style.py asks the same of a browser, for every rule on every page.
"""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/bonbrug"
WHOLE = (ROOT / "node_modules/@tabler/core/dist/css/tabler.min.css").read_text("utf-8")
CUT = (SOURCE / "ui/static/vendor/tabler.min.css").read_text("utf-8")
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
NAMED = re.compile(r"""class(?:="|"\] = f?"|": ")([^"]+)\"""")
BADGE = re.compile(r'badge\([^"]*(?:"[^"]*")?[^"]*"(\w+)"\)|{% badge \S+ "(\w+)" %}')
LEVELS = ("success", "info", "warning", "danger")
MOST_OF_IT = 0.2


@cache
def classes(style: str) -> set[str]:
    """Return the classes that a sheet knows."""
    selectors = re.findall(r"([^{}]+){", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    return {name for one in selectors for name in re.findall(r"\.(-?[a-zA-Z_][\w-]*)", one)}


def named() -> set[str]:
    """Return the classes that templates and modules write out, and those of badges and alerts."""
    texts = [TAG.sub(" ", path.read_text("utf-8")) for path in SOURCE.rglob("templates/**/*.html")]
    texts += [path.read_text("utf-8") for path in SOURCE.rglob("*.py")]
    found = {name for text in texts for group in NAMED.findall(text) for name in group.split()}
    return found | {f"bg-{colour}-lt" for colour in colours()} | {f"alert-{one}" for one in LEVELS}


def colours() -> set[str]:
    pages = [*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("*.py")]
    told = (BADGE.findall(path.read_text("utf-8")) for path in pages)
    return {name for groups in told for pair in groups for name in pair if name} | {"secondary"}


def used(style: str) -> set[str]:
    return set(re.findall(r"var\((--[\w-]+)", style))


def made(style: str) -> set[str]:
    """Return the variables that a sheet sets where our pages have something."""
    rules = re.findall(r"([^{}]+){([^{}]*)}", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    everywhere = re.compile(r":root|\[data-bs-theme|^body")
    ours = [
        body
        for chosen, body in rules
        if (classes(f"{chosen}{{") & classes(CUT)) or everywhere.search(chosen)
    ]
    return {name for body in ours for name in re.findall(r"(--[\w-]+)\s*:", body)}


def test_every_class_that_is_written_somewhere_is_kept() -> None:
    ours = named() & classes(WHOLE)
    assert len(ours) > 50
    assert {"btn-primary", "is-invalid", "bg-orange-lt", "table-vcenter"} <= ours
    assert ours - classes(CUT) == set()


def test_every_variable_that_is_read_is_kept() -> None:
    ours = [p for p in SOURCE.glob("*/static/*/*.css") if "vendor" not in p.parts]
    read = used(CUT).union(*(used(path.read_text("utf-8")) for path in ours))
    assert len(ours) > 5
    assert len(read & made(CUT)) > 50
    assert (read & made(WHOLE)) - made(CUT) == set()


def test_every_movement_that_is_asked_for_is_kept() -> None:
    frames = set(re.findall(r"@keyframes ([\w-]+)", WHOLE))
    asked = {name for name in frames if re.search(rf"animation[^;}}]*\b{name}\b", CUT)}
    assert asked - set(re.findall(r"@keyframes ([\w-]+)", CUT)) == set()


def test_what_nobody_uses_is_gone() -> None:
    assert {"carousel", "dropdown-menu", "accordion"} <= classes(WHOLE) - classes(CUT)
    assert len(CUT) < MOST_OF_IT * len(WHOLE)


def test_light_and_dark_are_both_kept() -> None:
    for theme in ("light", "dark"):
        assert f"[data-bs-theme={theme}]" in CUT
