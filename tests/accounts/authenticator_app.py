"""An app that makes codes, as people have it on a telephone: RFC 6238, written apart."""

import base64
import hmac
import re
import struct
import time
from typing import Any

from django.test import Client

ADD = "/mijn-account/tweede-stap/app/"
CODES = "/mijn-account/tweede-stap/herstelcodes/"


class App:
    """Shows the code of now."""

    def __init__(self, secret: str) -> None:
        self.secret = base64.b32decode(secret)

    def code(self, steps: int = 0) -> str:
        counter = struct.pack(">Q", int(time.time()) // 30 + steps)
        made = hmac.digest(self.secret, counter, "sha1")
        begin = made[-1] & 15
        number = struct.unpack(">I", made[begin : begin + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06}"


def prove(client: Client, password: str, back: str = ADD) -> Any:
    """Show the password once more."""
    return client.post("/mijn-account/bent-u-het/", {"password": password, "next": back})


def add_app(client: Client, password: str) -> tuple[App, list[str]]:
    """Set up an app as a person does; return it and the recovery codes that were shown."""
    prove(client, password)
    page = client.get(ADD).content.decode()
    found = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert found, page
    app = App(found[1])
    answer = client.post(ADD, {"code": app.code()})
    assert answer.headers["location"] == CODES, answer.content
    shown = client.get(CODES).content.decode()
    return app, re.findall(r"<li><code>(\d+)</code>", shown)
