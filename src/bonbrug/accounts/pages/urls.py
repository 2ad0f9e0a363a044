"""Addresses of logging in and out."""

from django.urls import path

from bonbrug.accounts.acts import Act
from bonbrug.accounts.pages import confirm, login
from bonbrug.accounts.routes import acts

come_in = acts(Act.COME_IN)

urlpatterns = [
    path("inloggen/", come_in(login.LoginPage.as_view()), name="login"),
    path("inloggen/<str:token>/", login.by_link, name="login_link"),
    path("bevestigen/", confirm.confirm, name="confirm"),
    path("uitloggen/", come_in(login.LeavePage.as_view()), name="logout"),
]
