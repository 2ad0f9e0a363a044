"""A real TLS proxy under a host name, its certificate, and a browser that trusts it."""

import os
import re
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import trustme
from tools.debian import find

from tests.journeys.program import STOP_SECONDS, Program

NAME = "bonbrug.test"
DEPLOY = Path(__file__).parents[2] / "deploy"
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Papers:
    """Files of a certificate authority and of the certificate that it gave our host name."""

    authority: Path
    chain: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Site:
    """The program at its public address, the ports of the proxy, and the address behind it."""

    program: Program
    papers: Papers
    https: int
    http: int
    direct: str

    def visitor(self, address: str) -> httpx2.Client:
        """Return an ordinary client that trusts the authority and calls from `address`."""
        context = ssl.create_default_context(cafile=self.papers.authority)
        host = f"{NAME}:{self.https}"
        return httpx2.Client(
            transport=httpx2.HTTPTransport(verify=context, local_address=address),
            base_url=f"https://127.0.0.1:{self.https}",
            headers={"Host": host, "Origin": f"https://{host}"},
            event_hooks={"request": [_named]},
        )


def _named(request: httpx2.Request) -> None:
    """No name server knows the host, so the address is dialled and the name is asked for."""
    request.extensions["sni_hostname"] = NAME


def of_the_operator(host: str) -> dict[str, str]:
    """Return the settings of the example for systemd, with a host of a test."""
    example = (DEPLOY / "bonbrug.env.example").read_text("utf-8")
    lines = re.findall(r"(?m)^(BONBRUG_\w+)=(.+)$", example.replace("bonbrug.example", host))
    return dict(lines)


def papers(folder: Path) -> Papers:
    """Make an authority and a certificate for our host name."""
    made = Papers(folder / "ca.pem", folder / "site.pem", folder / "site.key")
    authority = trustme.CA(organization_name="Bonbrug test authority")
    given = authority.issue_cert(NAME)
    authority.cert_pem.write_to_path(str(made.authority))
    given.private_key_pem.write_to_path(str(made.key))
    for part in given.cert_chain_pems:
        part.write_to_path(str(made.chain), append=True)
    return made


def trusting_home(folder: Path, authority: Path) -> Path:
    """Return a home folder of which a browser trusts the authority."""
    store = folder / ".pki/nssdb"
    store.mkdir(parents=True)
    certutil = find("certutil") or "certutil"
    at = (certutil, "-d", f"sql:{store}")
    subprocess.run((*at, "-N", "--empty-password"), check=True)
    trusted = ("-A", "-n", "bonbrug", "-t", "C,,", "-i", str(authority))
    subprocess.run((*at, *trusted), check=True)
    return folder


@contextmanager
def caddy(folder: Path, https: int, http: int, upstream: int, of: Papers) -> Iterator[None]:
    """Run the proxy as the operator's chapter does, with ports and a certificate of a test."""
    main = folder / "Caddyfile"
    main.write_text(
        f"{{\n\tadmin off\n\thttp_port {http}\n\thttps_port {https}\n"
        f"\tdefault_bind 127.0.0.1\n}}\nimport {DEPLOY / 'Caddyfile'}\n",
        "utf-8",
    )
    given = {"SITE": NAME, "UPSTREAM": f"127.0.0.1:{upstream}", "TLS": f"tls {of.chain} {of.key}"}
    words = (find("caddy") or "caddy", "run", "--config", str(main), "--adapter", "caddyfile")
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), **given}
    said = folder / "caddy.txt"
    with said.open("w") as sink:
        process = subprocess.Popen(words, stdout=sink, stderr=subprocess.STDOUT, env=environment)
        try:
            _wait(process, said)
            yield
        finally:
            process.terminate()
            process.wait(timeout=STOP_SECONDS)


def _wait(process: subprocess.Popen[bytes], said: Path) -> None:
    latest = time.monotonic() + START_SECONDS
    while "serving initial configuration" not in said.read_text("utf-8"):
        assert process.poll() is None, said.read_text("utf-8")
        assert time.monotonic() < latest, said.read_text("utf-8")
        time.sleep(0.05)
