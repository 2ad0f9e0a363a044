"""Every icon that a page or a menu names is in the sprite."""

import json
import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/bonbrug"
IN_A_TEMPLATE = re.compile(r'{% icon "([\w-]+)"')
IN_A_MENU = re.compile(r'line\([^\n]*, "\w+", "([a-z0-9-]+)"\)|icon="([a-z0-9-]+)"')


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    sprite = set(json.loads((SOURCE / "ui/icons.json").read_text("utf-8")))
    named = {
        name
        for pattern, files in ((IN_A_TEMPLATE, "*.html"), (IN_A_MENU, "navigation.py"))
        for path in SOURCE.rglob(files)
        for found in pattern.finditer(path.read_text("utf-8"))
        for name in filter(None, found.groups())
    }
    assert len(named) > 30
    assert named <= sprite
