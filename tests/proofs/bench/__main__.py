"""``make bench``: our whole synchronisation against zeep that only reads, in the same run.

The doors run in a process of their own, with their row cap raised; each side is a process too.
"""

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROWS = int(os.environ.get("ROWS", "10000"))
RUNS = int(os.environ.get("RUNS", "3"))
QUIET = "a run by the clock in which nothing changed"


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
def doors(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the address and the process of the doors."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    settings = {"BONBRUG_DATA": folder, "BONBRUG_ROW_CAP": str(2 * ROWS), "BONBRUG_BASE_URL": base}
    command = [sys.executable, "-m", "bonbrug.site.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(f"{base}/gezond/")
        yield base, str(process.pid)
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


def one_round() -> dict[str, tuple[float, float]]:
    """Return seconds on the wall and of the processor; of the memory, theirs and ours in MiB."""
    with tempfile.TemporaryDirectory() as there, tempfile.TemporaryDirectory() as here:
        credentials = python("tests.proofs.bench.seed", str(ROWS), BONBRUG_DATA=there)
        with doors(there) as (base, process):
            address = f"{base}/soap.asmx"
            peer = json.loads(
                python(
                    "tests.proofs.bench.zeep_side", address, given=credentials, BENCH_DOORS=process
                )
            )
            assert peer["read"] == 2 * ROWS
            ours = json.loads(
                python(
                    "tests.proofs.bench.our_side",
                    given=credentials,
                    BENCH_DOORS=process,
                    BONBRUG_DATA=here,
                    BONBRUG_HOUSES="link",
                    BONBRUG_ROW_CAP=str(2 * ROWS),
                    BONBRUG_BASE_URL=base,
                )
            )
        return {
            "zeep only reading": peer["seconds"],
            "our first sync": ours["first"],
            "our second sync": ours["second"],
            "our unchanged sync": ours["unchanged"],
            "peak memory": (peer["peak"], ours["peak"]),
            QUIET: (ours["quiet"], ours["quiet"]),
        }


def main() -> None:
    rounds = [one_round() for _ in range(RUNS)]
    memory = [row.pop("peak memory") for row in rounds]
    quiet = statistics.median(row.pop(QUIET)[0] for row in rounds)
    print(f"{ROWS} relations and {ROWS} products, median of {RUNS} rounds (least - most);")
    print("cpu: seconds of the processor, of the side itself and of the doors together")
    theirs, mine = (statistics.median(side) for side in zip(*memory, strict=True))
    print(f"  peak memory in MiB: zeep {theirs:.0f}, our first sync {mine:.0f}")
    print(f"  {QUIET}, without the doors: {quiet:.1f} ms of the processor")
    middle = {}
    for name in rounds[0]:
        wall, effort = zip(*(row[name] for row in rounds), strict=True)
        middle[name] = (statistics.median(wall), statistics.median(effort))
        span = f"({min(wall):.2f} - {max(wall):.2f})"
        print(f"  {name:22} {middle[name][0]:7.2f}  {span:16} cpu {middle[name][1]:7.2f}")
    ratio("first sync / zeep reading", middle["our first sync"], middle["zeep only reading"], "1")
    ratio("unchanged / first sync", middle["our unchanged sync"], middle["our first sync"], "0.15")


def ratio(name: str, one: tuple[float, float], other: tuple[float, float], goal: str) -> None:
    wall, effort = one[0] / other[0], one[1] / other[1]
    print(f"  {name:26} {wall:5.2f}  cpu {effort:5.2f}  (goal: at most {goal})")


if __name__ == "__main__":
    main()
