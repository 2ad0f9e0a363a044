"""Who may come in, and for which organisation."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from bonbrug.accounts.installation import Announcement, ReadOnly
from bonbrug.accounts.roles import Right, Role, Standing, rights_of
from bonbrug.accounts.security_events import SecurityChain, SecurityEvent

__all__ = [
    "Announcement", "LoginLink", "Membership", "Organisation", "ReadOnly", "SecurityChain",
    "SecurityEvent", "User", "WrongGuesses",
]  # fmt: skip


class User(AbstractUser):
    """A person; the e-mail address is what they log in with (kept in `username` as well).

    An operator runs the program, and by that alone sees nothing of any firm.
    """

    is_operator = models.BooleanField(default=False)


class Organisation(models.Model):
    """A firm. Each house hangs its own administration, company or connections on it."""

    # None: as the operator set it for everybody; `made_at` is None of before it was kept.
    name = models.CharField(max_length=100)
    second_factor_required = models.BooleanField(default=False, db_default=False)
    made_at = models.DateTimeField(null=True)
    most_people = models.PositiveIntegerField(null=True)
    most_connections = models.PositiveIntegerField(null=True)
    calls_per_month = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="organisations_by_name")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person works for an organisation, in a role.

    `may_…` are rights that are given or taken; None is as the role has it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12)
    may_approve = models.BooleanField(null=True)
    may_credit = models.BooleanField(null=True)
    may_collect = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="member_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["owner", "office", "bookkeeper", "fitter"]),
                name="member_has_a_role",
            ),
        ]

    @property
    def standing(self) -> Standing:
        """Return what this person is in the firm."""
        role = Role(self.role)
        given = {right: getattr(self, f"may_{right}") for right in Right}
        return Standing(role, rights_of(role, given))

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organisation_id}"


class Invitation(models.Model):
    """Somebody is asked to work for an organisation; only the digest of the token is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mailed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "email"], name="invited_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["owner", "office", "bookkeeper", "fitter"]),
                name="invited_for_a_role",
            ),
        ]

    @property
    def role_label(self) -> str:
        """Return the role as it is called."""
        return str(Role(self.role).label)

    def __str__(self) -> str:
        return f"invitation {self.pk}"


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


class Ending(models.Model):
    """A firm that ends, and afterwards the proof that it did: numbers, days and digests only.

    No foreign key: it outlives the firm, of which `number` was the number. `role` is what who asked
    was. `rows_done` of `rows` tell how far the export is; `ends_at` is known once it is there, and
    from then on the triggers of the append-only tables let rows of this firm go. `counts` are the
    erased rows by table.
    """

    number = models.PositiveBigIntegerField(unique=True)
    role = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    rows = models.PositiveBigIntegerField(default=0)
    rows_done = models.PositiveBigIntegerField(default=0)
    exported_at = models.DateTimeField(null=True, blank=True)
    export_hash = models.CharField(max_length=64, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"ending of firm {self.number}"


class WrongGuesses(models.Model):
    """What one visitor guessed wrong; `key` is a keyed digest, see `accounts/rate_limiter.py`."""

    key = models.CharField(max_length=64, primary_key=True)
    empty_at = models.DateTimeField(db_index=True)
    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wrong guesses until {self.empty_at:%H:%M}"


class AccountMail(models.Model):
    """A mail about an account that was not sent yet; it is made at the moment of sending.

    `address` is what somebody typed: whether it is known here is looked up by who sends it.
    Behind a colon `kind` has the number of what the mail is about.
    """

    kind = models.CharField(max_length=20)
    address = models.EmailField()
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "address"], name="account_mail_once")
        ]

    def __str__(self) -> str:
        return f"mail {self.pk} about an account"


class AddressChange(models.Model):
    """Somebody wants to log in with another address, and did not confirm it yet."""

    user = models.OneToOneField(User, models.CASCADE, related_name="address_change")
    email = models.EmailField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"change {self.pk} of an address"


class FactorSecret(models.Model):
    """What makes the codes of a second step, sealed; the step itself names this row."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    sealed = models.TextField()

    @staticmethod
    def bound(user_id: int) -> str:
        """Return what the sealed value belongs to."""
        return f"account:{user_id}:factor"

    def __str__(self) -> str:
        return f"secret {self.pk} of a second step"


class TrustedBrowser(models.Model):
    """A browser in which somebody is asked no second step; only the digest of its token is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="trusted_browsers")
    digest = models.CharField(max_length=64, unique=True)
    browser = models.CharField(max_length=60)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"trusted browser {self.pk}"
