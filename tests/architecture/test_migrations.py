"""A migration that went out is never edited: who has it already would miss what was added.

Every change of the tables gets a migration of its own, and a line in `migrations.txt`,
as `sha256sum` writes it in `src/bonbrug`.
"""

import hashlib
from pathlib import Path

ROOMS = Path(__file__).parents[2] / "src/bonbrug"
WRITTEN_DOWN = Path(__file__).with_name("migrations.txt")


def fingerprints() -> dict[str, str]:
    """Return file → SHA-256 of every migration and of what it imports beside it."""
    return {
        path.relative_to(ROOMS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in ROOMS.glob("*/migrations/*.py")
        if path.name != "__init__.py"
    }


def test_every_migration_is_as_it_was_written_down() -> None:
    lines = WRITTEN_DOWN.read_text("utf-8").splitlines()
    written = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert fingerprints() == written
