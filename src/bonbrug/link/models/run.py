"""What happened: runs, log lines, and what needs a person. Codes and numbers, never names."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from bonbrug.link.models.connection import Connection
from bonbrug.link.models.jobs import ExportJob


class Run(models.Model):
    """One synchronisation. Running while `finished_at` is empty; the page shows its stage.

    `facts` holds counts: ``{"relations": 4, "materials": 1, "hour_types": 2, "invoices": 1}``.
    `times` is more than 1 when runs in which nothing happened were put together.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="runs")
    started_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    trigger = models.CharField(max_length=10)
    dry_run = models.BooleanField(default=False)
    stage = models.CharField(max_length=30, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["connection", "-started_at"], name="runs_newest_first")]

    def __str__(self) -> str:
        return f"run {self.pk} {self.outcome or self.stage}"


class LogLine(models.Model):
    """One fact of a run: `kind` is its code, `subject` the number or code of the record.

    The same fact in a later run is counted here (`times`) and moved to that run.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="log_lines")
    run = models.ForeignKey(Run, models.CASCADE, related_name="lines")
    first_moment = models.DateTimeField()
    moment = models.DateTimeField()
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=255, blank=True)
    facts = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=32)
    needs_person = models.BooleanField(default=False)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "fingerprint"], name="fact_collapsed")
        ]
        indexes = [models.Index(fields=["run", "moment"], name="lines_of_run")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Item(models.Model):
    """Something only a person can decide; safe to leave alone, never in the way of the others.

    `kind` is the code, `subject` the work order number, record code or ''. `job` when it is about
    one work order. At most one open item per connection, kind and subject.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="items")
    job = models.ForeignKey(ExportJob, models.SET_NULL, null=True, blank=True, related_name="items")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=255, blank=True)
    facts = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "kind", "subject"],
                condition=Q(closed_at=None),
                name="one_open_item",
            )
        ]
        indexes = [models.Index(fields=["connection", "closed_at"], name="open_items")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class TrialInvoice(models.Model):
    """An invoice as the newest trial run of a connection showed it, without a number.

    A person may say yes to it before there is a job. `circumstances` is what that yes is bound to;
    `asked` holds the code and the facts of each question about it.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="trial_invoices")
    row_id = models.CharField(max_length=64)
    work_order_number = models.CharField(max_length=255)
    relation_code = models.CharField(max_length=255, blank=True)
    body = models.JSONField()
    asked = models.JSONField(default=list)
    circumstances = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "row_id"], name="tried_once")]

    def __str__(self) -> str:
        return f"invoice of work order {self.work_order_number} in trial run {self.run_id}"


class Budget(models.Model):
    """How many calls of a limited kind a connection made in a month (``2018-09``)."""

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="budgets")
    api = models.CharField(max_length=30)
    month = models.CharField(max_length=7)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "api", "month"], name="budget_once")
        ]

    def __str__(self) -> str:
        return f"{self.api} {self.month}: {self.used}"
