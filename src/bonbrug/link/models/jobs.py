"""What was sent and what came of it. Written through store.py only, under the lease."""

from django.db import models
from django.db.models import Q

from bonbrug.link.models.connection import Connection


class ExportJob(models.Model):
    """One work order on its way to an invoice, or the collective invoice of several.

    The states stand in sync/states/state_table.py.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="jobs")
    row_id = models.CharField(max_length=64)
    generation = models.PositiveSmallIntegerField(default=1)
    work_order_number = models.CharField(max_length=255)
    relation_code = models.CharField(max_length=255, blank=True)
    work_day = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, db_index=True)
    marker = models.CharField(max_length=100, blank=True)
    content_fingerprint = models.CharField(max_length=32, blank=True)
    refused_fingerprint = models.CharField(max_length=32, blank=True)
    refused_code = models.CharField(max_length=40, blank=True)
    # The `refused_fingerprint` in which a person said that a doubtful work order is right.
    approved_fingerprint = models.CharField(max_length=32, blank=True)
    # How often a person decided about it: a run that read fewer of them may not write.
    decisions = models.PositiveIntegerField(default=0)
    invoice_number = models.CharField(max_length=50, blank=True)
    invoice_date = models.DateField(null=True, blank=True)
    net = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    vat = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    gross = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    # Still to be paid according to the books; empty until it was booked and looked at.
    open_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    booked = models.BooleanField(default=False)
    verified = models.BooleanField(default=False)
    seen_at = models.DateTimeField()
    invoiced_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    # What other work orders are judged by (sync/judging/work.py). The likeness stays; who worked
    # when is let go of a while after the job is over (actions/retention.py).
    likeness = models.CharField(max_length=32, blank=True, default="")
    work = models.TextField(blank=True, default="")
    worked_first = models.DateField(null=True, blank=True)
    worked_last = models.DateField(null=True, blank=True)
    # The number of the project that it is of, by which a customer may want their invoices.
    project = models.CharField(max_length=255, blank=True, default="")
    # How many invoices of it a person was told of; 0 as long as there was one at most.
    doubles_reported = models.PositiveSmallIntegerField(default=0)
    # The number of the invoice that this job takes back, and whether it is invoiced anew then. The
    # work orders of a collective invoice follow its credit, each with a job that names it too.
    credits = models.CharField(max_length=50, blank=True, default="")
    again = models.BooleanField(default=False)
    reopened_fingerprint = models.CharField(max_length=32, blank=True, default="")
    left_fingerprint = models.CharField(max_length=32, blank=True, default="")
    # The invoice of several work orders has a job of its own; what is on it stands in `members`.
    collective = models.BooleanField(default=False)
    collected_in = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="members"
    )
    collect_now = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "row_id", "generation"], name="one_job_per_work_order"
            ),
            models.UniqueConstraint(
                fields=["connection", "credits"],
                condition=~Q(credits="") & ~Q(state="withdrawn") & Q(collected_in=None),
                name="credited_once",
            ),
        ]
        indexes = [
            models.Index(fields=["connection", "worked_last"], name="job_worked"),
            models.Index(fields=["connection", "likeness"], name="job_likeness"),
            models.Index(fields=["connection", "relation_code"], name="job_of_relation"),
        ]

    def __str__(self) -> str:
        return f"work order {self.work_order_number} ({self.state})"


class Intent(models.Model):
    """An invoice that we mean to send, frozen whole before the first byte leaves."""

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="intents")
    job = models.ForeignKey(ExportJob, models.CASCADE, related_name="intents")
    number = models.CharField(max_length=50)
    marker = models.CharField(max_length=100)
    body = models.JSONField()
    body_fingerprint = models.CharField(max_length=32)
    settings_version = models.PositiveIntegerField()
    invoice_date = models.DateField()
    send_stamp = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    doubtful = models.BooleanField(default=False)
    # The number under which a person says that it stands in the books.
    named_number = models.CharField(max_length=50, blank=True)
    epoch = models.PositiveBigIntegerField(default=0)
    outcome = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "number"],
                condition=~Q(outcome="released"),
                name="number_claimed_once",
            )
        ]

    def __str__(self) -> str:
        return f"invoice {self.number} ({self.outcome})"


class Proposal(models.Model):
    """The invoice of a work order that waits for a person's yes, without a number.

    It is the one of these `circumstances`; a job that was refused in others has none.
    """

    job = models.OneToOneField(ExportJob, models.CASCADE, related_name="proposal", primary_key=True)
    body = models.JSONField()
    circumstances = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"proposed invoice of job {self.job_id}"


class Inbox(models.Model):
    """The work order as it was fetched, sealed: a person can look what was on it."""

    job = models.OneToOneField(ExportJob, models.CASCADE, related_name="inbox")
    body_sealed = models.TextField()
    content_fingerprint = models.CharField(max_length=32)
    received_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"received work order of job {self.job_id}"

    @staticmethod
    def bound(job_id: int) -> str:
        """Return what a sealed work order is bound to."""
        return f"inbox:{job_id}"
