"""The second step: sealed secrets, codes that are right once, and our words."""

import hmac
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.keys import keyring
from bonbrug.accounts.models import FactorSecret, User
from bonbrug.accounts.second_factor_required import STEPS, is_required

LAST_STEP = "last_step"  # of a TOTP, so that a code that was seen is not used again
SECRETS = ("secret", "seed")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps what makes the codes sealed, in a column that a new key reaches."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or was used already. Type the newest one."),
        "unverified_email": _("Confirm your e-mail address first."),
        "cannot_delete_authenticator": _(
            "Your organisation asks for a second step, so the last one stays. Add another first."
        ),
        "cannot_generate_recovery_codes": _("Recovery codes belong to a second step; add one."),
    }

    def get_totp_issuer(self) -> str:
        return "Bonbrug"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Bonbrug"}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where it is asked for."""
        mine = Authenticator.objects.filter(user=authenticator.user, type__in=STEPS)
        another = mine.exclude(pk=authenticator.pk).exists()
        return another or not is_required(authenticator.user)

    def encrypt(self, text: str) -> str:
        user_id = context.request.user.pk
        sealed = keyring().seal(text, FactorSecret.bound(user_id))
        return str(FactorSecret.objects.create(user_id=user_id, sealed=sealed).pk)

    def decrypt(self, encrypted_text: str) -> str:
        kept = FactorSecret.objects.get(pk=int(encrypted_text))
        return keyring().unseal(kept.sealed, FactorSecret.bound(kept.user_id))


def right_factor(user: User, code: str) -> Authenticator | None:
    """Return what a typed code belongs to, and use it up; None when it is wrong."""
    with transaction.atomic():
        mine = Authenticator.objects.select_for_update().filter(user=user)
        typed = mine.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk")
        return next((factor for factor in typed if _use(factor, code)), None)


def _use(factor: Authenticator, code: str) -> bool:
    if factor.type != Authenticator.Type.TOTP:
        return bool(factor.wrap().validate_code(code))
    step = _step_of(code, SecondFactorAdapter().decrypt(factor.data["secret"]))
    if step <= factor.data.get(LAST_STEP, 0):
        return False
    factor.data[LAST_STEP] = step
    factor.save(update_fields=["data"])
    return True


def _step_of(code: str, secret: str) -> int:
    """Return of which half minute a code is; 0 for none of the last ones."""
    for step in totp.yield_hotp_counters_from_time():
        right = totp.format_hotp_value(totp.hotp_value(secret, step))
        if hmac.compare_digest(right.encode(), code.encode()):
            return int(step)
    return 0


def forget_unused_secrets(user: User) -> int:
    """Remove what made codes that nobody can use any more."""
    factors: list[dict[str, Any]] = list(
        Authenticator.objects.filter(user=user).values_list("data", flat=True)
    )
    used = [data[name] for data in factors for name in SECRETS if name in data]
    return FactorSecret.objects.filter(user=user).exclude(pk__in=used).delete()[0]
