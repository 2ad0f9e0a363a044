"""People and the organisations they work for."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bonbrug.accounts"
    label = "accounts"
