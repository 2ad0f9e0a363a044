"""The work order."""

from decimal import Decimal

from django.db import models

from bonbrug.workorders.models.columns import line, page, percentage
from bonbrug.workorders.models.company import Company
from bonbrug.workorders.models.customers import Payer, WorkAddress
from bonbrug.workorders.models.employee import Employee
from bonbrug.workorders.models.held import Held
from bonbrug.workorders.models.status import Status

LARGE = ("signature", "signed_content")  # who reads many work orders leaves these
KEY = 1024  # a number without capitals may be longer than with them


class WorkOrder(WorkAddress, Payer, Held):
    """A job for a customer. Its primary key is the row id of the wire and is never used again.

    `number` is given by the customer's own software, or drawn from the company's series for one
    made here; `number_key` is it without capitals (empty where an old one shares it with another).
    `serial` counts within the company, `order_nr` is made here from chance. What became of its
    invoice is not kept here: the treaty has no field for it, and Afgehandeld is not paid.
    `signed_content` is what was signed for and `signed_code` the code of it ('' if none was kept).
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="work_orders")
    serial = models.PositiveIntegerField()
    number = line()
    number_key = line(KEY)
    order_nr = models.CharField(max_length=255)
    status = models.CharField(max_length=11, choices=Status.choices, default=Status.READY)
    work_status = line()
    type_of_work = line()
    short_description = line()
    description = page()
    internal_description = page()
    payment_method = line()
    project_number = line()
    comment = line()
    employee = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="work_orders"
    )
    work_date = models.DateField(null=True, blank=True)
    work_time = models.TimeField(null=True, blank=True)
    work_end_date = models.DateField(null=True, blank=True)
    work_end_time = models.TimeField(null=True, blank=True)
    duration_minutes = models.PositiveIntegerField(null=True, blank=True)
    minimum_hours = models.DecimalField(max_digits=7, decimal_places=2, default=Decimal(0))
    rounding_minutes = models.PositiveIntegerField(default=0)
    discount = percentage()
    finished = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    signature = models.BinaryField(null=True, blank=True)
    signer_name = line()
    signed_minutes = models.PositiveIntegerField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_content = page()
    signed_code = line(64)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["company", "serial"], name="work_order_serial_once"),
            models.UniqueConstraint(fields=["company", "order_nr"], name="work_order_nr_once"),
            models.UniqueConstraint(
                fields=["company", "number"],
                condition=~models.Q(number=""),
                name="work_order_number_once",
            ),
            models.UniqueConstraint(
                fields=["company", "number_key"],
                condition=~models.Q(number_key=""),
                name="work_order_number_alike_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["company", "work_date"],
                condition=models.Q(archived=False),
                name="work_order_of_day",
            ),
            models.Index(
                fields=["company", "work_end_date", "work_date"],
                condition=models.Q(archived=False, work_end_date__isnull=False),
                name="work_order_of_last_day",
            ),
            models.Index(fields=["company", "status", "work_status"], name="work_order_of_status"),
            models.Index(
                fields=["held_until"],
                condition=models.Q(held_until__isnull=False),
                name="work_order_held",
            ),
            models.Index(
                fields=["company", "signed_code"],
                condition=~models.Q(signed_code=""),
                name="work_order_signed_code",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.order_nr

    @property
    def name(self) -> str:
        """What people call it."""
        return self.number or self.order_nr

    @property
    def work_status_before(self) -> str:
        """Its work status without what completing gave; one that was chosen meanwhile stays."""
        return "" if self.work_status == self.work_status_given else self.work_status

    @property
    def is_open(self) -> bool:
        """Tell whether hours and materials may still be written."""
        return self.status in (Status.READY, Status.PICKED_UP)
