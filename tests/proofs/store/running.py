"""Starts the parts of this room that need processes of their own."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
TIMEOUT = 3_600


def run(part: str, count: int, seed: int) -> dict[str, Any]:
    """Run ``lives``, ``cuts`` or ``backends`` in a data folder of its own ; return its summary."""
    with tempfile.TemporaryDirectory(prefix="bonbrug-store-") as folder:
        settings = {
            "BONBRUG_DATA": folder,
            "BONBRUG_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "bonbrug.site.settings",
        }
        done = subprocess.run(
            [sys.executable, "-m", f"tests.proofs.store.{part}", str(count), str(seed)],
            cwd=ROOT,
            env={**os.environ, **settings},
            capture_output=True,
            check=False,
            text=True,
            timeout=TIMEOUT,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    summary: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return summary
