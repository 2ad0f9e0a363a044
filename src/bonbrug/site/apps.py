"""The front door: start page, settings, command line."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "bonbrug.site"
    label = "site"
