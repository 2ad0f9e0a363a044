"""Somebody at the other end of the line, who sends what no browser would."""

import re
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from tests.proofs.hostile.asked import SOAP, Asked
from tests.proofs.hostile.judging import Answer

PATIENCE = 30.0


class Visitor:
    """One line that is kept open; `cookies` are sent when a request is `signed`."""

    def __init__(self, address: str) -> None:
        where = urlsplit(address)
        self.line = HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE)
        self.cookies: dict[str, str] = {}

    def log_in(self, link: str) -> None:
        """Use the link that logs in once: look, then press."""
        road = urlsplit(link).path
        self._plain("GET", road)
        self._plain("POST", road)
        self._plain("GET", "/")
        assert {"bonbrug", "csrftoken"} <= set(self.cookies), self.cookies

    def _plain(self, method: str, road: str) -> bytes:
        headers = {"Cookie": self._cookie(), "X-CSRFToken": self.cookies.get("csrftoken", "")}
        self.line.request(method, road, headers=headers)
        answer = self.line.getresponse()
        for name, morsel in SimpleCookie(
            "; ".join(answer.headers.get_all("Set-Cookie", []))
        ).items():
            self.cookies[name] = morsel.value
        return answer.read()

    def is_in(self) -> bool:
        """Tell whether the pages of a person still open."""
        return b"/uitloggen/" in self._plain("GET", "/")

    def ask(self, asked: Asked) -> Answer:
        """Send it as it is; a line that was closed is opened again, once."""
        try:
            return self._once(asked)
        except (HTTPException, OSError):
            self.line.close()
            return self._once(asked)

    def _once(self, asked: Asked) -> Answer:
        self.line.putrequest(
            asked.method,
            re.sub(r"[^\x21-\x7e]", "x", asked.address),
            skip_host="Host" in asked.headers,
            skip_accept_encoding=True,
        )
        for name, text in self._headers(asked).items():
            self.line.putheader(name, text.encode("latin-1", "replace"))
        self.line.endheaders(asked.body or None)
        answer = self.line.getresponse()
        return Answer(answer.status, answer.read())

    def _headers(self, asked: Asked) -> dict[str, str]:
        found = {"X-CSRFToken": self.cookies.get("csrftoken", "")}
        csrf = f"csrftoken={found['X-CSRFToken']}"
        found["Cookie"] = self._cookie() if asked.signed else csrf
        if asked.body or asked.method == "POST":
            found["Content-Length"] = str(len(asked.body))
        if asked.media:
            found["Content-Type"] = asked.media
        return {**found, **asked.headers}

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def open_session(address: str, firm: dict[str, str]) -> str:
    """Open a session at the SOAP door; return its number."""
    where = urlsplit(address)
    names = {
        "Username": firm["username"],
        "SecurityCode1": firm["security_code_1"],
        "SecurityCode2": firm["security_code_2"],
        "Source": "hostile",
    }
    inside = "".join(f"<{name}>{text}</{name}>" for name, text in names.items())
    line = HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE)
    body = SOAP.format("OpenSession", inside).encode()
    line.request("POST", "/soap.asmx", body, {"Content-Type": "text/xml; charset=utf-8"})
    told = line.getresponse().read().decode()
    line.close()
    found = re.search(r"<SessionID>(.*?)</SessionID>", told)
    assert found, told
    return found[1]
