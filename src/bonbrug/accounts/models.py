"""Who may come in, and for which organisation."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person; the e-mail address is what they log in with (kept in `username` as well)."""


class Organisation(models.Model):
    """A firm. Each house hangs its own administration, company or connections on it."""

    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person works for an organisation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organisation_id}"


class LoginLink(models.Model):
    """A link that logs in once; only the digest of its token is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="login_links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"login link {self.pk}"


class Erasure(models.Model):
    """A customer that was erased, by its number alone. What the law keeps goes after `kept_until`.

    `kept_until` is None when nothing is kept. Restoring a backup erases these anew.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="erasures")
    code = models.CharField(max_length=255)
    erased_at = models.DateTimeField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    kept_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-erased_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="erased_once")]

    def __str__(self) -> str:
        return f"erasure of {self.code}"


class WrongGuesses(models.Model):
    """What one visitor guessed wrong; `key` is a keyed digest, see `accounts/rate_limiter.py`."""

    key = models.CharField(max_length=64, primary_key=True)
    empty_at = models.DateTimeField(db_index=True)
    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wrong guesses until {self.empty_at:%H:%M}"
