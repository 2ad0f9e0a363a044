"""One process that plays cells: its own houses, its own link, its own data folder."""

import faulthandler
import json
import sys

from django.core.management import call_command

from bonbrug.link import crossing
from bonbrug.site.serving import served
from bonbrug.sync.ports.retrying import Patience
from tests.journeys.program import free_port
from tests.proofs.faults.cell import play
from tests.proofs.faults.matrix import Cell
from tests.proofs.faults.memory import damage
from tests.proofs.faults.proxy.plan import Fault

LONGEST = 100.0  # seconds for one cell; then this process shows where it stands and ends


def main() -> None:
    """Play each cell that comes in as a line of JSON; write its verdict as another."""
    call_command("migrate", verbosity=0)
    crossing.PATIENCE = Patience(lambda: 0.0, lambda _: None)
    with served("127.0.0.1", free_port()) as doors:
        for line in sys.stdin:
            fault, call, position = json.loads(line)
            faulthandler.dump_traceback_later(LONGEST, exit=True)
            verdict = play(Cell(Fault(fault), call, position), doors)
            faulthandler.cancel_dump_traceback_later()
            told = {
                **verdict.cell._asdict(),
                "word": verdict.word,
                "cycles": verdict.cycles,
                "struck": verdict.struck,
                "broken": verdict.broken,
            }
            sys.stdout.write(f"{json.dumps(told)}\n")
            sys.stdout.flush()
    sys.exit(" ".join(damage()) or None)
