"""One link between an administration in the books and a company in the work orders."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from django.db import models
from django.db.models import Q

from bonbrug.accounts.keys import keyring
from bonbrug.accounts.models import Organisation
from bonbrug.sync.model.settings import Control
from bonbrug.values.delivery import DeliveryKind

CYCLE = timedelta(minutes=15)
SECRETS = (
    "username",
    "security_code_1",
    "security_code_2",
    "token",
    "software_token",
    "bearer_token",
)


class Connection(models.Model):
    """What is linked, with which credentials (sealed), and what the customer chose.

    The scheduler reads `due_at`, `again` and `breaker` ('' runs; otherwise the code of why not),
    and keeps in `queued_at` that a job of this turn is in the queue (None when it began).
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="connections", db_index=True
    )
    name = models.CharField(max_length=100)
    books_service = models.CharField(max_length=50)
    field_service = models.CharField(max_length=50)
    company_id = models.CharField(max_length=7, db_index=True)
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    username = models.TextField(blank=True)
    security_code_1 = models.TextField(blank=True)
    security_code_2 = models.TextField(blank=True)
    token = models.TextField(blank=True)
    software_token = models.TextField(blank=True)
    bearer_token = models.TextField(blank=True, default="")
    credentials_set_at = models.DateTimeField(null=True, blank=True)
    signed_in_at = models.DateTimeField(null=True, blank=True)
    books_key = models.CharField(max_length=100, blank=True)
    books_name = models.CharField(max_length=200, blank=True)
    statuses_made_at = models.DateTimeField(null=True, blank=True)

    import_relations = models.BooleanField(default=True)
    import_materials = models.BooleanField(default=True)
    import_hour_types = models.BooleanField(default=True)
    export_invoices = models.BooleanField(default=False)
    template = models.CharField(max_length=50, blank=True)
    term_days = models.PositiveSmallIntegerField(default=14)
    book = models.BooleanField(default=False)
    export_relations = models.BooleanField(default=False)
    mark_errors = models.BooleanField(default=False)
    bill_minimum = models.BooleanField(default=False)
    # What an invoice says and how hours are charged: "Factuurregels".
    lines_per = models.CharField(max_length=10, default="hour_type")
    line_dates = models.BooleanField(default=False)
    line_names = models.BooleanField(default=False)
    line_remarks = models.BooleanField(default=False)
    heading = models.BooleanField(default=True)
    round_way = models.CharField(max_length=10, default="exact")
    round_step = models.PositiveSmallIntegerField(default=15)
    round_per = models.CharField(max_length=10, default="period")
    order_rounding = models.CharField(max_length=10, default="ask")
    minimum_minutes = models.PositiveSmallIntegerField(default=0)
    call_out = models.CharField(max_length=255, blank=True, default="")
    zero_invoices = models.BooleanField(default=False)
    hour_words = models.JSONField(default=list, blank=True)
    # Controle vóór factureren, and its limits (sync/model/settings.py says what they mean).
    control = models.CharField(max_length=8, default=Control.DOUBTFUL.value)
    most_pieces = models.PositiveIntegerField(default=1_000)
    most_of_a_line = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(10_000))
    most_of_an_invoice = models.DecimalField(
        max_digits=14, decimal_places=2, default=Decimal(25_000)
    )
    unusual_times = models.PositiveSmallIntegerField(default=5)
    price_percent = models.PositiveSmallIntegerField(default=25)
    oldest_days = models.PositiveSmallIntegerField(default=62)
    closed_until = models.DateField(null=True, blank=True)
    twice_days = models.PositiveSmallIntegerField(default=60)
    needs_signature = models.BooleanField(default=False)
    asks_travel = models.BooleanField(default=True)
    # Verzendwijze, and what a mail and the statement of a direct debit say.
    delivery = models.CharField(max_length=12, default=DeliveryKind.POST.value)
    mail_subject = models.CharField(max_length=200, blank=True, default="")
    mail_text = models.TextField(blank=True, default="")
    mail_address = models.CharField(max_length=150, blank=True, default="")
    mail_name = models.CharField(max_length=150, blank=True, default="")
    statement_1 = models.CharField(max_length=50, blank=True, default="")
    statement_2 = models.CharField(max_length=50, blank=True, default="")
    statement_3 = models.CharField(max_length=50, blank=True, default="")
    settings_version = models.PositiveIntegerField(default=0)
    activated_on = models.DateField(null=True, blank=True)
    export_from = models.DateField(null=True, blank=True)
    # The own firm is under the exemption for small firms from the first day to the last; both
    # empty: it is not. Kinds of work: [type of work, value of `Work`].
    exempt_from = models.DateField(null=True, blank=True)
    exempt_until = models.DateField(null=True, blank=True)
    kinds_of_work = models.JSONField(default=list, blank=True)

    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    phase_seconds = models.PositiveSmallIntegerField(default=0)
    again = models.BooleanField(default=False)
    breaker = models.CharField(max_length=40, blank=True)
    exports_paused_until = models.DateTimeField(null=True, blank=True)
    backlog_judged = models.BooleanField(default=False)
    export_stop = models.JSONField(default=dict, blank=True)
    last_number = models.CharField(max_length=50, blank=True)
    swept_at = models.DateTimeField(null=True, blank=True)
    tidied_at = models.DateTimeField(null=True, blank=True, db_index=True)
    # What the first read took when it last answered; how often it did not since then, and since
    # when; how long a try holds a place. They choose its lane and its patience (silence.py).
    answer_seconds = models.FloatField(null=True, blank=True)
    silent_since = models.DateTimeField(null=True, blank=True)
    silent_times = models.PositiveIntegerField(default=0)
    hold_seconds = models.FloatField(default=0)
    # E-mail addresses that hear of what needs a person.
    notify = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "deleted_at"], name="link_of_organisation"),
            models.Index(fields=["due_at"], name="link_silent", condition=Q(silent_times__gt=0)),
            # The operator's list of trouble; an index on a condition is not used with a parameter.
            models.Index(fields=["breaker", "id"], name="link_stopped"),
            models.Index(fields=["silent_since", "id"], name="link_unreachable"),
            models.Index(fields=["exports_paused_until", "id"], name="link_held"),
        ]

    def __str__(self) -> str:
        return f"connection {self.pk}"

    @property
    def activated(self) -> bool:
        """Tell whether the settings were saved at least once: only then it runs by itself."""
        return self.activated_on is not None

    def secret(self, field: str) -> str:
        """Return a credential in clear ('' when not set); SealBroken when it does not open."""
        sealed = getattr(self, _secret_name(field))
        return keyring().unseal(sealed, self.bound(self.pk, field)) if sealed else ""

    def seal(self, field: str, value: str) -> None:
        """Put a credential sealed in its field; the record must have its number already."""
        sealed = keyring().seal(value, self.bound(self.pk, field)) if value else ""
        setattr(self, _secret_name(field), sealed)

    @staticmethod
    def bound(pk: int, field: str) -> str:
        """Return what a sealed credential is bound to."""
        return f"connection:{pk}:{field}"


def _secret_name(field: str) -> str:
    if field not in SECRETS:
        raise KeyError(field)
    return field


class Lease(models.Model):
    """Who works on a connection now; each take-over adds one to `epoch`."""

    connection = models.OneToOneField(
        Connection, models.CASCADE, primary_key=True, related_name="lease"
    )
    owner = models.CharField(max_length=64, blank=True)
    epoch = models.PositiveBigIntegerField(default=0)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"lease {self.connection_id} epoch {self.epoch}"


def phase_of(pk: int) -> int:
    """Return the fixed second of the quarter at which a connection runs (0..899)."""
    return int.from_bytes(sha256(f"phase:{pk}".encode()).digest()[:4], "big") % 900


def next_due(phase: int, now: datetime) -> datetime:
    """Return the first moment after `now` that lies `phase` seconds in a quarter of an hour."""
    cycle = int(CYCLE.total_seconds())
    seconds = int(now.timestamp())
    return datetime.fromtimestamp(((seconds - phase) // cycle + 1) * cycle + phase, UTC)
