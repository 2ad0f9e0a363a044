"""Judge UBL files by the rules we know: ``python -m tests.wire.ubl.judge FILE …``."""

import sys
from pathlib import Path

from bonbrug.wire.ubl.rules import breaches
from tests.wire.ubl.reading import read


def verdict(path: Path) -> list[str]:
    """Return the names of the rules that a file breaks."""
    return sorted({breach.rule for breach in breaches(read(path.read_bytes()))})


def main(names: list[str]) -> None:
    """Print one line per file."""
    for path in map(Path, names):
        sys.stdout.write(f"{path.name}: {', '.join(verdict(path)) or 'keeps every rule'}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
