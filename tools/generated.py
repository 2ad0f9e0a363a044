"""Pages that a command makes: which of them are stale, and writing those."""

from collections.abc import Mapping
from pathlib import Path


def stale(pages: Mapping[Path, str]) -> list[Path]:
    """Return the pages that are not there, or say something else than they must."""
    return [p for p, text in pages.items() if not p.exists() or p.read_text("utf-8") != text]


def write(pages: Mapping[Path, str]) -> str:
    """Write what is stale; say how many pages that were."""
    old = stale(pages)
    for page in old:
        page.write_text(pages[page], "utf-8")
    return f"{len(old)} pages written\n"
