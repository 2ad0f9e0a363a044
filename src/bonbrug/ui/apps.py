"""The look that all houses share."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bonbrug.ui"
    label = "ui"
