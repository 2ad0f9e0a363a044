"""Addresses of the operator."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, path

from bonbrug.site.operator import firms

urlpatterns: list[URLPattern] = [
    path("", firms.firms, name="operator_firms"),
    path("bedrijven/nieuw/", firms.new_firm, name="operator_new_firm"),
    path("bedrijven/<int:row>/", firms.firm, name="operator_firm"),
]
if "link" in settings.HOUSES:
    _connections = import_module("bonbrug.site.operator.connections")
    urlpatterns += [
        path("koppelingen/", _connections.connections, name="operator_connections"),
    ]
