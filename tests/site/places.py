"""A data folder with its database, and the real command line on it."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.proofs.crash.databases import ADDRESS, of_these_tests
from tests.site.command import bonbrug

HERE = Path(__file__).parent
KEY_FILES = ("credential_keys.secret", "signing_keys.secret")


@dataclass
class Place:
    """A data folder with its database."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)

    def tell(self, *words: str) -> tuple[int, str]:
        return bonbrug(self.data, *words, **self.settings)

    def shell(self, module: str, *words: str) -> str:
        return subprocess.run(
            [sys.executable, str(HERE / module), *words],
            env=self.environment(), capture_output=True, text=True, check=True, timeout=60,
        ).stdout  # fmt: skip

    def environment(self) -> dict[str, str]:
        ours = {"BONBRUG_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "bonbrug.site.settings"}
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(HERE.parents[1]), **ours,
                **self.settings}  # fmt: skip

    def tables(self) -> dict[str, list[list[str]]]:
        """Every row of every table, in the order of the first column."""
        content: dict[str, list[list[str]]] = json.loads(self.shell("backup_content.py"))
        return content

    @contextmanager
    def written_meanwhile(self, writers: int = 2) -> Iterator[None]:
        """Processes of their own write until the block ends."""
        script = [sys.executable, str(HERE / "backup_writer.py")]
        running = [
            subprocess.Popen(
                [*script, str(number)], env=self.environment(), stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, text=True,
            )
            for number in range(writers)
        ]  # fmt: skip
        try:
            for process in running:
                assert process.stdout
                assert process.stdout.readline() == "writing\n"
            yield
        finally:
            for process in running:
                process.communicate("", timeout=30)
                assert process.returncode == 0


def place(data: Path, database: str) -> Place:
    data.mkdir(exist_ok=True)
    return Place(data, {ADDRESS: database} if database else {})


@contextmanager
def empty_beside(of: Place, data: Path) -> Iterator[Place]:
    """An empty place that got the keys of another, and nothing else of it."""
    with of_these_tests("backup") as database:
        empty = place(data, database)
        for name in KEY_FILES:
            (empty.data / name).write_text((of.data / name).read_text())
        yield empty


def taken(of: Place, folder: Path) -> Path:
    code, said = of.tell("backup", str(folder))
    assert code == 0, said
    return Path(said.splitlines()[0])


def changed(backup: Path, folder: Path, **parts: str) -> Path:
    """A copy of a backup in which something else stands."""
    other = folder / "changed.zip"
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(other, "w") as sink:
        manifest = json.loads(source.read("manifest.json")) | json.loads(
            parts.pop("manifest", "{}")
        )
        for name in source.namelist():
            if name != "manifest.json":
                sink.writestr(name, parts.get(name.rpartition("/")[2], source.read(name)))
        sink.writestr("manifest.json", json.dumps(manifest))
    return other
