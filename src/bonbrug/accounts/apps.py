"""People and the organisations they work for."""

from django.apps import AppConfig

from bonbrug.accounts import fresh


class AccountsConfig(AppConfig):
    name = "bonbrug.accounts"
    label = "accounts"

    def ready(self) -> None:
        fresh.listen()
