"""How django-allauth signs people in here: what we decide otherwise than it comes.

Only signing in: nobody registers, and no other service vouches for anybody. Guesses are counted by
`accounts/rate_limiter.py`, so the limits of the package are off. Its templates are not installed,
so a page of it that is not ours cannot be shown.
"""

SIGN_IN_APPS = ["allauth.account", "allauth.mfa", "allauth.usersessions"]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",  # who came in by a link, or before allauth
    "allauth.account.auth_backends.AuthenticationBackend",
]

ACCOUNT_ADAPTER = "bonbrug.accounts.sign_in.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE, and idle_sessions.py ends it sooner
ACCOUNT_RATE_LIMITS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/inloggen/"
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]

MFA_ADAPTER = "bonbrug.accounts.sign_in.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1  # half a minute: clocks of telephones differ
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
