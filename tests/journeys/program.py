"""Starting the program as a person does, and asking its command line."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-m", "bonbrug.site.cli")
START_SECONDS = 240.0
STOP_SECONDS = 20.0


@dataclass
class Program:
    """A running `bonbrug`: where it is, its data folder and what it printed at the start."""

    address: str
    data: Path
    environment: Mapping[str, str]
    told: str = ""
    session: Any = field(default=None, repr=False)

    @property
    def login_link(self) -> str:
        """The address that logs in once."""
        found = re.search(r"http://\S+/inloggen/\S+/", self.told)
        assert found, self.told
        return found[0]

    def paper(self) -> dict[str, Any]:
        """What demo.json tells."""
        content: dict[str, Any] = json.loads((self.data / "demo.json").read_text("utf-8"))
        return content

    def firm(self, name: str) -> dict[str, str]:
        """Return the credentials of one of the demo's companies."""
        return next(firm for firm in self.paper()["companies"] if firm["name"] == name)

    def tell(self, *words: str, extra: Mapping[str, str] | None = None) -> tuple[int, str]:
        """Run one command of `bonbrug` on the same data; return its exit code and what it said."""
        done = subprocess.run(
            (*COMMAND, *words),
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
            env={**self.environment, **(extra or {})},
        )
        return done.returncode, done.stdout + done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment(**settings: str) -> dict[str, str]:
    """The environment of the tests without the settings of the tests, plus these."""
    ours = ("BONBRUG_", "DJANGO_")
    own = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**own, "PYTHONUNBUFFERED": "1", **settings}


@contextmanager
def demo(data: Path, port: int, environment: Mapping[str, str]) -> Iterator[Program]:
    """Run `bonbrug demo` until the end of the block."""
    words = ("demo", "--port", str(port), "--data", str(data))
    with started(words, data, port, environment, "Ctrl-C stops it") as program:
        yield program


@contextmanager
def serving(data: Path, port: int, environment: Mapping[str, str], *more: str) -> Iterator[Program]:
    """Run `bonbrug serve` until the end of the block."""
    words = ("serve", "--port", str(port), "--data", str(data), *more)
    with started(words, data, port, environment, "Bonbrug: http") as program:
        yield program


@contextmanager
def started(
    words: tuple[str, ...], data: Path, port: int, environment: Mapping[str, str], ready: str
) -> Iterator[Program]:
    """Start one command, wait for the words that say it is ready, and stop it at the end."""
    address = f"http://127.0.0.1:{port}"
    whole = {"BONBRUG_BASE_URL": address, **environment, "BONBRUG_DATA": str(data)}
    output = data / f"{words[0]}.txt"
    data.mkdir(parents=True, exist_ok=True)
    with output.open("w") as sink:
        process = subprocess.Popen(
            (*COMMAND, *words), stdout=sink, stderr=subprocess.STDOUT, env=whole
        )
        try:
            told = _wait(process, output, ready)
            yield Program(address, data, whole, told)
        finally:
            _stop(process)


def _wait(process: subprocess.Popen[bytes], output: Path, ready: str) -> str:
    latest = time.monotonic() + START_SECONDS
    while time.monotonic() < latest:
        told = output.read_text("utf-8")
        if ready in told:
            return told
        assert process.poll() is None, told
        time.sleep(0.1)
    raise AssertionError(f"not ready after {START_SECONDS} seconds: {output.read_text('utf-8')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
