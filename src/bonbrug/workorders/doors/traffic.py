"""How often the door was used since the start, and how many records it wrote."""

from collections import Counter
from threading import Lock


class Traffic:
    """Counts per endpoint; `writes` are records really written, not records offered."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._calls: Counter[str] = Counter()
        self._writes: Counter[str] = Counter()

    def count(self, endpoint: str, *, writes: int) -> None:
        with self._lock:
            self._calls[endpoint] += 1
            self._writes[endpoint] += writes

    def calls(self, endpoint: str = "") -> int:
        """Return the calls of one endpoint, or of all."""
        return _of(self._calls, endpoint)

    def writes(self, endpoint: str = "") -> int:
        """Return the records written through one endpoint, or through all."""
        return _of(self._writes, endpoint)

    def forget(self) -> None:
        """Start counting again."""
        with self._lock:
            self._calls.clear()
            self._writes.clear()


def _of(counts: Counter[str], endpoint: str) -> int:
    return counts[endpoint] if endpoint else counts.total()


openapi = Traffic()
