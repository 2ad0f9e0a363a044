"""One synchronisation: read → plan → apply → record, for one connection, under one lease."""

from collections.abc import Callable, Sequence
from functools import partial

from bonbrug.sync.checks.orphans import Orphans
from bonbrug.sync.checks.sweep import Sweep
from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.imports.run import ImportRun
from bonbrug.sync.invoicing.run import InvoicingRun
from bonbrug.sync.model.failures import Failure, Misconfigured, NotAllowedIn, Refused, Unreachable
from bonbrug.sync.model.findings import Report, asked
from bonbrug.sync.sign_in import OtherBooks, SameBooks, sign_in

OUTCOMES: Sequence[tuple[type[Failure], str]] = (
    (NotAllowedIn, "not_allowed_in"),
    (Unreachable, "unreachable"),
    (Misconfigured, "misconfigured"),
    (Refused, "refused"),
)


LATE = frozenset({"credentials_refused", "other_administration"})


def synchronise(
    ports: Ports, run: RunContext, *, thorough: bool = False, dry_run: bool = False
) -> Report:
    """Run once; failures of a whole side stand in `outcome`, `code` and `side` of the report.

    `thorough`: a person started it. Compares with the work orders even where the books did not
    change, and tries a refused setting again at once. A dry run reads and plans; it writes on
    neither side and not in the memory.
    """
    report = Report()
    connection = ports.run_memory.connection_state(run.now)
    guard = SameBooks(ports, connection)
    imports = ImportRun(ports, run, report, connection, guard, dry_run=dry_run)
    exports = InvoicingRun(ports, run, report, connection, guard, insist=thorough)
    steps: list[Callable[[], None]] = [
        lambda: sign_in(ports, run, connection, dry_run=dry_run),
        lambda: imports.run(thorough=thorough),
    ]
    if dry_run:
        _walk([*steps, lambda: _rehearse(imports, exports)], report)
    else:
        _walk(
            [*steps, lambda: exports.run(halted=imports.halted, listed=imports.relations)], report
        )
        if report.outcome in ("done", "unreachable"):
            _walk([exports.settle], report)
        if report.outcome == "done":
            orphans = Orphans(ports, run, report, connection)
            sweep = Sweep(ports, run, report, connection)
            looks = (orphans.run, sweep.run)
            _walk([partial(look, thorough=thorough) for look in looks], report)
    ports.books.sign_out()
    if not dry_run:
        _close(ports, report)
    return report


def _rehearse(imports: ImportRun, exports: InvoicingRun) -> None:
    """Say what the invoices would be, unless the lists shrank so that none is made."""
    if not imports.halted:
        exports.rehearse(imports.plan, imports.relations)


def _walk(steps: Sequence[Callable[[], None]], report: Report) -> None:
    """Take the steps until one whole side fails; the first failure names the outcome."""
    try:
        for step in steps:
            step()
    except Failure as failure:
        if report.outcome == "done":
            report.outcome = _outcome(failure)
            report.code, report.side = failure.code, failure.side
        if isinstance(failure, NotAllowedIn):
            report.find(asked("credentials_refused", failure.field, reason=failure.code))
        elif isinstance(failure, OtherBooks):
            report.find(asked("other_administration"))


def _outcome(failure: Failure) -> str:
    if isinstance(failure, OtherBooks):
        return "other_administration"
    return next((word for kind, word in OUTCOMES if isinstance(failure, kind)), "failed")


def _close(ports: Ports, report: Report) -> None:
    ports.findings.note([finding for finding in report.findings if finding.code in LATE])
    if report.outcome == "done" and any(finding.needs_person for finding in report.findings):
        report.outcome = "problems"
