"""People and the organisations they work for."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bonbrug.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Let the security log hear who signs in, and what asks again know when."""
        # They need the models, which are not there before.
        from bonbrug.accounts import fresh  # noqa: PLC0415
        from bonbrug.accounts.security import told_by_sign_in  # noqa: PLC0415

        told_by_sign_in.connect()
        fresh.listen()
