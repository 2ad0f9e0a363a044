"""What a browser with an empty cache fetches for a page: found in its HTML, and weighed."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urlsplit

from django.http.response import HttpResponseBase
from django.test import Client

# The promise is 150 kB on every page; what is lighter than that today stays so.
MOST_BYTES, MOST_REQUESTS = 60_000, 12
# What a browser fetches at once. An icon on the desktop is fetched by who puts the page there.
FETCHED = re.compile(
    r'<link rel="(?:stylesheet|icon|manifest)"[^>]* href="([^"]+)"|<link [^>]*href="([^"]+\.css)"'
    r'|<(?:script|img)[^>]* src="([^"]+)"|<use href="([^"]+)"'
)
LINK = re.compile(r'<a [^>]*href="(/[^"?#]*)')
BROWSER = {"accept-encoding": "gzip, deflate, br", "accept-language": "nl"}


@dataclass(frozen=True, slots=True)
class Weight:
    """One page: its bytes with those of everything it needs, headers too; and each request."""

    path: str
    size: int
    requests: tuple[str, ...]


class Scales:
    """Somebody's browser, with what the files of its pages weigh: those never change."""

    def __init__(self, who: Client) -> None:
        self.who = who
        self.known: dict[str, int] = {}

    def weigh(self, path: str) -> tuple[Weight, str] | None:
        """Return the weight of a page and its text; None where no page is."""
        answer = self.who.get(path, headers=BROWSER)
        if answer.status_code != 200 or answer.headers.get("Content-Encoding") != "gzip":
            b"".join(answer)  # so that a file is closed
            return None
        text = gzip.decompress(answer.content).decode()
        needs = needed(text)
        whole = size(answer) + sum(map(self._beside, needs))
        return Weight(path, whole, (path, *needs)), text

    def _beside(self, path: str) -> int:
        if path not in self.known:
            self.known[path] = size(self.who.get(path, headers=BROWSER))
        return self.known[path]


def needed(text: str) -> list[str]:
    """Return the addresses that a page makes a browser fetch, each once."""
    found = (next(filter(None, groups)) for groups in FETCHED.findall(text))
    inside = (urldefrag(unescape(each)).url for each in found if not each.startswith("data:"))
    return list(dict.fromkeys(inside))


def size(answer: HttpResponseBase) -> int:
    """Return the bytes of an answer as they go over the line, about."""
    assert answer.status_code == 200, answer
    body = b"".join(answer)
    return len(body) + sum(len(name) + len(said) + 4 for name, said in answer.headers.items())


def pages(who: Client, *starts: str) -> Iterator[tuple[Weight, str]]:
    """Walk over all links from where one starts; weigh one page of each shape."""
    scales, waiting, seen = Scales(who), list(starts), set[str]()
    while waiting:
        path = urlsplit(waiting.pop(0)).path
        shape = re.sub(r"\d+", "#", path)
        if shape in seen or path == "/uitloggen/":
            continue
        seen.add(shape)
        found = scales.weigh(path)
        if found:
            yield found
            waiting += LINK.findall(found[1])
