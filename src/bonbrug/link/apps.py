"""The house of the link."""

from django.apps import AppConfig


class LinkConfig(AppConfig):
    name = "bonbrug.link"
    label = "link"
