"""How many heaps the C library keeps for the threads of this program."""

import ctypes
from contextlib import suppress

M_ARENA_MAX = -8  # mallopt(3)
MOST = 2


def few() -> None:
    """Let threads share two heaps, before they begin; nothing where the library has no such option.

    glibc gives up to eight heaps per processor to the threads, and each keeps what it once held.
    Only one thread at a time runs Python, so they do not stand in each other's way.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, MOST)
