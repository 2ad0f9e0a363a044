"""How well the tests would notice a mistake: one small change of the code at a time.

Each change in a module of PARTS must make a test of that room fail. The share that does is the
score of a module, and LEAST is the least that is accepted. A change that no test can or should
notice stands with its reason in tests/proofs/mutation/survivors.toml; another one fails the
command, and so does a line of that file that is no longer true.

With the names of modules, as they stand in PARTS, only those are tried and judged. With --judge the
results of the last run are judged again. WORKERS=1 leaves the other processors alone.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SURVIVORS = ROOT / "tests/proofs/mutation/survivors.toml"
MUTMUT = str(Path(sys.executable).parent / "mutmut")
WORKERS = os.environ.get("WORKERS") or str(os.cpu_count() or 2)
LEAST = 90.0
# A test that never ends noticed it as well.
NOTICED = frozenset({"killed", "timeout", "caught by type check"})
PARTS = {
    "intent": ("invoicing.send", "invoicing.steps", "invoicing.judge", "invoicing.next_step"),
    "merge": ("imports.merge",),
    "outcome": ("outcome",),
    "numbers": ("values.numbering", "values.crediting"),
    "judging": (
        "judging.amounts", "judging.context", "judging.customer", "judging.days",
        "judging.findings", "judging.hours", "judging.prices", "judging.said", "judging.usual",
        "judging.weights", "judging.work",
    ),
    "vat": (
        "vat.customers", "vat.dwellings", "vat.facts", "vat.order_vat", "vat.places", "vat.rates",
        "vat.sentences", "vat.table",
    ),
}  # fmt: skip
_RESULT = re.compile(r"^\s*bonbrug\.(?:sync\.)?(?P<name>\S+): (?P<status>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the code: in which function, and its lines before and after."""

    where: str
    was: str
    now: str

    def __str__(self) -> str:
        return f'where = "{self.where}"\nwas = {_quoted(self.was)}\nnow = {_quoted(self.now)}\n'


def run(modules: Sequence[str]) -> int:
    """Make and try every change, of these modules or of all, then judge what is left."""
    shutil.rmtree(ROOT / "mutants", ignore_errors=True)
    wanted = [f"{_dotted(module)}.*" for module in modules]
    command = [MUTMUT, "run", "--max-children", WORKERS, *wanted]
    made = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    if made.returncode:
        print(made.stdout[-4000:], made.stderr[-4000:], sep="\n")
        return made.returncode
    return judge(modules)


def judge(chosen: Sequence[str]) -> int:
    """Judge the results of these modules, or of all."""
    parts = {"chosen": tuple(chosen)} if chosen else PARTS
    prefixes = tuple(f"{module}." for modules in parts.values() for module in modules)
    told = {match["name"]: match["status"].strip() for match in _RESULT.finditer(_results())}
    results = {name: status for name, status in told.items() if name.startswith(prefixes)}
    low = [part for part, modules in parts.items() if _score(part, modules, results) < LEAST]
    found = Counter(_change(name) for name, status in results.items() if status not in NOTICED)
    explained = Counter(one for one in _explained() if one.where.startswith(prefixes))
    _tell("survives, and nobody says why", found - explained)
    _tell("is explained, but does not survive any more", explained - found)
    print(f"{found.total()} of {len(results)} changes survive, {explained.total()} are explained")
    return int(bool(low) or found != explained or not results)


def _score(part: str, modules: Iterable[str], results: dict[str, str]) -> float:
    """Print the score of each module; return that of them together."""
    noticed = total = 0
    for module in modules:
        statuses = [one for name, one in results.items() if name.startswith(f"{module}.")]
        killed = sum(status in NOTICED for status in statuses)
        print(f"{module:22}{killed:5} of {len(statuses):4}{_share(killed, len(statuses)):7.1f} %")
        noticed, total = noticed + killed, total + len(statuses)
    share = _share(noticed, total)
    print(f"= {part:20}{noticed:5} of {total:4}{share:7.1f} %")
    return share


def _share(killed: int, total: int) -> float:
    return 100 * killed / total if total else 0.0


def _results() -> str:
    return _mutmut("results", "--all", "true")


def _dotted(name: str) -> str:
    room = "" if name.startswith("values.") else "sync."
    return f"bonbrug.{room}{name}"


def _change(name: str) -> Change:
    lines = _mutmut("show", _dotted(name)).splitlines()
    was = " ".join(line[1:].strip() for line in lines if re.match(r"-(?!--)", line))
    now = " ".join(line[1:].strip() for line in lines if re.match(r"\+(?!\+\+)", line))
    return Change(_function(name), was, now)


def _function(name: str) -> str:
    """Write ``outcome.x_verdict__mutmut_3`` and ``x.y.xǁSendingǁadopt__mutmut_1`` plainly."""
    module, _, mangled = name.rpartition(".")
    plain = mangled.rpartition("__mutmut_")[0].removeprefix("x").removeprefix("_")
    return f"{module}.{plain.strip('ǁ').replace('ǁ', '.')}"


def _explained() -> list[Change]:
    """Read the changes that may survive; each must say why."""
    rows = tomllib.loads(SURVIVORS.read_text("utf-8")).get("survivor", [])
    silent = [row["where"] for row in rows if not row["why"].strip()]
    if silent:
        sys.exit(f"survivors.toml gives no reason for {', '.join(silent)}")
    return [Change(row["where"], row["was"], row["now"]) for row in rows]


def _tell(what: str, changes: Counter[Change]) -> None:
    for change in changes.elements():
        print(f"\n# {what}\n[[survivor]]\n{change}why = ''")


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else f"'''{text}'''"


def _mutmut(*words: str) -> str:
    done = subprocess.run([MUTMUT, *words], check=True, cwd=ROOT, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    names = [word for word in sys.argv[1:] if word != "--judge"]
    unknown = set(names).difference(*PARTS.values())
    if unknown:
        sys.exit(f"no such module: {', '.join(sorted(unknown))}")
    sys.exit(judge(names) if "--judge" in sys.argv else run(names))
