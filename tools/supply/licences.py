"""Is the licence of everything that ships one that we know and allow? requirements/licences.toml.

``python -m tools.supply.licences`` says what is wrong and ends with 1.
"""

import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing
from tools.supply.shipped import ROOT, Package, packages

SPDX = get_spdx_licensing()
PAGE = "requirements/licences.toml"


@dataclass(frozen=True, slots=True)
class Rules:
    """The allowed licences; package → (its own words, the licence that these are); exceptions."""

    allowed: frozenset[str]
    stated: dict[str, tuple[str, str]]
    exceptions: dict[str, str]


def rules(root: Path = ROOT) -> Rules:
    """Read the one file; SystemExit where an entry has no reason."""
    page = tomllib.loads((root / PAGE).read_text("utf-8"))
    entries = [*page.get("stated", ()), *page.get("exception", ())]
    if silent := [entry["name"] for entry in entries if not str(entry.get("why", "")).strip()]:
        sys.exit(f"{PAGE}: {', '.join(silent)} without a reason (why)")
    return Rules(
        frozenset(page["allowed"]),
        {each["name"]: (each["said"], each["licence"]) for each in page.get("stated", ())},
        {each["name"]: each["licence"] for each in page.get("exception", ())},
    )


def licence(package: Package, known: Rules) -> str | None:
    """Return the SPDX expression of a package; None where its own words are none that we know."""
    said, stated = known.stated.get(package.name, (None, ""))
    if said == package.said:
        return stated
    return package.said if _parsed(package.said) is not None else None


def problems(shipped: Iterable[Package], known: Rules) -> Iterator[str]:
    """Yield a sentence for each package that may not ship, and for each rule about none."""
    seen = {}
    for package in shipped:
        seen[package.name] = found = licence(package, known)
        if found is None:
            yield (
                f"{package.name} {package.version} says {package.said!r} of its licence, which is"
                f" no SPDX expression: read its licence and add a [[stated]] to {PAGE}"
            )
        elif known.exceptions.get(package.name) != found and not _fits(_parsed(found), known):
            yield (
                f"{package.name} {package.version} has {found}, which is not allowed in {PAGE}:"
                " take another package, or add an [[exception]] with its reason"
            )
    for name in sorted({*known.stated, *known.exceptions} - set(seen)):
        yield f"{PAGE} speaks of {name}, which does not ship: take it away"


def _parsed(text: str) -> Any:
    """Return the expression, or None; a name that SPDX does not know is none."""
    try:
        return SPDX.parse(text, validate=True, strict=True)
    except ExpressionError:
        return None


def _fits(node: Any, known: Rules) -> bool:
    if isinstance(node, SPDX.OR | SPDX.AND):
        each = [_fits(part, known) for part in node.args]
        return any(each) if isinstance(node, SPDX.OR) else all(each)
    return node is not None and str(node) in known.allowed


def main() -> None:
    shipped = packages()
    found = list(problems(shipped, rules()))
    print("\n".join(found) or f"{len(shipped)} packages ship, each under a licence that is allowed")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
