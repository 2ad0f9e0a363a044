"""Addresses of logging in and out, and of the security log."""

from django.urls import path

from bonbrug.accounts.pages import login, security_log

LOG = "beveiliging/<int:organisation>/logboek/"

urlpatterns = [
    path("inloggen/", login.LoginPage.as_view(), name="login"),
    path("inloggen/<str:token>/", login.by_link, name="login_link"),
    path("uitloggen/", login.LeavePage.as_view(), name="logout"),
    path("beveiliging/", security_log.start, name="security"),
    path(LOG, security_log.security_log, name="security_log"),
    path(f"{LOG}csv-export/", security_log.as_csv, name="security_log_csv"),
    path(f"{LOG}json-export/", security_log.as_lines, name="security_log_lines"),
]
