"""Programs of Debian that the tests need: those that are there, or unpacked into .venv/debian.

Unpacked and not installed where that is possible: an installed proxy starts itself on port 80.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / ".venv/debian"
UNPACKED = {"caddy": "caddy", "certutil": "libnss3-tools", "ssh-keygen": "openssh-client"}
INSTALLED = {  # these need files that stand in one place
    "systemd-analyze": "systemd",
    "debootstrap": "debootstrap",
}
PLACES = ("usr/bin", "usr/sbin", "bin")


def find(program: str) -> str | None:
    """Return where a program is, or None."""
    places = [os.environ.get("PATH", ""), *(str(FOLDER / place) for place in PLACES)]
    return shutil.which(program, path=os.pathsep.join(places))


def bring(program: str) -> bool:
    """Fetch the package of a program, where this machine has Debian's tools."""
    fetch = _unpack if program in UNPACKED else _install
    return (fetch(program) or (_as_root("update", "-qq") and fetch(program))) and bool(
        find(program)
    )


def _unpack(program: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        if not _run("apt-get", "download", "-qq", UNPACKED[program], folder=folder):
            return False
        FOLDER.mkdir(parents=True, exist_ok=True)
        files = [str(file) for file in Path(folder).glob("*.deb")]
        return all(_run("dpkg-deb", "-x", file, str(FOLDER)) for file in files)


def _install(program: str) -> bool:
    return _as_root("install", "-qq", "-y", "--no-install-recommends", INSTALLED[program])


def _as_root(*words: str) -> bool:
    root = () if os.geteuid() == 0 else ("sudo", "-n")
    return _run(*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *words)


def _run(*command: str, folder: str = ".") -> bool:
    try:
        done = subprocess.run(command, check=False, cwd=folder, stdout=subprocess.DEVNULL)
    except FileNotFoundError:
        return False
    return done.returncode == 0


def main(names: list[str]) -> None:
    missing = [name for name in names if find(name) is None and not bring(name)]
    if missing:
        wanted = " ".join((UNPACKED | INSTALLED)[name] for name in missing)
        sys.exit(f"{', '.join(missing)} could not be brought; install it (Debian: {wanted}).")


if __name__ == "__main__":
    main(sys.argv[1:])
