"""One file: a zip with the data and a manifest that gives the SHA-256 of every part.

It gets its name when it is whole and on the disk. Beside it stands ``<name>.sha256``, as
`sha256sum -c` reads it, for who carries the file to another place.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from bonbrug.site.backups import Impossible

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20
NOT_WHOLE = "{path} is not whole ({why}); nothing was restored. Take another backup"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of; no key is in it.

    `keys` and `signing` are the ids of the keys that open it and that signed what is in it, newest
    first. An earlier version named no `signing`: the last of its keys signed as well.
    `rows` counts per table; `sequences` is the last number that each column gave out
    (PostgreSQL only); `parts` gives the SHA-256 per part of the file.
    """

    version: str
    taken_at: str
    database: str
    migrations: list[list[str]]
    keys: list[str]
    rows: dict[str, int]
    sequences: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT
    signing: list[str] = field(default_factory=list)

    @property
    def signed_with(self) -> list[str]:
        return self.signing or self.keys[-1:]


class Writing:
    """Parts go in one by one and are summed up on their way."""

    def __init__(self, into: zipfile.ZipFile) -> None:
        self.into, self.parts = into, dict[str, str]()

    @contextmanager
    def part(self, name: str) -> Iterator["Summed"]:
        with self.into.open(name, "w", force_zip64=True) as sink:
            summed = Summed(sink)
            yield summed
        self.parts[name] = summed.sum.hexdigest()

    def end(self, manifest: Manifest) -> None:
        whole = asdict(manifest) | {"parts": self.parts}
        self.into.writestr(MANIFEST, json.dumps(whole, indent=1))


class Summed:
    """A sink that keeps the sum of what went through."""

    def __init__(self, sink: IO[bytes]) -> None:
        self.sink, self.sum = sink, hashlib.sha256()

    def write(self, piece: bytes | bytearray | memoryview) -> None:
        self.sum.update(piece)
        self.sink.write(piece)


@contextmanager
def written(path: Path) -> Iterator[Writing]:
    """Write a backup that gets its name when the block ended well; otherwise none is left."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as into:
                yield Writing(into)
            file.flush()
            os.fsync(file.fileno())
        path.with_name(f"{path.name}.sha256").write_text(f"{_sum(fresh)}  {path.name}\n", "utf-8")
        fresh.replace(path)
        settle(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Make sure that a new name in a folder outlives a power cut."""
    line = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(line)
    finally:
        os.close(line)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Reading:
    """An archive of which the manifest was read and every part is as it was written."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive, self.manifest = archive, manifest

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.archive.open(name) as source:
            while piece := source.read(PIECE):
                yield piece


@contextmanager
def opened(path: Path) -> Iterator[Reading]:
    """Open a backup after reading all of it once; Impossible when it is not as it was written."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise Impossible(NOT_WHOLE.format(path=path, why=error)) from error
    with archive:
        yield Reading(archive, _checked(path, archive))


def _checked(path: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        _beside(path)
        told: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if told.get("format") != FORMAT:
            raise Impossible(f"{path} was made by another version of this program; use that one")
        manifest = Manifest(**told)
        if not manifest.keys:
            raise ValueError("it does not name its keys")
        if {MANIFEST, *manifest.parts} != set(archive.namelist()):
            raise ValueError("it misses a part, or has one too many")
        for name, expected in manifest.parts.items():
            _compare(archive, name, expected)
    except (OSError, KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise Impossible(NOT_WHOLE.format(path=path, why=error)) from error
    return manifest


def _beside(path: Path) -> None:
    """Compare with the sum that stands beside it, when it came along."""
    beside = path.with_name(f"{path.name}.sha256")
    if beside.exists() and beside.read_text("utf-8").split()[:1] != [_sum(path)]:
        raise ValueError(f"its sum is not the one in {beside.name}")


def _compare(archive: zipfile.ZipFile, name: str, expected: str) -> None:
    with archive.open(name) as source:
        found = hashlib.sha256()
        while piece := source.read(PIECE):
            found.update(piece)
    if found.hexdigest() != expected:
        raise ValueError(f"{name} was changed")
