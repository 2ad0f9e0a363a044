"""Addresses of the operator."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, path

from bonbrug.site.operator import announcements, firms, invitations, read_only, security_log

urlpatterns: list[URLPattern] = [
    path("", firms.firms, name="operator_firms"),
    path("bedrijven/nieuw/", firms.new_firm, name="operator_new_firm"),
    path("bedrijven/<int:row>/", firms.firm, name="operator_firm"),
    path("uitnodigingen/", invitations.invitations, name="operator_invitations"),
    path(
        "uitnodigingen/<int:row>/intrekken/",
        invitations.withdrawn,
        name="operator_invitation_withdraw",
    ),
    path("uitnodigingen/<int:row>/opnieuw/", invitations.again, name="operator_invitation_again"),
    path("mededelingen/", announcements.announcements, name="operator_announcements"),
    path(
        "mededelingen/<int:row>/intrekken/",
        announcements.withdrawn,
        name="operator_announcement_withdraw",
    ),
    path("alleen-lezen/", read_only.read_only, name="operator_read_only"),
    path("beveiliging/", security_log.security_log, name="operator_security_log"),
    path("beveiliging/csv-export/", security_log.as_csv, name="operator_security_log_csv"),
    path("beveiliging/json-export/", security_log.as_lines, name="operator_security_log_lines"),
]
if "link" in settings.HOUSES:
    _connections = import_module("bonbrug.site.operator.connections")
    urlpatterns += [
        path("koppelingen/", _connections.connections, name="operator_connections"),
    ]
