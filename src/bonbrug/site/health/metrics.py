"""The numbers in the text format of Prometheus; none of them per connection."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from bonbrug.site.health.measures import Health

ABOUT = {
    "migrations_to_do": "Migrations of this program that the database has not had",
    "migrations_unknown": "Migrations of the database that this program does not know",
    "disk_free_mib": "Room on the disk of the data folder",
    "late_seconds": "How long the oldest due connection waits for its run",
    "mail_seconds": "How long the oldest mail waits",
    "run_seconds": "How long the oldest run that did not end lasts",
    "reconciliation_seconds": "How long the oldest reconciliation that was asked for waits",
    "backup_seconds": "Age of the newest backup",
}


@dataclass(eq=False)  # the library keeps it in a table
class Everything:
    """What one look found; None where the database did not answer."""

    ready: Health | None
    works: Health | None
    totals: Mapping[str, Any] | None

    def collect(self) -> Iterator[Metric]:
        """Yield every series, as the library asks for them."""
        answers = self.ready is not None
        yield GaugeMetricFamily("bonbrug_database_up", "Whether the database answers", answers)
        for name, health in (("ready", self.ready), ("works", self.works)):
            good = health is not None and not health.wrong
            yield GaugeMetricFamily(f"bonbrug_{name}", "1 when nothing is past its limit", good)
            yield from _numbers(health)
        yield from _totals(self.totals or {})


def _numbers(health: Health | None) -> Iterator[Metric]:
    for name, value in (health.numbers if health else {}).items():
        if value is not None:
            yield GaugeMetricFamily(f"bonbrug_{name}", ABOUT[name], value)


def _totals(totals: Mapping[str, Any]) -> Iterator[Metric]:
    if not totals:
        return
    yield GaugeMetricFamily("bonbrug_jobs_waiting", "Jobs in the queue", totals["jobs_waiting"])
    link = totals["link"]
    yield GaugeMetricFamily("bonbrug_connections", "Connections that live", link.connections)
    yield GaugeMetricFamily("bonbrug_connections_stopped", "Stopped until a person", link.stopped)
    yield GaugeMetricFamily("bonbrug_connections_held", "That make no invoices now", link.paused)
    yield GaugeMetricFamily("bonbrug_items_open", "What waits for a person", link.items)
    yield _by("bonbrug_work_orders", "Work orders by state", "state", link.jobs)
    yield _by("bonbrug_runs_last_hour", "Runs that began in the last hour", "outcome", link.runs)


def _by(name: str, about: str, label: str, counts: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, about, labels=[label])
    for word, count in sorted(counts.items()):
        family.add_metric([word], count)
    return family


def written(found: Everything) -> bytes:
    """Return all series as text."""
    registry = CollectorRegistry()
    registry.register(found)
    return generate_latest(registry)
