"""The names of backups in a folder; the moment stands in the name, so a copy is no younger."""

import re
from datetime import UTC, datetime
from pathlib import Path

NAME = "bonbrug-%Y%m%dT%H%M%SZ.zip"
SHAPE = re.compile(r"bonbrug-(\d{8}T\d{6})Z\.zip")


def name_at(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(NAME)


def taken(folder: Path) -> list[tuple[datetime, Path]]:
    """Return the backups of a folder with their moments, the newest first; none without it."""
    found = []
    for path in folder.glob("bonbrug-*.zip"):
        shape = SHAPE.fullmatch(path.name)
        if shape:
            moment = datetime.strptime(shape[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append((moment, path))
    return sorted(found, reverse=True)


def forget_all_but(folder: Path, count: int) -> int:
    """Remove the oldest backups, so that `count` remain; return how many went."""
    old = taken(folder)[count:]
    for _, path in old:
        path.with_name(f"{path.name}.sha256").unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    return len(old)
