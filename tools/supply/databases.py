"""What two databases of known holes say of the pins, asked through the tools made for them.

Both tools end with 1 for a hole and for a database that does not answer, so only what they print
counts: an answer that is not there is never taken for a good one.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.supply.shipped import RUN

PATIENCE = 15  # seconds for one answer
LONGEST = 120  # seconds for all answers of one database


@dataclass(frozen=True, slots=True)
class Hole:
    """One known hole of one package; `ids` are all its names."""

    package: str
    version: str
    ids: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one database told. `silent`: why (part of) it was not looked up, or ''."""

    of: str
    holes: tuple[Hole, ...] = ()
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the databases are; None is where their tools look. `longest`: seconds for each."""

    osv: str | None = None
    npm: str | None = None
    longest: float = LONGEST


def python(root: Path, places: Places) -> Told:
    """Ask OSV about the pins of the program."""
    of = "Python packages"
    with tempfile.TemporaryDirectory(prefix="bonbrug-review-") as cache:
        words = [sys.executable, "-m", "pip_audit", "--requirement", str(root / f"{RUN}.txt")]
        words += ["--require-hashes", "--disable-pip", "--format", "json", "--desc", "on"]
        words += ["--vulnerability-service", "osv", "--progress-spinner", "off"]
        words += ["--timeout", str(PATIENCE), "--cache-dir", cache]
        words += ["--osv-url", places.osv] if places.osv else []
        answer, said = _asked(words, root, places)
    if not isinstance(answer, dict) or "dependencies" not in answer:
        return Told(of, silent=said)
    skipped = [each["name"] for each in answer["dependencies"] if "skip_reason" in each]
    holes = tuple(_python_holes(answer))
    return Told(of, holes, f"{', '.join(skipped)} are not known there" if skipped else "")


def _python_holes(answer: dict[str, Any]) -> Iterator[Hole]:
    for each in answer["dependencies"]:
        for hole in each.get("vulns", ()):
            ids = (hole["id"], *hole.get("aliases", ()))
            yield Hole(each["name"], each["version"], ids, _first_line(hole.get("description")))


def pages(root: Path, places: Places) -> Told:
    """Ask the registry of npm about the packages of the pages."""
    of = "packages of the pages"
    npm = shutil.which("npm")
    if npm is None:
        return Told(of, silent="there is no npm on this machine; `make .venv/pages` brings it")
    words = [npm, "audit", "--json", "--omit=dev", "--package-lock-only", "--fetch-retries=0"]
    words += [f"--fetch-timeout={PATIENCE * 1000}"]
    words += [f"--registry={places.npm}"] if places.npm else []
    answer, said = _asked(words, root, places)
    if not isinstance(answer, dict) or "vulnerabilities" not in answer:
        return Told(of, silent=str((answer or {}).get("message", said)))
    return Told(of, tuple(_page_holes(answer, root)))


def _page_holes(answer: dict[str, Any], root: Path) -> Iterator[Hole]:
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    for name, told in answer["vulnerabilities"].items():
        version = lock.get(f"node_modules/{name}", {}).get("version", "")
        for hole in told["via"]:
            if isinstance(hole, dict):  # a word names another package that has the hole
                ids = (hole["url"].rpartition("/")[2], f"npm:{hole['source']}")
                yield Hole(name, version, ids, _first_line(hole.get("title")))


def _asked(words: list[str], root: Path, places: Places) -> tuple[Any, str]:
    """Return what a tool printed as JSON, or None, and why not."""
    try:
        done = subprocess.run(
            words,
            check=False,
            capture_output=True,
            text=True,
            cwd=root,
            timeout=places.longest,
        )
    except subprocess.TimeoutExpired:
        return None, f"no whole answer within {places.longest:g} seconds"
    try:
        return json.loads(done.stdout), ""
    except ValueError:
        return None, (done.stderr.strip().splitlines() or ["no answer"])[-1]


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]
