"""The real command line, in a process of its own with a clean environment."""

import subprocess
import sys
from pathlib import Path


def bonbrug(data: Path, *words: str, **settings: str) -> tuple[int, str]:
    """Run one command; return its exit code and what it said."""
    environment = {"PATH": "/usr/bin:/bin", "BONBRUG_DATA": str(data), "HOME": str(data)}
    done = subprocess.run(
        [sys.executable, "-m", "bonbrug.site.cli", *words],
        env={**environment, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
