"""The front door: start page, settings, command line."""

import threading

from django.apps import AppConfig

from bonbrug.site.log_redaction import report_thread


class SiteConfig(AppConfig):
    name = "bonbrug.site"
    label = "site"

    def ready(self) -> None:
        threading.excepthook = report_thread
