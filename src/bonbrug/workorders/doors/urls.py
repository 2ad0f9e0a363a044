"""Addresses of the door for machines: those of the real service, in any case, slash or not."""

from django.urls import URLPattern, re_path

from bonbrug.workorders.doors.openapi import openapi

# Lower case first: that is how an address of ours is written.
_OPENAPI = "".join(f"[{letter}{letter.upper()}]" for letter in "openapi")

urlpatterns: list[URLPattern] = [
    re_path(rf"^{_OPENAPI}/?$", openapi),
    re_path(rf"^{_OPENAPI}/(?P<version>[^/]+)/?$", openapi),
    re_path(rf"^{_OPENAPI}/(?P<version>[^/]+)/(?P<endpoint>.+?)/?$", openapi, name="openapi"),
]
