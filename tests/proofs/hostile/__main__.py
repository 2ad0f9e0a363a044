"""``make hostile``: 20,000 requests that nobody should send, against the program as it runs.

Prints what it counted and ends with 1 when a limit was passed. Seconds are asserted only here.
"""

import http.client
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tests.journeys.program import Program, clean_environment, demo, free_port
from tests.proofs.hostile.asked import Asked, Asking, Keys
from tests.proofs.hostile.idle import idle_lines, page, slow_senders
from tests.proofs.hostile.judging import Answer, failed
from tests.proofs.hostile.visitor import Visitor, open_session

SECOND = 1.0
GROWTH_MIB = 64.0
CLIENTS = 3
WARM = 1_000
PARTS = 5
LINES, SLOW = 2_000, 200


@dataclass
class Tally:
    """What was counted; `told` are the first failures, to look at."""

    asked: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: int = 0
    late: int = 0
    slowest: float = 0.0
    told: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock, repr=False)

    def count(self, asked: Asked, answer: Answer, seconds: float) -> None:
        with self.lock:
            self.asked += 1
            self.statuses[answer.status] += 1
            self.slowest = max(self.slowest, seconds)
            bad, slow = failed(answer), seconds > SECOND
            self.failures += bad
            self.late += slow
            if (bad or slow) and len(self.told) < 40:
                self.told.append(
                    f"{answer.status} {seconds:.2f} s {asked.method} {asked.address[:160]!r}"
                    f" {asked.media} {asked.headers} {asked.body[:300]!r}"
                )


def run(count: int, seed: int) -> int:
    """Ask so many times, then hold many lines; return the exit code."""
    with _program() as (program, process):
        keys = _keys(program)
        visitors = [Visitor(program.address) for _ in range(CLIENTS)]
        visitors[0].log_in(program.login_link)
        for visitor in visitors[1:]:
            visitor.cookies = visitors[0].cookies
        _round(visitors, Asking(keys, seed), min(WARM, count), Tally())
        before = _resident(process)
        tally = Tally()
        began = time.perf_counter()
        asking = Asking(keys, seed + 1)
        curve = []
        for part in range(1, PARTS + 1):
            _round(visitors, asking, count * part // PARTS, tally)
            curve.append(_resident(process) - before)
        seconds = time.perf_counter() - began
        growth = curve[-1]
        _tell(tally, seconds, before, curve)
        assert visitors[0].is_in(), "somebody was logged out on the way: this proves nothing"
        worst = _lines(program.address, process)
        log = (program.data / "demo.txt").read_text("utf-8")
        if keep := os.environ.get("HOSTILE_LOG"):
            Path(keep).write_text(log, "utf-8")
        print(f"tracebacks in the log   {log.count('Traceback (most recent call last)')}")
    fine = not tally.failures and not tally.late and growth < GROWTH_MIB and worst < SECOND
    print("all within the limits" if fine else "NOT within the limits")
    return 0 if fine else 1


@contextmanager
def _program() -> Iterator[tuple[Program, int]]:
    with tempfile.TemporaryDirectory(prefix="bonbrug-hostile-") as folder:
        port = free_port()
        environment = clean_environment(BONBRUG_LOG_LEVEL="WARNING")
        with demo(Path(folder) / "data", port, environment) as program:
            yield program, _process_at(port)


def _process_at(port: int) -> int:
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        words = (folder / "cmdline").read_bytes().split(b"\0") if folder.exists() else []
        if b"demo" in words and str(port).encode() in words:
            return int(folder.name)
    raise AssertionError("the program is not there")


def _keys(program: Program) -> Keys:
    firm = program.paper()["companies"][0]
    session = open_session(program.address, firm)
    return Keys(firm["token"], firm["software_token"], session, firm["security_code_2"])


def _round(visitors: list[Visitor], asking: Asking, count: int, tally: Tally) -> None:
    questions = asking.each()
    lock = Lock()

    def walk(visitor: Visitor) -> None:
        while True:
            with lock:
                if tally.asked >= count:
                    return
                asked = next(questions)
            began = time.perf_counter()
            answer = visitor.ask(asked)
            tally.count(asked, answer, time.perf_counter() - began)
            if asked.method == "GET" and answer.status == http.client.OK and not asked.road.door:
                with lock:
                    asking.learn(asked.road, answer.body)

    with ThreadPoolExecutor(len(visitors)) as pool:
        list(pool.map(walk, visitors))


def _tell(tally: Tally, seconds: float, before: float, curve: list[float]) -> None:
    print(*tally.told, sep="\n")
    common = ", ".join(f"{status}: {n}" for status, n in sorted(tally.statuses.items()))
    print(f"requests                {tally.asked} in {seconds:.0f} s ({common})")
    print(f"failures (5xx)          {tally.failures}")
    print(f"over one second         {tally.late} (slowest {tally.slowest:.2f} s)")
    grown = " ".join(f"{one:.0f}" for one in curve)
    print(f"memory                  {before:.0f} MiB, grown by {grown} MiB")


def _lines(address: str, process: int) -> float:
    with idle_lines(address, LINES), slow_senders(address, SLOW):
        times = []
        for _ in range(40):
            status, seconds = page(address)
            assert status == http.client.OK, status
            times.append(seconds)
            time.sleep(0.1)
    times.sort()
    print(
        f"a page meanwhile        {times[len(times) // 2] * 1000:.0f} ms, at worst"
        f" {times[-1] * 1000:.0f} ms, with {LINES} idle lines and {SLOW} slow senders;"
        f" memory {_resident(process):.0f} MiB"
    )
    return times[-1]


def _resident(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    kib = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kib) / 1024


if __name__ == "__main__":
    sys.exit(run(*(int(word) for word in (*sys.argv[1:], "20000", "1")[:2])))
