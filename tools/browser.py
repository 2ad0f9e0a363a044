"""Bring a Chromium for the browser tests: one that is there, Debian's, or Playwright's own."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def present() -> bool:
    return bool(os.environ.get("BONBRUG_CHROMIUM")) or any(map(shutil.which, NAMES))


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
    packages = ("chromium", "fonts-dejavu-core")
    return run(*root, "apt-get", "update", "-qq") and run(
        *root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", *quiet, *packages
    )


def from_playwright() -> bool:
    return run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> None:
    if present() or (from_debian() and present()) or from_playwright():
        return
    sys.exit(
        "The browser tests need Chromium and it could not be installed. "
        "Install it, or name one with BONBRUG_CHROMIUM=/path/to/chromium."
    )


if __name__ == "__main__":
    main()
