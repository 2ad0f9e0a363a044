"""``make bench``: our whole synchronisation against zeep that only reads, in the same run.

The doors run in a process of their own, with their row cap raised; each side is a process too.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = int(os.environ.get("ROWS", "10000"))
RUNS = int(os.environ.get("RUNS", "3"))


def python(module: str, *words: str, given: str = "", **settings: str) -> str:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bonbrug.site.settings", **settings}
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        input=given, text=True, stdout=subprocess.PIPE, cwd=ROOT, env=environment, check=True,
    )  # fmt: skip
    return done.stdout.strip().splitlines()[-1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def doors(folder: str) -> Iterator[str]:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    settings = {"BONBRUG_DATA": folder, "BONBRUG_ROW_CAP": str(2 * ROWS), "BONBRUG_BASE_URL": base}
    command = [sys.executable, "-m", "bonbrug.site.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(f"{base}/gezond/")
        yield base
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the doors did not open")


def one_round() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as there, tempfile.TemporaryDirectory() as here:
        credentials = python("tests.bench.seed", str(ROWS), BONBRUG_DATA=there)
        with doors(there) as base:
            peer = json.loads(
                python("tests.bench.zeep_side", f"{base}/soap.asmx", given=credentials)
            )
            assert peer["read"] == 2 * ROWS
            ours = json.loads(
                python(
                    "tests.bench.our_side",
                    given=credentials,
                    BONBRUG_DATA=here,
                    BONBRUG_HOUSES="link",
                    BONBRUG_ROW_CAP=str(2 * ROWS),
                    BONBRUG_BASE_URL=base,
                )
            )
        return {
            "zeep only reading": peer["seconds"],
            "our first sync": ours["first"],
            "our unchanged sync": ours["unchanged"],
        }


def main() -> None:
    rounds = [one_round() for _ in range(RUNS)]
    print(f"{ROWS} relations and {ROWS} products, median of {RUNS} rounds (least - most)")
    middle = {}
    for name in rounds[0]:
        figures = sorted(row[name] for row in rounds)
        middle[name] = figures[len(figures) // 2]
        print(f"  {name:20} {middle[name]:7.2f} s  ({figures[0]:.2f} - {figures[-1]:.2f})")
    first, peer = middle["our first sync"], middle["zeep only reading"]
    print(f"  first sync / zeep reading    {first / peer:.2f}   (goal: at most 1)")
    unchanged = middle["our unchanged sync"] / first
    print(f"  unchanged / first sync       {unchanged:.2f}   (goal: at most 0.15)")


if __name__ == "__main__":
    main()
