"""What travels along with the program: the pinned Python packages, and those of the pages.

Read from requirements/run.txt and package-lock.json; what a Python package says of itself is read
where it is installed, and only when that is the version of the pin.
"""

import base64
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Literal

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
RUN = "requirements/run"
LOCK = "package-lock.json"
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE)
HASH = re.compile(r"--hash=(\w+):([0-9a-f]+)")


@dataclass(frozen=True, slots=True)
class Package:
    """One package. `said`: its licence in its own words; `hashes`: algorithm and hex digits.

    `needs` names others of the same kind; `asked` when the program asks for it itself.
    """

    kind: Literal["pypi", "npm"]
    name: str
    version: str
    said: str
    hashes: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    asked: bool


def packages(root: Path = ROOT) -> list[Package]:
    """Return all that ships, sorted; SystemExit where one is not installed as pinned."""
    return sorted((*_python(root), *_pages(root)), key=lambda each: (each.kind, each.name))


def _python(root: Path) -> Iterator[Package]:
    pins = list(PIN.finditer((root / f"{RUN}.txt").read_text("utf-8")))
    names = {canonicalize_name(pin["name"]) for pin in pins}
    asked = _asked(root)
    for pin in pins:
        name = canonicalize_name(pin["name"])
        found = _installed(name, pin["version"])
        needs = _needs(found, asked.get(name, set())) & names
        hashes = tuple(sorted((kind, digits) for kind, digits in HASH.findall(pin["rest"])))
        yield Package(
            "pypi", name, pin["version"], _said(found), hashes, tuple(sorted(needs)), name in asked
        )


def _asked(root: Path) -> dict[str, set[str]]:
    """Return what the program asks for: name → the extras that are wanted of it."""
    lines = (root / f"{RUN}.in").read_text("utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(each.name): set(each.extras) for each in wanted}


def _installed(name: str, version: str) -> Distribution:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        sys.exit(f"{name} is pinned and not installed: run `make .venv/run` first")
    if found.version != version:
        sys.exit(f"{name} is pinned at {version}, installed is {found.version}: run `make check`")
    return found


def _needs(found: Distribution, extras: set[str]) -> set[str]:
    wanted = [Requirement(line) for line in found.requires or ()]
    return {
        canonicalize_name(each.name)
        for each in wanted
        if each.marker is None or any(each.marker.evaluate({"extra": e}) for e in {"", *extras})
    }


def _said(found: Distribution) -> str:
    told = found.metadata
    classifiers = [line for line in told.get_all("Classifier") or () if line.startswith("License")]
    for field in ("License-Expression", "License"):
        if field in told and not (classifiers and _is_a_whole_licence(told[field])):
            return str(told[field])
    return "; ".join(classifiers)


def _is_a_whole_licence(said: str) -> bool:
    """Tell the text of a licence from its name: some packages give the text, where both fit."""
    return "\n" in said


def _pages(root: Path) -> Iterator[Package]:
    """Yield the packages of the lock file that are not for development alone."""
    lock: dict[str, Any] = json.loads((root / LOCK).read_text("utf-8"))["packages"]
    asked = lock[""].get("dependencies", {})
    for place, told in lock.items():
        if place and not told.get("dev"):
            name = place.rpartition("node_modules/")[2]
            needs = tuple(sorted(told.get("dependencies", {})))
            hashes = (_integrity(told["integrity"]),)
            said = str(told.get("license", ""))
            yield Package("npm", name, told["version"], said, hashes, needs, name in asked)


def _integrity(text: str) -> tuple[str, str]:
    """Return algorithm and hex digits of what npm writes in base64."""
    kind, _, digest = text.partition("-")
    return kind, base64.b64decode(digest).hex()
