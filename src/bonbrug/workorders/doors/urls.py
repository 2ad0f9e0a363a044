"""Addresses of the door for machines: those of the real service, in any case, slash or not."""

from django.urls import URLPattern, path, re_path

from bonbrug.workorders.doors.openapi import openapi
from bonbrug.workorders.doors.papers import paper

# Lower case first: that is how an address of ours is written.
_OPENAPI = "".join(f"[{letter}{letter.upper()}]" for letter in "openapi")

urlpatterns: list[URLPattern] = [
    re_path(rf"^{_OPENAPI}/?$", openapi),
    re_path(rf"^{_OPENAPI}/(?P<version>[^/]+)/?$", openapi),
    re_path(rf"^{_OPENAPI}/(?P<version>[^/]+)/(?P<endpoint>.+?)/?$", openapi, name="openapi"),
    path("werkbonpapier/<str:token>/", paper, name="work_order_paper"),
]
