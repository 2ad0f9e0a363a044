"""Addresses of the operator."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, path

from bonbrug.site.operator import announcements, firms, read_only

urlpatterns: list[URLPattern] = [
    path("", firms.firms, name="operator_firms"),
    path("bedrijven/nieuw/", firms.new_firm, name="operator_new_firm"),
    path("bedrijven/<int:row>/", firms.firm, name="operator_firm"),
    path("mededelingen/", announcements.announcements, name="operator_announcements"),
    path(
        "mededelingen/<int:row>/intrekken/",
        announcements.withdrawn,
        name="operator_announcement_withdraw",
    ),
    path("alleen-lezen/", read_only.read_only, name="operator_read_only"),
]
if "link" in settings.HOUSES:
    _connections = import_module("bonbrug.site.operator.connections")
    urlpatterns += [
        path("koppelingen/", _connections.connections, name="operator_connections"),
    ]
