"""Programs of Debian that the tests need: those that are there, or unpacked into .venv/debian.

Unpacked and not installed, for a proxy that is installed starts itself on port 80.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / ".venv/debian"
PACKAGES = {"caddy": "caddy", "certutil": "libnss3-tools", "systemd-analyze": "systemd"}
PLACES = ("usr/bin", "usr/sbin", "bin")


def find(program: str) -> str | None:
    """Return where a program is, or None."""
    places = [os.environ.get("PATH", ""), *(str(FOLDER / place) for place in PLACES)]
    return shutil.which(program, path=os.pathsep.join(places))


def bring(program: str) -> bool:
    """Unpack the package of a program, where this machine has Debian's tools."""
    package = PACKAGES[program]
    with tempfile.TemporaryDirectory() as folder:
        if not _download(package, folder) and not (_refresh() and _download(package, folder)):
            return False
        for file in Path(folder).glob("*.deb"):
            FOLDER.mkdir(parents=True, exist_ok=True)
            subprocess.run(("dpkg-deb", "-x", str(file), str(FOLDER)), check=True)
    return find(program) is not None


def _download(package: str, folder: str) -> bool:
    return _run("apt-get", "download", "-qq", package, folder=folder)


def _refresh() -> bool:
    root = () if os.geteuid() == 0 else ("sudo", "-n")
    return _run(*root, "apt-get", "update", "-qq")


def _run(*command: str, folder: str = ".") -> bool:
    try:
        return subprocess.run(command, check=False, cwd=folder, stderr=sys.stderr).returncode == 0
    except FileNotFoundError:
        return False


def main() -> None:
    missing = [name for name in PACKAGES if find(name) is None and not bring(name)]
    if missing:
        packages = " ".join(PACKAGES[name] for name in missing)
        sys.exit(f"The tests need {', '.join(missing)}; install it (Debian: {packages}).")


if __name__ == "__main__":
    main()
