"""A canary: a word that stands nowhere else, and every shape in which it could come out."""

import base64
import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Canary:
    """One planted word, and what it is: ``password``, ``token``, ``customer``."""

    kind: str
    text: str

    def __post_init__(self) -> None:
        if len(self.text) < SHORTEST:
            raise ValueError("a canary this short would be found in anything")


def traces(text: str) -> frozenset[bytes]:
    """Return the text as it would stand in a page, an address, a log line or a file."""
    raw = text.encode()
    shapes = {
        text, text.lower(), text.upper(), text[::-1], repr(text)[1:-1], html.escape(text),
        json.dumps(text)[1:-1], quote(text, safe=""), raw.hex(), raw.hex().upper(),
        text.encode("unicode_escape").decode(),
    }  # fmt: skip
    return frozenset((*(shape.encode() for shape in shapes), *_in_base64(raw)))


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """Wherever it begins in what was encoded: what does not depend on its neighbours."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + raw)
        whole = len(raw) + before
        inside = encoded[4 if before else 0 : whole // 3 * 4]
        if len(inside) >= SHORTEST:
            yield inside
            yield inside.translate(bytes.maketrans(b"+/", b"-_"))


class Watch:
    """Looks for canaries in whatever comes out."""

    def __init__(self, canaries: Iterable[Canary]) -> None:
        self.traces = [(canary.kind, trace) for canary in canaries for trace in traces(canary.text)]

    def seen(self, *outputs: str | bytes) -> set[str]:
        """Return the kinds of the canaries that stand in one of the outputs."""
        whole = b"\n".join(one.encode() if isinstance(one, str) else one for one in outputs)
        return {kind for kind, trace in self.traces if trace in whole}
