"""People and the organisations they work for."""

from importlib import import_module

from django.apps import AppConfig

# They need the models, which are not there before the start.
HEAR = ("bonbrug.accounts.security.told_by_sign_in", "bonbrug.accounts.fresh")


class AccountsConfig(AppConfig):
    name = "bonbrug.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Let the security log hear who signs in, and what asks again know when."""
        for module in HEAR:
            import_module(module).listen()
