"""Where the keys come from: the environment, a file that it names, or a file that was drawn.

A newer installation has one key that seals and another that signs. In an earlier one the last of
its keys did both; that key goes on signing, in a file of its own.
"""

import os
from pathlib import Path

from bonbrug.accounts.key_source import KeySource
from bonbrug.site import environment
from bonbrug.values.sealing import read_keys

SEALING, SIGNING = "credential_keys", "signing_keys"


def sealing(data: Path) -> tuple[str, KeySource]:
    """Return the keys that seal as they are written, and where they stand."""
    return _read(data, SEALING)


def signing(data: Path) -> tuple[str, KeySource]:
    """Return the keys that sign; to be asked first, or a new installation looks like an older one.

    Where the operator gives the keys that seal, those are kept nowhere else, so nor is the last.
    """
    if _given(SIGNING) or environment.secret_file(data, SIGNING).exists():
        return _read(data, SIGNING)
    sealing_file = environment.secret_file(data, SEALING)
    given = _given(SEALING)
    if not given and not sealing_file.exists():
        return _read(data, SIGNING)
    last = _last(environment.text(SEALING.upper()) if given else _content(sealing_file))
    keys = tuple(read_keys(last))
    if given or not keys:
        return last, KeySource(_setting(SIGNING), keys, shared=True)
    return _read(data, SIGNING, last)


def _read(data: Path, name: str, first: str = "") -> tuple[str, KeySource]:
    written = environment.kept_secret(data, name, first)
    named = os.environ.get(f"{_setting(name)}_FILE")
    ours = not _given(name)
    path = environment.secret_file(data, name) if ours else Path(named) if named else None
    return written, KeySource(_setting(name), tuple(read_keys(written)), path, ours)


def _given(name: str) -> bool:
    return bool(environment.text(name.upper()))


def _setting(name: str) -> str:
    return f"{environment.PREFIX}{name.upper()}"


def _last(written: str) -> str:
    return "".join(written.replace(",", " ").split()[-1:])


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):  # the keys that seal are refused with a sentence
        return ""
