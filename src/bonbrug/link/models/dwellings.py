"""What people said that an address is, where work is done."""

from django.db import models

from bonbrug.link.models.connection import Connection


class AddressAnswer(models.Model):
    """One address: `key` is its postcode with the house number, `answer` a value of `Dwelling`.

    `address` is how people write it.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="address_answers")
    key = models.CharField(max_length=255)
    address = models.CharField(max_length=600, blank=True)
    answer = models.CharField(max_length=10)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "key"], name="address_answered_once")
        ]

    def __str__(self) -> str:
        return f"address {self.pk}: {self.answer}"
