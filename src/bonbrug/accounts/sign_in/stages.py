"""The steps of logging in that differ from those of django-allauth."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from bonbrug.accounts.trusted_browsers import is_trusted
from bonbrug.values.clock import system_clock


class SecondStep(AuthenticateStage):
    """Asked, unless this person trusts this browser."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if self.login.user and is_trusted(request, self.login.user, system_clock()):
            return False
        return bool(super()._should_handle(request))
