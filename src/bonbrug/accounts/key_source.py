"""Where the keys of one purpose stand: in a file of this program, or where the operator keeps them.

A process that runs sees a file that was renewed at its next use of a key, so that no restart lies
between making a new key and using it.
"""

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bonbrug.values.sealing import Keys, read_keys

log = logging.getLogger(__name__)
Stamp = tuple[int, int, int]


@dataclass(slots=True)
class KeySource:
    """The keys, the newest first.

    `path`: the file that they are in, if any; `ours`: this program made that file and may renew it.
    `shared`: no signing key was ever given, so the oldest key that seals signs as well.
    """

    setting: str
    first: Keys = field(repr=False)
    path: Path | None = None
    ours: bool = False
    shared: bool = False
    _seen: tuple[Stamp | None, Keys] = field(init=False, repr=False, default=(None, ()))

    def current(self) -> Keys:
        """Return the keys of now; those of before when the file went away or holds no keys."""
        if self.path is None:
            return self.first
        stamp, keys = self._seen
        try:
            there = _stamp(self.path)
            if there != stamp:
                keys = self._read(self.path, keys or self.first)
                self._seen = there, keys
        except OSError:
            log.exception("the keys of %s cannot be read", self.setting)
        return keys or self.first

    def _read(self, path: Path, before: Keys) -> Keys:
        found = tuple(read_keys(path.read_text("utf-8", errors="replace")))
        if not found:
            log.error("the keys of %s are not whole; those of before stay in use", self.setting)
        return found or before

    def replace(self, keys: Sequence[bytes]) -> None:
        """Write other keys in the file of this program; whole and on the disk, or not at all."""
        if self.path is None or not self.ours:
            raise ValueError(f"{self.setting} is not ours to change")
        fresh = self.path.with_name(f"{self.path.stem}.{os.getpid()}.new")
        try:
            line = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(line, "w", encoding="utf-8") as file:
                file.write(",".join(key.hex() for key in keys))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        finally:
            fresh.unlink(missing_ok=True)
        _settle(self.path.parent)


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_mtime_ns, found.st_ino, found.st_size


def _settle(folder: Path) -> None:
    """Make sure that the name of a file outlives a power cut: values are sealed with it next."""
    line = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(line)
    finally:
        os.close(line)
