"""Addresses of logging in and out; django-allauth asks for those named account_ and mfa_."""

from django.urls import path

from bonbrug.accounts.acts import Act
from bonbrug.accounts.pages import invitation, login, member, people
from bonbrug.accounts.routes import acts

come_in = acts(Act.COME_IN)

urlpatterns = [
    path("inloggen/", come_in(login.LoginPage.as_view()), name="account_login"),
    path("inloggen/", come_in(login.LoginPage.as_view()), name="login"),
    path("inloggen/<str:token>/", login.by_link, name="login_link"),
    path("uitloggen/", come_in(login.LeavePage.as_view()), name="logout"),
    path("uitnodiging/", invitation.invitation, name="invitation"),
    path("uitnodiging/<str:token>/", invitation.opened, name="invited"),
    path("mensen/", people.firms, name="firms"),
    path("mensen/<int:organisation>/", people.people, name="people"),
    path("mensen/<int:organisation>/uitnodiging/<int:pk>/intrekken/", people.withdrawn,
         name="invitation_withdraw"),
    path("mensen/<int:organisation>/<int:pk>/", member.member, name="member"),
    path("mensen/<int:organisation>/<int:pk>/verwijderen/", member.removed, name="member_remove"),
    path("mensen/<int:organisation>/<int:pk>/overdragen/", member.handed_over,
         name="member_hand_over"),
]  # fmt: skip
