"""The steps of deploy/Dockerfile on a bare Debian, and then the program as the image starts it.

For machines without a registry of images: each FROM is a root that debootstrap made, each RUN is
the recipe's own text in a chroot, and at the end the health check of the recipe has to succeed.
Needs root. What it makes is thrown away.
"""

import json
import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from docker.utils.build import exclude_paths
from dockerfile_parse import DockerfileParser
from tools import debian

ROOT = Path(__file__).parent.parent
RECIPE = ROOT / "deploy/Dockerfile"
BASE = re.compile(r"debian:(\w+)-slim(?: AS (\w+))?")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
TRUST = ("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS")
HEALTHY = """{start} & started=$!
for second in $(seq 180); do
  if {check} 2>/dev/null; then healthy=yes; break; fi
  kill -0 $started || break
  sleep 1
done
kill -TERM $started; wait $started; ended=$?
test "$healthy" = yes && test $ended = 0"""


@dataclass
class Stage:
    """One image in the making: its files and what the recipe said of it."""

    root: Path
    base: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": PATH})
    folder: str = "/"
    user: str = "0"
    said: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str, extra: dict[str, str] | None = None, alone: bool = False) -> int:
        """Run words inside, in namespaces of their own; return the exit code.

        `alone` has a network of its own as well, so that no port is taken.
        """
        given = {**self.environment, **_machine(self.root), **(extra or {})}
        inside = ["env", "-i", f"--chdir={self.folder}", *(f"{k}={v}" for k, v in given.items())]
        network = (["--net"], "ip link set lo up && ") if alone else ([], "")
        enter = f'{network[1]}mount -t proc proc "$1/proc" && exec chroot --userspec="$0" "$@"'
        rooms = ["--mount", "--pid", "--fork", "--kill-child", *network[0]]
        outside = ["unshare", *rooms, "sh", "-c", enter]
        return subprocess.run(
            [*outside, self.user, str(self.root), *inside, *words], check=False
        ).returncode


def _machine(root: Path) -> dict[str, str]:
    """Bring what this machine needs to reach its registries: names, and whom it trusts."""
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    bundle = os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
    if not bundle:
        return {}
    shutil.copy(bundle, root / "etc/machine.pem")
    return dict.fromkeys(TRUST, "/etc/machine.pem")


@contextmanager
def bare(release: str) -> Iterator[Path]:
    """Yield a folder with a Debian as bare as can be."""
    tool = debian.find("debootstrap") or "debootstrap"
    with tempfile.TemporaryDirectory(prefix="bonbrug-image-") as folder:
        made = Path(folder, "bare")
        words = (tool, "--variant=minbase", release, str(made))
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        yield made


class Recipe:
    """Follows the recipe line by line."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.stages: dict[str, Stage] = {}
        self.now = Stage(base, base)

    def follow(self, instruction: str, value: str) -> None:
        """Do one line; a word that this does not know ends it, so that no step is left out."""
        step = getattr(self, f"_{instruction.lower()}", None)
        if step is None:
            sys.exit(f"{RECIPE.name}: {instruction} is not known here")
        step(value)

    def _from(self, value: str) -> None:
        found = BASE.fullmatch(value) or sys.exit(f"not a bare Debian: {value}")
        name = found[2] or "image"
        root = self.base.parent / name
        subprocess.run(("cp", "-a", str(self.base), str(root)), check=True)
        self.now = self.stages[name] = Stage(root, self.base)

    def _run(self, value: str) -> None:
        if code := self.now.run(*json.loads(self.now.said["SHELL"]), value):
            sys.exit(f"ended with {code}: {value}")

    def _copy(self, value: str) -> None:
        words = shlex.split(value)
        if words[0].startswith("--from="):
            source = self.stages[words[0].removeprefix("--from=")].root
            at = words[1].lstrip("/"), words[2].lstrip("/")
            shutil.copytree(source / at[0], self.now.root / at[1], symlinks=True)
        else:
            _copy_context(self.now.root / self.now.folder.lstrip("/"))

    def _env(self, value: str) -> None:
        pairs = (pair.partition("=") for pair in shlex.split(value))
        self.now.environment |= {name: content for name, _, content in pairs}

    def _workdir(self, value: str) -> None:
        (self.now.root / value.lstrip("/")).mkdir(parents=True, exist_ok=True)
        self.now.folder = value

    def _user(self, value: str) -> None:
        self.now.user = value

    def _keep(self, name: str, value: str) -> None:
        self.now.said[name] = value

    def _shell(self, value: str) -> None:
        self._keep("SHELL", value)

    def _healthcheck(self, value: str) -> None:
        self._keep("HEALTHCHECK", value.partition("CMD ")[2])

    def _entrypoint(self, value: str) -> None:
        self._keep("ENTRYPOINT", value)

    def _cmd(self, value: str) -> None:
        self._keep("CMD", value)

    def _volume(self, value: str) -> None:
        self._keep("VOLUME", value)

    def _expose(self, value: str) -> None:
        self._keep("EXPOSE", value)

    def _comment(self, value: str) -> None:
        """Nothing to do."""


def _copy_context(target: Path) -> None:
    ignored = [
        line.strip()
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    for name in exclude_paths(str(ROOT), ignored):
        source = ROOT / name
        if source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)


def start(image: Stage) -> None:
    """Start the image, wait for its health check, and stop it as a container is stopped."""
    entry = json.loads(image.said["ENTRYPOINT"])
    whole = shlex.join([*entry, *json.loads(image.said["CMD"])])
    check = shlex.join(json.loads(image.said["HEALTHCHECK"]))
    if image.run("sh", "-c", HEALTHY.format(start=whole, check=check), alone=True):
        sys.exit("the image did not become healthy, or did not stop by itself")
    if image.run("sh", "-c", whole, extra={"BONBRUG_HTTPS": "true"}, alone=True) != 2:
        sys.exit("half of the settings for TLS should have been refused")


def main() -> None:
    began = time.monotonic()
    lines = DockerfileParser(str(RECIPE)).structure
    release = next(BASE.match(line["value"]) for line in lines if line["instruction"] == "FROM")
    assert release is not None
    with bare(release[1]) as base:
        recipe = Recipe(base)
        for line in lines:
            if line["instruction"] != "COMMENT":
                print(f"{time.monotonic() - began:4.0f} s  {line['content'].strip()}", flush=True)
            recipe.follow(line["instruction"], line["value"])
        start(recipe.now)
    print(f"{time.monotonic() - began:4.0f} s  the image starts, is healthy and stops")


if __name__ == "__main__":
    main()
