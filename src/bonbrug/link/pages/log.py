"""The rows of the log: one line per run, the newest first, each with its details."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonbrug.link.models import Binding, Connection, ExportJob, LogLine, Run
from bonbrug.link.texts import sentences
from bonbrug.link.texts.counts import counted, pieces, planned

ROWS = 50
RUNS_READ = 400
LINES_SHOWN = 200
NAMES_SHOWN = 400
Lines = dict[int, list[LogLine]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the log. `times` counts the runs in a row in which the same happened."""

    run: Run
    message: str
    problems: str
    times: int
    lines: tuple[tuple[LogLine, str], ...]
    records: tuple[str, ...]
    how: str
    planned: tuple[str, ...]

    @property
    def pieces(self) -> list[str]:
        """Return the message in pieces that are not broken at the end of a line."""
        said = [*pieces(self.run.facts), self.unfinished]
        return [piece for piece in said if piece] or [self.message]

    @property
    def unfinished(self) -> str:
        return sentences.unfinished(self.run)


def rows(connection: Connection) -> list[Row]:
    """Return the newest rows with the sentences behind them."""
    ended = connection.runs.filter(dry_run=False).exclude(finished_at=None)
    runs = list(ended.order_by("-started_at", "-pk")[:RUNS_READ])
    lines = _lines(runs)
    folded = _folded(runs, lines)[:ROWS]
    records = _records(connection, [run for run, _times in folded])
    return [_row(run, times, lines[run.pk], records[run.pk]) for run, times in folded]


def rehearsal(run: Run) -> Row:
    """Return what a trial run found, as a row with what is planned."""
    return _row(run, 1, list(run.lines.order_by("-needs_person", "pk")), [])


def _lines(runs: list[Run]) -> Lines:
    found: Lines = defaultdict(list)
    for line in LogLine.objects.filter(run__in=runs).order_by("-needs_person", "pk"):
        found[line.run_id].append(line)
    return found


def _folded(runs: list[Run], lines: Lines) -> list[tuple[Run, int]]:
    """Put runs together in which nothing was counted and that end the same, as one with a number.

    A line that is said again has moved to the newest run, so the older ones are bare.
    """
    kept: list[tuple[Run, int]] = []
    for run in runs:
        newer = kept[-1][0] if kept else None
        if newer is not None and not lines[run.pk] and _alike(newer, run):
            kept[-1] = (newer, kept[-1][1] + run.times)
        else:
            kept.append((run, run.times))
    return kept


def _alike(one: Run, other: Run) -> bool:
    if counted(one.facts) or counted(other.facts):
        return False
    return sentences.unfinished(one) == sentences.unfinished(other)


def _row(run: Run, times: int, lines: list[LogLine], records: Iterable[str]) -> Row:
    said = tuple((line, sentences.of_line(line)) for line in lines[:LINES_SHOWN])
    how, plan = _how(run), tuple(planned(run.facts))
    return Row(run, sentences.of_run(run), _problems(lines), times, said, tuple(records), how, plan)


def _problems(lines: list[LogLine]) -> str:
    count = sum(line.needs_person for line in lines)
    if not count:
        return ""
    return ngettext("%(n)s needs attention", "%(n)s need attention", count) % {"n": count}


def _how(run: Run) -> str:
    """Say who started a run and how long it took."""
    starts = {"person": _("Started with the button"), "schedule": _("Started by itself")}
    start = starts.get(run.trigger, _("Started by the operator"))
    seconds = int((run.finished_at - run.started_at).total_seconds()) if run.finished_at else 0
    if not seconds:
        return _("%(start)s, done within a second.") % {"start": start}
    took = ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    return _("%(start)s, done in %(took)s.") % {"start": start, "took": took}


def _records(connection: Connection, runs: list[Run]) -> dict[int, list[str]]:
    """Name what travelled in each run and was not changed by a later one."""
    found: dict[int, list[str]] = defaultdict(list)
    for run_id, sentence in (*_imports(connection, runs), *_invoices(connection, runs)):
        found[run_id].append(sentence)
    return found


def _invoices(connection: Connection, runs: list[Run]) -> list[tuple[int, str]]:
    made = [run for run in runs if run.facts.get("invoices") and run.finished_at]
    if not made:
        return []
    span = (
        min(run.started_at for run in made),
        max(run.finished_at or run.started_at for run in made),
    )
    jobs = connection.jobs.filter(invoiced_at__range=span).order_by("invoiced_at")
    return [
        (run.pk, _invoiced(job))
        for run in made
        for job in jobs[:NAMES_SHOWN]
        if run.finished_at
        and job.invoiced_at
        and run.started_at <= job.invoiced_at <= run.finished_at
    ]


def _invoiced(job: ExportJob) -> str:
    facts = {"number": job.work_order_number, "invoice": job.invoice_number}
    return _("Work order %(number)s became invoice %(invoice)s.") % facts


def _imports(connection: Connection, runs: list[Run]) -> list[tuple[int, str]]:
    said = {
        "relation": _("Relations: %(codes)s"),
        "material": _("Materials: %(codes)s"),
        "hour_type": _("Hour types: %(codes)s"),
    }
    counted = [run.pk for run in runs if any(run.facts.get(name) for name in IMPORTED)]
    bound = Binding.objects.filter(
        connection=connection, seen_seq__in=counted, sent_as__in=said
    ).order_by("-seen_seq", "key")
    codes: dict[tuple[int, str], list[str]] = defaultdict(list)
    for run_id, sent_as, base in bound.values_list("seen_seq", "sent_as", "base_json")[
        :NAMES_SHOWN
    ]:
        codes[run_id, sent_as].append(str(base.get("code", "")))
    return [
        (run_id, said[kind] % {"codes": ", ".join(codes[run_id, kind])})
        for run_id in counted
        for kind in said
        if codes[run_id, kind]
    ]


IMPORTED = ("relations", "materials", "hour_types")
