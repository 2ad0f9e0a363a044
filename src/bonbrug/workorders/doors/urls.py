"""Addresses of the door for machines: those of the real service, with and without last slash."""

from django.urls import URLPattern, re_path

from bonbrug.workorders.doors.openapi import openapi

urlpatterns: list[URLPattern] = [
    re_path(r"^openapi/?$", openapi),
    re_path(r"^openapi/(?P<version>[^/]+)/?$", openapi),
    re_path(r"^openapi/(?P<version>[^/]+)/(?P<endpoint>.+?)/?$", openapi, name="openapi"),
]
