"""A warm process that forks a worker per task, so that each can be killed as a real one.

It answers lines of JSON. Started with the settings of one side; `Forks` is its other end.
"""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.journeys.program import clean_environment

ROOT = Path(__file__).parents[3]
START = "import django; django.setup(); from tests.proofs.crash import deeds; deeds.serve()"
PATIENCE = 60.0  # seconds that a task may take


class Forks:
    """Starts tasks in processes of their own, and tells how each of them ended."""

    def __init__(self, **settings: str) -> None:
        environment = clean_environment(
            DJANGO_SETTINGS_MODULE="bonbrug.site.settings",
            BONBRUG_LOG_LEVEL="CRITICAL",
            **settings,
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", START],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        self._process.communicate()

    def start(self, deed: str, *words: Any) -> int:
        """Return the number of the process that does it."""
        return int(self._ask({"do": "start", "deed": deed, "words": words})["pid"])

    def wait(self, pid: int) -> dict[str, Any]:
        """Return ``state``: done (with ``result``), raised, killed or stopped."""
        return self._ask({"do": "wait", "pid": pid})

    def do(self, deed: str, *words: Any) -> Any:
        """Do it to the end and return what it returns."""
        return self.result(self.start(deed, *words))

    def kill(self, pid: int) -> None:
        """End it at once, as when the machine loses power, and wait until it is gone."""
        os.kill(pid, signal.SIGKILL)
        self.wait(pid)

    def result(self, pid: int) -> Any:
        """Wait until it is done and return what it returned."""
        ended = self.wait(pid)
        assert ended["state"] == "done", ended.get("text", ended)
        return ended["result"]

    def _ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        assert self._process.poll() is None, f"no warm process: {self._process.returncode}"
        self._process.stdin.write(f"{json.dumps(question)}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the warm process ended: {self._process.wait()}"
        answer: dict[str, Any] = json.loads(line)
        return answer


class Forking:
    """The warm process: `deeds` by name; nothing of the database may be open in it."""

    def __init__(self, deeds: Mapping[str, Any]) -> None:
        self.deeds = deeds
        self.results: dict[int, int] = {}

    def serve(self) -> None:
        for line in sys.stdin:
            question = json.loads(line)
            asked = question.pop("do")
            answer = self._start(**question) if asked == "start" else self._wait(**question)
            sys.stdout.write(f"{json.dumps(answer)}\n")
            sys.stdout.flush()
        for pid in self.results:  # nobody waited for these
            os.kill(pid, signal.SIGKILL)

    def _start(self, deed: str, words: list[Any]) -> dict[str, Any]:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            self._child(deed, words, writing)
        os.close(writing)
        self.results[pid] = reading
        return {"pid": pid}

    def _child(self, deed: str, words: list[Any], writing: int) -> None:
        try:
            told = {"state": "done", "result": self.deeds[deed](*words)}
        except BaseException:  # noqa: BLE001 - how a task ended is its result
            told = {"state": "raised", "text": traceback.format_exc()}
        with os.fdopen(writing, "w") as sink:
            sink.write(json.dumps(told))
        os._exit(0)

    def _wait(self, pid: int) -> dict[str, Any]:
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            found, status = os.waitpid(pid, os.WNOHANG | os.WUNTRACED)
            if found and os.WIFSTOPPED(status):
                return {"state": "stopped"}
            if found:
                return self._ended(pid, status)
            time.sleep(0.005)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(self.results.pop(pid))
        return {"state": "hung"}

    def _ended(self, pid: int, status: int) -> dict[str, Any]:
        with os.fdopen(self.results.pop(pid)) as source:
            text = source.read()
        if os.WIFSIGNALED(status):
            return {"state": "killed", "signal": os.WTERMSIG(status)}
        told: dict[str, Any] = json.loads(text)
        return told
