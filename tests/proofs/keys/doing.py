"""Doing a deed in a place, and starting a command there that may be killed."""

import json
import subprocess
import sys
from typing import Any

from tests.site.places import Place

DEEDS = (sys.executable, "-m", "tests.proofs.keys.deeds")
COMMAND = (sys.executable, "-m", "bonbrug.site.cli")


def deed(there: Place, name: str, *words: Any) -> Any:
    done = subprocess.run(
        [*DEEDS, name, *map(json.dumps, words)],
        env=there.environment(), capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def started(there: Place, *words: str) -> subprocess.Popen[str]:
    """Start one command; what it says can be read line by line."""
    return subprocess.Popen(
        [*COMMAND, *words], env=there.environment(), stdout=subprocess.PIPE, text=True
    )


def sealing_meanwhile(there: Place) -> subprocess.Popen[str]:
    """Start a process that opens and seals until its input ends; returns when it is at it."""
    running = subprocess.Popen(
        [*DEEDS, "keep_sealing"], env=there.environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stderr
    assert running.stderr.readline() == "sealing\n"
    return running
