"""Threads share a few heaps, so that a burst of requests is not kept once per thread."""

import ctypes
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from bonbrug.site import heaps

COUNT = """
import ctypes, sys, threading
from bonbrug.site import heaps

if sys.argv[1] == "few":
    heaps.few()
libc = ctypes.CDLL("libc.so.6")
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
barrier = threading.Barrier(8)

def hold():
    barrier.wait()
    libc.malloc(1000)
    barrier.wait()

threads = [threading.Thread(target=hold) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
file = ctypes.c_void_p(libc.fopen(sys.argv[2].encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has such heaps")
@pytest.mark.parametrize(("how", "shared"), [("few", True), ("as they come", False)])
def test_eight_threads_share_two_heaps(tmp_path: Path, how: str, *, shared: bool) -> None:
    told = tmp_path / "heaps.xml"
    subprocess.run([sys.executable, "-c", COUNT, how, str(told)], check=True, timeout=60)
    found = told.read_text("utf-8").count("<heap nr=")
    assert (found <= heaps.MOST) is shared


def test_a_library_without_the_option_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> ctypes.CDLL:
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", missing)
    heaps.few()
