"""Addresses of logging in and out; django-allauth asks for those named account_ and mfa_."""

from django.urls import path

from bonbrug.accounts.pages import login

urlpatterns = [
    path("inloggen/", login.LoginPage.as_view(), name="account_login"),
    path("inloggen/", login.LoginPage.as_view(), name="login"),
    path("inloggen/<str:token>/", login.by_link, name="login_link"),
    path("uitloggen/", login.LeavePage.as_view(), name="logout"),
]
