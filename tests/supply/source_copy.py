"""A copy of the source in which the recipes of the Makefile run, without bringing anything anew."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.debian import PLACES
from tools.supply.shipped import ROOT

EPOCH = "1537326900"  # 2018-09-19 03:15 UTC
READS = (
    ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "pyproject.toml",
    "package-lock.json", "deploy", "requirements", "src", "tools",
)  # fmt: skip
IGNORED = shutil.ignore_patterns("__pycache__")
BROUGHT = (".venv/run", ".venv/pages", ".venv/messages", ".venv/dev")
OURS = os.pathsep.join((os.environ["PATH"], *(str(ROOT / ".venv/debian" / p) for p in PLACES)))


def tree(folder: Path, *, backwards: bool = False, aged: bool = False) -> Path:
    """Copy what a build reads, in one order or the other, with other times on the files."""
    folder.mkdir(parents=True)
    for name in sorted(READS, reverse=backwards):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=IGNORED)
        else:
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    if aged:
        for path in folder.rglob("*"):
            os.utime(path, (1_000_000_000, 1_000_000_000), follow_symlinks=False)
    return folder


def make(folder: Path, *words: str, umask: int = 0o022, **more: str) -> tuple[int, str]:
    """Run a recipe there; return its exit code and what it said."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    left = [word for stamp in BROUGHT for word in ("-o", stamp)]
    done = subprocess.run(
        ("make", "-s", *words, *left),
        check=False,
        cwd=folder,
        umask=umask,
        env={**own, "PATH": OURS, "SOURCE_DATE_EPOCH": EPOCH, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout
