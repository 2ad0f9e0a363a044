"""Judge UBL files by the rules we know: ``python -m tests.wire.ubl.judge FILE …``.

The files of the published test set say in their name what the published rules say. It ends with 1
when one of them is judged otherwise.
"""

import re
import sys
from pathlib import Path

from bonbrug.wire.ubl.rules import breaches
from tests.wire.ubl.reading import read

# SI-UBL-2.0_BR-NL-2_error_no_reference.xml: the rule, and whether it is kept.
NAMED = re.compile(r"(?:_(?P<rule>BR-[A-Z]+-\d+))?_(?P<said>ok|error)(?:_|$)")


def verdict(path: Path) -> list[str]:
    """Return the names of the rules that a file breaks."""
    return sorted({breach.rule for breach in breaches(read(path.read_bytes()))})


def is_as_named(path: Path, broken: list[str]) -> bool:
    """Tell whether a file breaks what its name says; a name that says nothing is always right."""
    named = NAMED.search(path.stem)
    if named is None:
        return True
    if named["said"] == "ok":
        return not broken
    return named["rule"] in broken if named["rule"] else bool(broken)


def main(names: list[str]) -> int:
    """Print one line per file; return how many are not what their name says, at most 1."""
    right = True
    for path in map(Path, names):
        broken = verdict(path)
        as_named = is_as_named(path, broken)
        right = right and as_named
        otherwise = "" if as_named else " (its name says otherwise)"
        sys.stdout.write(f"{path.name}: {', '.join(broken) or 'keeps every rule'}{otherwise}\n")
    return int(not right)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
