"""Lists that another package keeps here: they are stored and answered (docs/wire/werkbonapp.md §4).

Codes of relations, addresses and contact persons are texts of that package, not rows of ours.
"""

from django.db import models

from bonbrug.workorders.models.columns import line, page
from bonbrug.workorders.models.company import Company


class Project(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="projects")
    code = models.CharField(max_length=255)
    extern_code = line()
    debtor_number = line()
    address_code = line()
    contact_code = line()
    payer_debtor_number = line()
    status = line()
    name = line()
    description = page()
    progress = models.PositiveIntegerField(default=0)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="project_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Address(models.Model):
    """Another place of a relation; `line_1` is street and number."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="addresses")
    code = models.CharField(max_length=255)
    debtor_number = line()
    contact_code = line()
    line_1 = line()
    postal_code = line()
    city = line()
    country = line()
    remark = line()
    latitude = line()
    longitude = line()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="address_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.line_1}"


class ContactPerson(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="contact_persons")
    code = models.CharField(max_length=255)
    debtor_number = line()
    name = line()
    phone = line()
    email = line()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="contact_person_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class TypeOfWork(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="types_of_work")
    name = models.CharField(max_length=255)
    description = line()
    minutes = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="type_of_work_once")
        ]

    def __str__(self) -> str:
        return self.name


class PaymentMethod(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="payment_methods")
    description = models.CharField(max_length=255)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["company", "description"], name="payment_method_once")
        ]

    def __str__(self) -> str:
        return self.description
