"""The program on the page about proof does what the page says of it."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bonbrug.accounts.key_source import KeySource
from bonbrug.accounts.keys import signing_keys
from bonbrug.link.models import Connection, Event
from bonbrug.link.store import journal
from bonbrug.link.store.journal import NewEvent
from tests.fakes.linked import ordered

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
DOCS = Path(__file__).parents[3] / "docs"
PAGES = (DOCS / "en/proof.md", DOCS / "nl/bewijs.md")


@pytest.fixture
def kept(settings: Any) -> Connection:
    """An event of before there was a key, and one under each of two keys; a text with an accent."""
    made = ordered()
    plain = Event(connection=made, sequence=9, moment=NOW, who="link", what="x", subject="Café")
    plain.hash = journal.hash_of(plain)
    plain.save()
    settings.BONBRUG_SIGNING_KEYS = KeySource("TEST", (b"n" * 32, *signing_keys()))
    journal.append(made.pk, [NewEvent("item_opened", "Café", {}, {"gross": "1.20"})], NOW)
    return made


def lines(kept: Connection) -> list[dict[str, object]]:
    return [
        {**journal.written(event), "hash": event.hash} for event in kept.events.order_by("sequence")
    ]


def said(page: Path, folder: Path, exported: list[dict[str, object]]) -> list[str]:
    """What the program says that stands on this page."""
    found = re.search(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert found
    (folder / "keys").write_text(",".join(key.hex() for key in signing_keys()))
    (folder / "export").write_text("".join(f"{json.dumps(line)}\n" for line in exported))
    command = [sys.executable, "-c", found[1], str(folder / "keys"), str(folder / "export")]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=60
    ).stdout.splitlines()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_was_written_is_whole(kept: Connection, page: Path, tmp_path: Path) -> None:
    assert said(page, tmp_path, lines(kept)) == ["1 whole", "2 whole", "9 whole"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_was_changed_is_seen(kept: Connection, page: Path, tmp_path: Path) -> None:
    changed = [{**line, "subject": "Anders"} for line in lines(kept)]
    assert said(page, tmp_path, changed) == ["1 changed", "2 changed", "9 changed"]
