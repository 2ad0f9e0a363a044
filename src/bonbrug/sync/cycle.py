"""One synchronisation: read → plan → apply → record, for one connection, under one lease."""

from collections.abc import Callable, Sequence
from functools import partial

from bonbrug.sync.entering import OtherBooks, SameBooks, enter
from bonbrug.sync.exporting import Exporting
from bonbrug.sync.failures import Failure, Misconfigured, NotAllowedIn, Refused, Unreachable
from bonbrug.sync.importing import Importing
from bonbrug.sync.orphans import Orphans
from bonbrug.sync.report import Report, asked
from bonbrug.sync.sending import Bridge, Circumstances
from bonbrug.sync.sweep import Sweep

OUTCOMES: Sequence[tuple[type[Failure], str]] = (
    (NotAllowedIn, "not_allowed_in"),
    (Unreachable, "unreachable"),
    (Misconfigured, "misconfigured"),
    (Refused, "refused"),
)


LATE = frozenset({"credentials_refused", "other_administration"})


def synchronise(
    bridge: Bridge, run: Circumstances, *, thorough: bool = False, dry_run: bool = False
) -> Report:
    """Run once; failures of a whole side stand in `outcome`, `code` and `side` of the report.

    `thorough`: a person started it. Compares with the work orders even where the books did not
    change, and tries a refused setting again at once. A dry run reads and plans; it writes on
    neither side and not in the ledger.
    """
    report = Report()
    standing = bridge.ledger.standing(run.now)
    guard = SameBooks(bridge, standing)
    imports = Importing(bridge, run, report, standing, guard, dry_run=dry_run)
    exports = Exporting(bridge, run, report, standing, guard, insist=thorough)
    steps: list[Callable[[], None]] = [
        lambda: enter(bridge, run, standing, dry_run=dry_run),
        lambda: imports.run(thorough=thorough),
    ]
    if dry_run:
        _walk([*steps, lambda: exports.rehearse(imports.products)], report)
    else:
        _walk([*steps, lambda: exports.run(held=imports.held, listed=imports.relations)], report)
        if report.outcome in ("done", "unreachable"):
            _walk([exports.settle], report)
        if report.outcome == "done":
            orphans = Orphans(bridge, run, report, standing)
            sweep = Sweep(bridge, run, report, standing)
            looks = (orphans.run, sweep.run)
            _walk([partial(look, thorough=thorough) for look in looks], report)
    bridge.books.sign_out()
    if not dry_run:
        _close(bridge, report)
    return report


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


def _close(bridge: Bridge, report: Report) -> None:
    bridge.ledger.note([finding for finding in report.findings if finding.code in LATE])
    if report.outcome == "done" and any(finding.needs_person for finding in report.findings):
        report.outcome = "problems"
