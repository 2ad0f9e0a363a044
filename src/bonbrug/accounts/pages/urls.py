"""Addresses of logging in and out; django-allauth asks for those named account_ and mfa_."""

from django.urls import path

from bonbrug.accounts.acts import Act
from bonbrug.accounts.pages import (
    account,
    address,
    invitation,
    login,
    member,
    passkeys,
    passwords,
    people,
    reauthentication,
    second_factor,
    second_step_rule,
    security_log,
    sessions,
)
from bonbrug.accounts.routes import for_all

FIRM = "mensen/<int:organisation>/"
LOG = "beveiliging/<int:organisation>/logboek/"

COMING_IN = [
    path("inloggen/", login.LoginPage.as_view(), name="account_login"),
    path("inloggen/", login.LoginPage.as_view(), name="login"),
    path(
        "inloggen/wachtwoord-vergeten/",
        passwords.ForgottenPage.as_view(),
        name="account_reset_password",
    ),
    path(
        "inloggen/nieuw-wachtwoord/<str:uidb36>/<str:key>/",
        passwords.NewPage.as_view(),
        name="account_reset_password_from_key",
    ),
    path("inloggen/passkey/", passkeys.LoginPage.as_view(), name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", second_factor.AskPage.as_view(), name="mfa_authenticate"),
    path("inloggen/<str:token>/", login.by_link, name="login_link"),
    path("mijn-account/adres/link/<str:token>/", address.opened, name="address_opened"),
    path("mijn-account/adres/tegenhouden/<str:token>/", address.stopped, name="address_stop"),
    path("uitloggen/", login.LeavePage.as_view(), name="logout"),
    path("uitnodiging/", invitation.invitation, name="invitation"),
    path("uitnodiging/<str:token>/", invitation.opened, name="invited"),
]

OWN_ACCOUNT = [
    path("mijn-account/", account.overview, name="account"),
    path("mijn-account/adres/", address.change, name="address"),
    path("mijn-account/adres/intrekken/", address.withdrawn, name="address_withdraw"),
    path("mijn-account/adres/bevestigen/", address.confirmed, name="address_confirm"),
    path(
        "mijn-account/wachtwoord/",
        passwords.ChangePage.as_view(),
        name="account_change_password",
    ),
    path(
        "mijn-account/wachtwoord/kiezen/",
        passwords.ChoosePage.as_view(),
        name="account_set_password",
    ),
    path(
        "mijn-account/bent-u-het/",
        reauthentication.PasswordPage.as_view(),
        name="account_reauthenticate",
    ),
    path(
        "mijn-account/bent-u-het/code/",
        second_factor.AskAgainPage.as_view(),
        name="mfa_reauthenticate",
    ),
    path("mijn-account/tweede-stap/", second_factor.OverviewPage.as_view(), name="mfa_index"),
    path(
        "mijn-account/tweede-stap/geen-vertrouwen/",
        second_factor.trust_none,
        name="trust_none",
    ),
    path(
        "mijn-account/tweede-stap/app/",
        second_factor.AddAppPage.as_view(),
        name="mfa_activate_totp",
    ),
    path(
        "mijn-account/tweede-stap/app/weg/",
        second_factor.RemoveAppPage.as_view(),
        name="mfa_deactivate_totp",
    ),
    path(
        "mijn-account/tweede-stap/herstelcodes/",
        second_factor.RecoveryCodesPage.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "mijn-account/tweede-stap/herstelcodes/nieuw/",
        second_factor.NewRecoveryCodesPage.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "mijn-account/bent-u-het/passkey/",
        passkeys.AskAgainPage.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "mijn-account/tweede-stap/passkey/",
        passkeys.AddPage.as_view(),
        name="mfa_add_webauthn",
    ),
    path(
        "mijn-account/tweede-stap/passkey/<int:pk>/weg/",
        passkeys.RemovePage.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("mijn-account/opnieuw-binnenkomen/", account.nothing_to_ask, name="nothing_to_ask"),
    path("mijn-account/ingelogd/", sessions.overview, name="usersessions_list"),
    path("mijn-account/ingelogd/anderen/", sessions.end_others, name="end_other_sessions"),
    path("mijn-account/ingelogd/<int:pk>/", sessions.end_one, name="end_session"),
]

PEOPLE = [
    path("mensen/", people.firms, name="firms"),
    path(FIRM, people.people, name="people"),
    path(f"{FIRM}tweede-stap/", second_step_rule.second_step_rule, name="second_step_rule"),
    path(f"{FIRM}uitnodiging/<int:pk>/intrekken/", people.withdrawn, name="invitation_withdraw"),
    path(f"{FIRM}<int:pk>/", member.member, name="member"),
    path(f"{FIRM}<int:pk>/verwijderen/", member.removed, name="member_remove"),
    path(f"{FIRM}<int:pk>/uitloggen/", member.logged_out, name="member_log_out"),
    path(f"{FIRM}<int:pk>/overdragen/", member.handed_over, name="member_hand_over"),
]

SECURITY_LOG = [
    path("beveiliging/", security_log.start, name="security"),
    path(LOG, security_log.security_log, name="security_log"),
    path(f"{LOG}csv-export/", security_log.as_csv, name="security_log_csv"),
    path(f"{LOG}json-export/", security_log.as_lines, name="security_log_lines"),
]

urlpatterns = [
    *for_all(COMING_IN, Act.COME_IN),
    *for_all(OWN_ACCOUNT, Act.OWN_ACCOUNT),
    *PEOPLE,
    *for_all(SECURITY_LOG, Act.SEE_SECURITY_LOG),
]
