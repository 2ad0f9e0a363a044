"""Requests that nobody should send, drawn by chance for every road in turn."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import quote, quote_from_bytes

from bonbrug.wire.eboekhouden import operations
from bonbrug.workorders.doors.openapi import ENDPOINTS
from tests.proofs.hostile.roads import Road, form_names, query_names, roads

TEXTS = (
    "", "0", "-1", "1", "²", "٣", "1e400", "NaN", "Infinity", "9" * 30, "9" * 190, "1" * 4400,
    "true", "null", "\0", "a\0b", "\x1b[0m", "\r\nSet-Cookie: a=b", "\ud7ff", "é", "İ", "ﬀ",
    "😀" * 60, "%", "_%" * 90, "%" * 200, "\\",
    "'; DROP TABLE x; --", "\" OR 1=1", "{{ 7*7 }}", "<script>", "[a-z]*",
    "(a+)+$", "../../etc/passwd", "a" * 201, "a" * 3000, " ".join("abcdefghijk"),
    "a " * 900, "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "31-02-2026", "25:61",
    "1.000.000,00", "99999999999999999999,99", "0,000000000000000001", "-0", "kantoor@demo.example",
    "Voorbeeld", "1", "2026-01-12", "12,50", "08:30", "on", "save", "drop-9999", "add", "Compleet",
)  # fmt: skip
BYTES = (b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"%", b"%zz", b"+" * 50, b"%u1234")
IDS = ("1", "2", "3", "0", "-1", "9" * 18, str(2**63 - 1), str(2**63), "9" * 40, "9" * 700, "²")
METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO")
ODD_HEADERS = (
    ("Accept-Language", "x" * 600), ("Accept-Language", "en;q=1e400,nl;q=-1"),
    ("Range", "bytes=9-1"),
    ("Cookie", 'bonbrug="abcdefgh\\000"; csrftoken=\xff'), ("Cookie", "; ".join(["a=b"] * 400)),
    ("Host", "boze.example"), ("Host", "[::1"), ("X-Forwarded-For", "1" * 900),
    ("X-Forwarded-Proto", "https"), ("If-Modified-Since", "gisteren"), ("HX-Request", "true"),
    ("Content-Encoding", "gzip"), ("Expect", "200-maybe"), ("Accept", "*/*;" * 200),
    ("SOAPAction", '"' + "a" * 900), ("X-Token", "\xe9"), ("Authorization", "Bearer " + "a" * 900),
)  # fmt: skip
MEDIA = (
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data",
    "application/json", "text/xml; charset=utf-8", "text/xml; charset=onzin", "",
    "a/b; charset=\xff",
    "application/x-www-form-urlencoded; charset=utf-16",
)  # fmt: skip
# These would end the visit itself or what the others need.
LAST = frozenset({"logout", "api_keys_renew", "link_end", "delete", "links", "tablet_forget"})
SOAP = (
    '<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>'
    '<{0} xmlns="http://www.e-boekhouden.nl/soap">{1}</{0}></e:Body></e:Envelope>'
)
_FIELD = re.compile(r"""name=["']([\w.-]+)["']""")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `address` is as it goes over the line; `signed`: by somebody logged in."""

    method: str
    address: str
    road: Road
    signed: bool
    body: bytes = b""
    media: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Keys:
    """What opens the doors for machines: both tokens, and the codes of a session."""

    token: str
    software_token: str
    session: str
    code: str


class Asking:
    """Draws requests; it learns the fields of a form from the pages that it is shown."""

    def __init__(self, keys: Keys, seed: int) -> None:
        self.keys, self.chance = keys, random.Random(seed)
        self.queries, self.known = query_names(), form_names()
        self.forms: dict[str, set[str]] = defaultdict(set)

    def learn(self, road: Road, page: bytes) -> None:
        """Remember which fields a page has."""
        self.forms[road.text].update(_FIELD.findall(page.decode("utf-8", "replace")))

    def each(self) -> Iterator[Asked]:
        """Yield a request for each road in turn, without end."""
        ways = roads()
        assert len(ways) > 100
        for road in cycle(ways):
            yield self._one(road)

    def _one(self, road: Road) -> Asked:
        signed = self.chance.random() < 0.8
        methods = ("GET",) * 11 + ("POST",) * 8 + (self.chance.choice(METHODS),)
        method = self.chance.choice(methods)
        if method == "POST" and signed and road.name in LAST:
            method = "GET"
        body, media = self._body(road) if method in ("POST", "PUT", "PATCH") else (b"", "")
        headers = dict([self.chance.choice(ODD_HEADERS)]) if self.chance.random() < 0.25 else {}
        return Asked(method, self._address(road), road, signed, body, media, headers)

    def _address(self, road: Road) -> str:
        parts = {name: self._part(road, name) for name in road.parts}
        path = "/" + road.text % parts
        if self.chance.random() < 0.05:
            path += self.chance.choice(("x", "/", "//", "%00", "%ff", "%2e%2e/", "?", "a" * 3000))
        query = self._query(road)
        return f"{path}?{query}" if query else path

    def _part(self, road: Road, name: str) -> str:
        good = self.chance.random() < 0.85
        if road.door:
            known = "8" if name == "version" else self.chance.choice([e for _, e in ENDPOINTS])
            return known if good else quote(self._text(), safe="") or "x"
        if good:
            return self.chance.choice(IDS[:3])
        return quote(self.chance.choice((*IDS, *TEXTS)), safe="") or "x"

    def _query(self, road: Road) -> str:
        pairs = []
        if road.door and self.chance.random() < 0.7:
            pairs += [f"token={self.keys.token}", f"software_token={self.keys.software_token}"]
        for _ in range(self.chance.choice((0, 0, 1, 1, 2, 4, 12))):
            name = self.chance.choice(self.queries)
            name += self.chance.choice(("", "", "", "[]", "[0]", "[a][b]"))
            pairs.append(f"{quote(name)}={self._quoted()}")
        if self.chance.random() < 0.05:
            pairs.append("&".join(f"a{n}={n}" for n in range(self.chance.choice((60, 1600)))))
        return "&".join(pairs)

    def _text(self) -> str:
        return self.chance.choice(TEXTS)

    def _quoted(self) -> str:
        if self.chance.random() < 0.1:
            raw = self.chance.choice(BYTES)
            return raw.decode("latin-1") if raw.isascii() else quote_from_bytes(raw)
        return quote(self._text())

    def _body(self, road: Road) -> tuple[bytes, str]:
        draw = self.chance.random()
        if draw < 0.06:
            return self.chance.randbytes(self.chance.choice((1, 300, 70_000))), self._media()
        if draw < 0.08:
            return self._text().encode() * self.chance.choice((1, 900)), self._media()
        if road.door:
            return self._json() if road.text.startswith("openapi") else self._soap()
        if draw < 0.14:
            return self._parts(road), "multipart/form-data; boundary=x"
        return self._form(road), MEDIA[0]

    def _media(self) -> str:
        return self.chance.choice(MEDIA)

    def _names(self, road: Road) -> list[str]:
        there = self.forms[road.text]
        often = [name for name in sorted(there) if self.chance.random() < 0.8]
        return often + self.chance.sample(self.known, min(3, len(self.known)))

    def _form(self, road: Road) -> bytes:
        pairs = [f"{quote(name)}={self._quoted()}" for name in self._names(road)]
        if self.chance.random() < 0.03:
            pairs += [f"a{n}=1" for n in range(1600)]
        return "&".join(pairs).encode()

    def _parts(self, road: Road) -> bytes:
        parts = []
        for name in self._names(road):
            file = self.chance.choice(("", "", '; filename="a\0b.png"', "; filename*=utf-8''%ff"))
            head = f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
            parts.append(head.encode() + self._text().encode() + b"\r\n")
        return b"".join((*parts, self.chance.choice((b"--x--\r\n", b"--x", b""))))

    def _json(self) -> tuple[bytes, str]:
        names = (
            "code", "name", "number", "description", "price", "debtor_number", "order_no", "db_row",
            "first_name", "last_name", "lines", "workorder_lines", "hours", "date", "status",
        )  # fmt: skip
        record = {name: self._value() for name in self.chance.sample(names, 7)}
        body = json.dumps(self.chance.choice(([record], record, [record] * 3, [[]], 1, None)))
        return body.encode(), "application/json"

    def _value(self) -> object:
        odd: tuple[object, ...] = (
            10**30,
            -(10**300),
            1.5e300,
            True,
            None,
            [],
            [{}],
            {"a": []},
            [[[[1]]]],
        )
        return self.chance.choice((*odd, *(self._text() for _ in odd)))

    def _soap(self) -> tuple[bytes, str]:
        operation = self.chance.choice(list(operations.OPERATIONS))
        good = self.chance.random() < 0.7
        fields = [
            ("SessionID", self.keys.session if good else self._text()),
            ("SecurityCode2", self.keys.code if good else self._text()),
        ]
        inside = "".join(f"<{n}>{_escaped(t)}</{n}>" for n, t in fields)
        inside += self._elements(("oRel", "oFact", "cFilter", "Username", "OpSoort"))
        media = self.chance.choice(("text/xml; charset=utf-8", *MEDIA))
        return SOAP.format(operation, inside).encode(), media

    def _elements(self, names: tuple[str, ...]) -> str:
        inner = (
            "ID", "Code", "Bedrijf", "Datum", "DatumVan", "DatumTm", "MutatieNr", "MutatieNrVan",
            "Trefwoord", "Factuurnummer", "Relatiecode", "Betalingstermijn", "Gb_ID", "ArtikelID",
            "Categorie", "LA", "BP", "PrijsPerEenheid", "Regels",
        )  # fmt: skip
        leaves = "".join(
            f"<{name}>{_escaped(self._text())}</{name}>" for name in self.chance.sample(inner, 5)
        )
        name = self.chance.choice(names)
        return f"<{name}>{leaves}</{name}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
