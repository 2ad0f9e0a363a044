"""The look that all houses share."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from bonbrug.ui.searching import teach


class UiConfig(AppConfig):
    name = "bonbrug.ui"
    label = "ui"

    def ready(self) -> None:
        connection_created.connect(teach, dispatch_uid="bonbrug.ui.searching")
