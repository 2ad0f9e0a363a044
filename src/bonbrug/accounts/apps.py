"""People and the organisations they work for."""

from django.apps import AppConfig

from bonbrug.accounts import fresh


class AccountsConfig(AppConfig):
    name = "bonbrug.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Let the security log hear who signs in, and what asks again know when."""
        from bonbrug.accounts.security.told_by_sign_in import connect  # noqa: PLC0415 - needs models

        connect()
        fresh.listen()
