"""Addresses of logging in and out; django-allauth asks for those named account_ and mfa_."""

from django.urls import path

from bonbrug.accounts.acts import Act
from bonbrug.accounts.pages import login
from bonbrug.accounts.routes import acts

come_in = acts(Act.COME_IN)

urlpatterns = [
    path("inloggen/", come_in(login.LoginPage.as_view()), name="account_login"),
    path("inloggen/", come_in(login.LoginPage.as_view()), name="login"),
    path("inloggen/<str:token>/", login.by_link, name="login_link"),
    path("uitloggen/", come_in(login.LeavePage.as_view()), name="logout"),
]
