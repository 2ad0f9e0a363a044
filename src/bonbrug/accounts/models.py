"""Who may come in, and for which organisation."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from bonbrug.accounts.security_events import SecurityChain, SecurityEvent

__all__ = [
    "LoginLink", "Membership", "Organisation", "SecurityChain", "SecurityEvent", "User",
    "WrongGuesses",
]  # fmt: skip


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


class WrongGuesses(models.Model):
    """What one visitor guessed wrong; `key` is a keyed digest, see `accounts/rate_limiter.py`."""

    key = models.CharField(max_length=64, primary_key=True)
    empty_at = models.DateTimeField(db_index=True)
    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wrong guesses until {self.empty_at:%H:%M}"
