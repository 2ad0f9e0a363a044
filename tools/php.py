"""Bring PHP with its SOAP extension for the strangers' tests: one that is there, or Debian's."""

import os
import shutil
import subprocess
import sys


def present() -> bool:
    if not shutil.which("php"):
        return False
    found = subprocess.run(["php", "-m"], check=False, capture_output=True, text=True)
    return "soap" in found.stdout.lower().split()


def run(*command: str) -> bool:
    try:
        return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def from_debian() -> bool:
    if not shutil.which("apt-get"):
        return False
    root = () if os.geteuid() == 0 else ("sudo", "-n")
    quiet = ("-qq", "-o=Dpkg::Use-Pty=0", "--no-install-recommends", "-y")
    return run(*root, "apt-get", "update", "-qq") and run(
        *root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", *quiet,
        "php-cli", "php-soap",
    )  # fmt: skip


def main() -> None:
    if present() or (from_debian() and present()):
        return
    sys.exit(
        "The strangers' tests need PHP with its SOAP extension and it could not be installed. "
        "Install php-cli and php-soap, or what they are called on this system."
    )


if __name__ == "__main__":
    main()
