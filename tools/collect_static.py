"""Put the files that pages name in one folder, named by their content and compressed.

Packages bring many files that no page names; they are left where they are.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from django.contrib.staticfiles import finders
from django.core.management import call_command

SOURCE = Path(__file__).parent.parent / "src/bonbrug"
NAMED = re.compile(r"""static[ (]['"]([^'"]+)['"]""")
ICON = re.compile(r'"src": "([^"]+)"')


def named() -> set[str]:
    """Return what templates and tags name, and what a manifest among that names beside it."""
    pages = [*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templatetags/*.py")]
    found = {name for page in pages for name in NAMED.findall(page.read_text("utf-8"))}
    return found | {name for each in found for name in _beside(each)}


def _beside(name: str) -> Iterator[str]:
    if name.endswith(".webmanifest"):
        text = Path(str(finders.find(name))).read_text("utf-8")
        yield from (f"{name.rpartition('/')[0]}/{icon}" for icon in ICON.findall(text))


def main() -> None:
    """Make the folder anew."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bonbrug.site.settings"
    with tempfile.TemporaryDirectory() as data:
        os.environ["BONBRUG_DATA"] = data
        django.setup()
        wanted = named()
        present = {path for finder in finders.get_finders() for path, _ in finder.list(None)}
        if wanted - present:
            sys.exit(f"named by a page and nowhere: {', '.join(sorted(wanted - present))}")
        unnamed = sorted(present - wanted)
        call_command("collectstatic", clear=True, interactive=False, verbosity=0,
                     ignore_patterns=unnamed)  # fmt: skip


if __name__ == "__main__":
    main()
