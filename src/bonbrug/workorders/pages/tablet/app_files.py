"""The files of the app of the tablet, and the version that they make together."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

WORKER = "workorders/sw.js"
FILES = (
    "vendor/tabler.min.css",
    "vendor/icons.svg",
    "vendor/signature_pad.min.js",
    "vendor/tablet.js",
    "ui/bonbrug.css",
    "ui/bonbrug.js",
    "ui/drafts.js",
    "workorders/tablet.css",
    "workorders/hours.js",
    "workorders/quantity.js",
    "workorders/signature.js",
    "workorders/manifest.webmanifest",
    "workorders/icon.svg",
    "workorders/icon-192.png",
)


def content(name: str) -> bytes:
    """Return a file of ours; a file that is not there is a mistake of ours."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_bytes()


def addresses() -> list[str]:
    return [static(name) for name in FILES]


@cache
def version() -> str:
    """Return what changes when any of the files does; the files change with the program only."""
    whole = hashlib.sha256()
    for name in (*FILES, WORKER):
        whole.update(hashlib.sha256(content(name)).digest())
    return whole.hexdigest()[:16]
