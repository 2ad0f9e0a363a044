"""What the data folder holds is read by its owner only, also what an earlier version left open."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

NOBODY_ELSE = 0o077
FILES = (
    "bonbrug.sqlite3*", "queue.sqlite3*", "*.secret", "*.new", "demo.json", "marks", "marks/*",
    "bonbrug-*.zip*", "erased.json", "ended.json", "exports", "exports/*",
)  # fmt: skip


class OpenToOthers(Exception):
    """A file can be read by others and is not ours to close; the text is for the person."""


def from_here_on() -> None:
    """Let every file and folder that this process makes be closed to others from its first byte."""
    os.umask(NOBODY_ELSE)


def repair(*folders: Path) -> int:
    """Take the rights of others away, and return of how many; OpenToOthers when that fails.

    Only what this program itself makes: a folder may hold the files of other programs.
    """
    return sum(_closed(path) for folder in folders for path in _ours(folder))


def _ours(folder: Path) -> Iterator[Path]:
    for pattern in FILES:
        yield from sorted(folder.glob(pattern))


def _closed(path: Path) -> bool:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if not mode & NOBODY_ELSE:
            return False
        path.chmod(mode & ~NOBODY_ELSE)
    except FileNotFoundError:  # a log of the database comes and goes
        return False
    except OSError as error:
        raise OpenToOthers(
            f"{path} can be read by others and is not yours ({error.strerror}): let its owner run"
            f" this, or give the file to you with chown"
        ) from error
    return True
